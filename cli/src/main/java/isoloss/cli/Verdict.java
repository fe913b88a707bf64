package isoloss.cli;

import isoloss.fit.Diagnostic;
import isoloss.fit.Fit;
import java.util.ArrayList;
import java.util.List;

/** The exit code that a fit deserves, with the reason in one sentence. */
final class Verdict {
  private Verdict() {}

  static Outcome on(Outcome outcome, Fit fit, InputOptions input) {
    List<String> reasons = new ArrayList<>();
    int code = ExitCode.GOOD;
    for (Diagnostic diagnostic : fit.diagnostics()) {
      if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
        code = ExitCode.NOT_TRUSTED;
        reasons.add(diagnostic.message());
      }
    }
    int rejected = fit.data().rejected().size();
    if (input.exceeded(rejected, rejected + fit.observations().size())) {
      code = ExitCode.INPUT;
      reasons.addFirst(
          "%d rows were rejected, more than --max-rejected %s allows (first: %s)"
              .formatted(rejected, input.maxRejected, fit.data().rejected().getFirst()));
    }
    return code == ExitCode.GOOD ? outcome : outcome.butExit(code, String.join(" ", reasons));
  }
}
