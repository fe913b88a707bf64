package isoloss.cli;

import isoloss.data.Rejected;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fit;
import java.util.ArrayList;
import java.util.List;

/** The exit code that a result deserves, with the reason in one sentence. */
final class Verdict {
  private Verdict() {}

  static Outcome on(Outcome outcome, Fit fit, InputOptions input) {
    return on(outcome, fit, fit.data().rejected(), fit.observations().size(), input);
  }

  /**
   * @param rejected rows that could not be used
   * @param used rows that were
   */
  static Outcome on(
      Outcome outcome, Fit fit, List<Rejected> rejected, int used, InputOptions input) {
    return on(outcome, fit.diagnostics(), rejected, used, input);
  }

  static Outcome on(Outcome outcome, Findings findings, InputOptions input) {
    List<Rejected> rejected = findings.account().map(Findings.Account::rejected).orElse(List.of());
    int used = findings.account().map(Findings.Account::rows).orElse(0);
    return on(outcome, findings.diagnostics(), rejected, used, input);
  }

  private static Outcome on(
      Outcome outcome,
      List<Diagnostic> diagnostics,
      List<Rejected> rejected,
      int used,
      InputOptions input) {
    List<String> reasons = new ArrayList<>();
    int code = ExitCode.GOOD;
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
        code = ExitCode.NOT_TRUSTED;
        reasons.add(diagnostic.message());
      }
    }
    if (input.exceeded(rejected.size(), rejected.size() + used)) {
      code = ExitCode.INPUT;
      reasons.addFirst(
          "%d rows were rejected, more than --max-rejected %s allows (first: %s)"
              .formatted(rejected.size(), input.maxRejected, rejected.getFirst()));
    }
    return code == ExitCode.GOOD ? outcome : outcome.butExit(code, String.join(" ", reasons));
  }
}
