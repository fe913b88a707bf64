package isoloss.cli;

import isoloss.data.WholeFile;
import isoloss.data.json.Json;
import isoloss.fit.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Saves and prints what a plan found. */
final class PlanOutcome {
  private PlanOutcome() {}

  /** Writes the plan where {@code --out} says, and gives it as the outcome of the command. */
  static Outcome of(Findings plan, OutputOptions output) throws IOException {
    return of(plan, output, new InputOptions());
  }

  /** The same for a plan that read a table by these rules. */
  static Outcome of(Findings plan, OutputOptions output, InputOptions input) throws IOException {
    Findings findings = plan.timed();
    Optional<Path> file = output.file(findings.name() + ".json");
    if (file.isPresent()) {
      WholeFile.write(file.get(), Json.pretty(findings.toJson()), output.force);
    }
    return Verdict.on(Outcome.good(findings.toJson(), findings.toText()), findings, input);
  }
}
