package isoloss.cli;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.fit.Findings;
import isoloss.sampling.CountTable;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.plan.DifferencePlan;
import isoloss.sampling.plan.Pilot;
import isoloss.sampling.plan.SamplesPlan;
import isoloss.sampling.plan.SuccessesPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plans samples. */
@Command(
    name = "samples",
    description =
        "How many more samples, of which problems: from a pilot, or before any sample (--p).",
    footer = {
      "",
      "Example: isoloss plan samples pilot.csv --k 100 --half-width 0.02 --view fixed",
      "Example: isoloss plan samples --p 0.001 --relative-error 0.2"
    })
final class PlanSamplesCommand extends IsolossCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "The pilot: rows of problem, n, c, or of problem, score; one model.")
  List<String> files = new ArrayList<>();

  @Mixin InputOptions input = new InputOptions();

  @Option(
      names = "--k",
      paramLabel = "K",
      defaultValue = "1",
      description = "pass@k (default: ${DEFAULT-VALUE}).")
  int k;

  @Option(
      names = "--half-width",
      paramLabel = "W",
      description = "Half-width wanted of the interval of pass@k.")
  Optional<Double> halfWidth = Optional.empty();

  @Option(
      names = {"--relative-error", "--target-relative-error"},
      paramLabel = "E",
      description =
          "The half-width as a share of pass@k; without a FILE, the relative standard error of PU.")
  Optional<Double> relativeError = Optional.empty();

  @Option(
      names = "--view",
      paramLabel = "NAME",
      defaultValue = "problems",
      description =
          "problems (another benchmark of the kind) or fixed (another run on these; default:"
              + " problems).")
  String view = "problems";

  @Option(
      names = "--level",
      paramLabel = "P",
      defaultValue = "0.95",
      description = "Probability that the interval holds (default: ${DEFAULT-VALUE}).")
  double level;

  @Option(
      names = "--budget",
      paramLabel = "n",
      description = "Further samples in all, to be spread over the problems.")
  Optional<Long> budget = Optional.empty();

  @Option(
      names = "--floor",
      paramLabel = "n",
      defaultValue = "0",
      description = "Further samples that every problem gets (default: ${DEFAULT-VALUE}).")
  long floor;

  @Option(
      names = "--difference",
      paramLabel = "D",
      description = "Plan for this difference of pass@k between the two models of the pilot.")
  Optional<Double> difference = Optional.empty();

  @Option(
      names = "--power",
      paramLabel = "P",
      defaultValue = "0.8",
      description = "Probability of finding the difference (default: ${DEFAULT-VALUE}).")
  double power;

  @Option(
      names = "--p",
      paramLabel = "P",
      description = "Without a FILE: success probability of a problem.")
  Optional<Double> p = Optional.empty();

  @Option(
      names = "--beta-law",
      split = ",",
      arity = "1",
      paramLabel = "ALPHA,BETA",
      description = "Without a FILE: the Beta law of p over problems, in place of --p.")
  List<Double> betaLaw = new ArrayList<>();

  @Option(
      names = "--confidence",
      paramLabel = "P",
      defaultValue = "0.95",
      description =
          "Without a FILE: confidence of at least one success (default: ${DEFAULT-VALUE}).")
  double confidence;

  @Option(
      names = "--cap",
      paramLabel = "n",
      defaultValue = "100000",
      description = "Without a FILE: most draws of a problem (default: ${DEFAULT-VALUE}).")
  int cap;

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    output.requireFree("samples.json");
    return FindingsOutcome.of(files.isEmpty() ? withoutPilot() : withPilot(), output);
  }

  private Findings withoutPilot() {
    if (p.isEmpty() && betaLaw.size() != 2) {
      throw new UsageException(
          "give a FILE with a pilot, or --p 0.001, or --beta-law ALPHA,BETA such as 0.25,160");
    }
    boolean law = betaLaw.size() == 2;
    return new SuccessesPlan(
            number(p),
            law ? OptionalDouble.of(betaLaw.get(0)) : OptionalDouble.empty(),
            law ? OptionalDouble.of(betaLaw.get(1)) : OptionalDouble.empty(),
            number(relativeError),
            confidence,
            cap)
        .findings(common.seed, commandText());
  }

  private Findings withPilot() {
    if (p.isPresent() || !betaLaw.isEmpty()) {
      throw new UsageException("--p and --beta-law are for plans without a FILE; leave one out");
    }
    Imported data = input.counts(files);
    CountTable table = CountTable.of(data.observations());
    if (difference.isPresent()) {
      return new DifferencePlan(k, difference.get(), level, power)
          .of(table, common.seed, commandText())
          .with(data);
    }
    Pilot pilot = Pilot.of(onlyModel(table), k, common.seed(), common.threads());
    return new SamplesPlan(view(), width(pilot), level, whole(budget), floor)
        .of(pilot, common.seed, commandText())
        .with(data);
  }

  private static List<ProblemCounts> onlyModel(CountTable table) {
    if (table.models().size() != 1) {
      throw new InputException(
          "the pilot holds %d models (%s); keep one with --where, or compare two with --difference"
              .formatted(table.models().size(), String.join(", ", table.models().keySet())));
    }
    return table.models().values().iterator().next();
  }

  private SamplesPlan.View view() {
    return switch (view) {
      case "problems" -> SamplesPlan.View.PROBLEMS;
      case "fixed" -> SamplesPlan.View.FIXED;
      default ->
          throw new UsageException(
              "--view %s does not exist; there are problems and fixed"
                  .formatted(view.toLowerCase(Locale.ROOT)));
    };
  }

  private OptionalDouble width(Pilot pilot) {
    if (halfWidth.isPresent() && relativeError.isPresent()) {
      throw new UsageException("--half-width and --relative-error say the same; give one");
    }
    OptionalDouble width =
        relativeError.isPresent()
            ? OptionalDouble.of(relativeError.get() * pilot.mean())
            : number(halfWidth);
    if (width.isEmpty() && budget.isEmpty()) {
      throw new UsageException(
          "say what is wanted: --half-width 0.02, --relative-error 0.1, or a --budget of samples");
    }
    return width;
  }

  private static OptionalDouble number(Optional<Double> value) {
    return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
  }

  private static OptionalLong whole(Optional<Long> value) {
    return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
  }
}
