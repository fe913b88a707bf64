package isoloss.cli;

import isoloss.lab.MissingResultsStudy;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What aggregators recover of an order when results are missing. */
@Command(
    name = "missing-results",
    description =
        "Remove cells, samples and whole benchmarks from complete results, and see how much of their"
            + " order each aggregator recovers.",
    footer = {"", "Example: isoloss study missing-results matrix.csv --repetitions 5"})
final class StudyMissingResultsCommand extends IsolossCommand {
  @Parameters(paramLabel = "FILE", description = "A complete matrix: model, then source/sample.")
  String file = "";

  @Option(
      names = "--repetitions",
      paramLabel = "n",
      defaultValue = "5",
      description = "Masks of each kind (default: ${DEFAULT-VALUE}).")
  int repetitions;

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    if (repetitions < 1) {
      throw new UsageException("--repetitions " + repetitions + " is below 1");
    }
    output.requireFree("missing-results.json");
    return FindingsOutcome.of(
        new MissingResultsStudy(file, repetitions, common.seed(), common.threads(), commandText())
            .run(),
        output);
  }
}
