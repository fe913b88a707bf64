package isoloss.cli;

import isoloss.fit.Findings;
import java.io.IOException;

/** Saves and prints what a plan, a study or pass@k found. */
final class FindingsOutcome {
  private FindingsOutcome() {}

  /** Writes the findings where {@code --out} says, and gives them as the outcome of the command. */
  static Outcome of(Findings found, OutputOptions output) throws IOException {
    return of(found, output, new InputOptions());
  }

  /** The same for findings from a table that was read by these rules. */
  static Outcome of(Findings found, OutputOptions output, InputOptions input) throws IOException {
    Findings findings = found.timed();
    output.save(findings.name() + ".json", findings.toJson());
    return Verdict.on(Outcome.good(findings.toJson(), findings.toText()), findings, input);
  }
}
