package isoloss.cli;

import isoloss.data.Imported;
import isoloss.fit.Findings;
import isoloss.sampling.CountTable;
import isoloss.sampling.SamplingDesign;
import isoloss.sampling.coverage.PassAtK;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Coverage from repeated samples. */
@Command(
    name = "passk",
    description =
        "pass@k from counts or sample logs, with intervals, bands over k and paired differences.",
    footer = {"", "Example: isoloss passk counts.csv --k 1,10,100 --out passk.json"})
final class PassKCommand extends IsolossCommand {
  private static final String FIRST_SUCCESS = "first-success";

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Rows of model, problem, n, c; or of model, problem, score (0 or 1).")
  List<String> files = new ArrayList<>();

  @Mixin InputOptions input = new InputOptions();

  @Option(
      names = "--k",
      split = ",",
      paramLabel = "K",
      description = "Sample counts, for example 1,10,100 (default: a grid up to the smallest n).")
  List<Integer> ks = new ArrayList<>();

  @Option(
      names = "--design",
      paramLabel = "NAME",
      description =
          "How sampling ended: fixed, stop:SUCCESSES:CAP, batch:SIZE:CAP, first-success (censored"
              + " anywhere; Kaplan-Meier), adaptive. Without it a fixed n is assumed and checked.")
  String design = "";

  @Option(
      names = "--level",
      paramLabel = "P",
      defaultValue = "0.95",
      description = "Probability that intervals and bands hold (default: ${DEFAULT-VALUE}).")
  double level;

  @Option(
      names = "--draws",
      paramLabel = "n",
      defaultValue = "2000",
      description =
          "Bootstrap draws of the simultaneous band; 0 for none (default: ${DEFAULT-VALUE}).")
  int draws;

  @Option(
      names = "--extrapolate",
      paramLabel = "LAW",
      description =
          "Forecast k beyond the counts by a law: auto (blend of a beta-binomial and the log-log line),"
              + " mixture (by held-out likelihood),"
              + " beta-binomial, zero-inflated-beta-binomial, scaled-beta, scaled-kumaraswamy.")
  String extrapolate = "";

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    output.requireFree("passk.json");
    Imported data = input.counts(files);
    Findings findings = passAtK().of(CountTable.of(data.observations()), commandText()).with(data);
    return FindingsOutcome.of(findings, output, input);
  }

  private PassAtK passAtK() {
    if (draws < 0) {
      throw new UsageException("--draws " + draws + " is negative");
    }
    boolean byFirstSuccess = design.equals(FIRST_SUCCESS);
    Optional<SamplingDesign> chosen =
        design.isEmpty() || byFirstSuccess
            ? Optional.empty()
            : Optional.of(SamplingDesign.parse(design));
    int[] sorted = ks.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
    return new PassAtK(
        chosen,
        byFirstSuccess,
        Arrays.stream(sorted).boxed().toList(),
        level,
        draws,
        extrapolate.isEmpty() ? Optional.empty() : Optional.of(extrapolate),
        common.seed());
  }
}
