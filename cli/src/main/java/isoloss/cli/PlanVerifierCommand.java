package isoloss.cli;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Variable;
import isoloss.data.importer.TableReader;
import isoloss.fit.Findings;
import isoloss.sampling.verifier.LabelledVerdicts;
import isoloss.sampling.verifier.Payoff;
import isoloss.sampling.verifier.ProblemType;
import isoloss.sampling.verifier.Verifier;
import isoloss.sampling.verifier.VerifierCounts;
import isoloss.sampling.verifier.VerifierPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many attempts an imperfect verifier is worth. */
@Command(
    name = "verifier",
    description = {
      "How often to resample until an imperfect verifier accepts, and what that can reach.",
      "The verifier is known (--soundness, --completeness, with --correct), was tried on labelled"
          + " samples (--labels), or judged samples that are counted by problem (--counts)."
    },
    footer = {
      "",
      "Example: isoloss plan verifier --correct 0.87,0.13 --weights 0.58,0.42 --soundness 0.75"
          + " --value-wrong=-0.7 --stronger 0.9"
    })
final class PlanVerifierCommand extends IsolossCommand {
  private static final Variable SAMPLES = Variable.positive("n", "samples of a problem", "samples");
  private static final Variable ACCEPTED =
      new Variable("accepted", "accepted samples", "samples", Variable.Sign.NON_NEGATIVE);
  private static final Variable CORRECT =
      new Variable("correct", "right samples", "samples", Variable.Sign.NON_NEGATIVE);

  @Option(
      names = "--correct",
      paramLabel = "r[,r...]",
      split = ",",
      description = "Probability that one sample is right; a list for types of problems.")
  List<Double> correct = new ArrayList<>();

  @Option(
      names = "--weights",
      paramLabel = "w[,w...]",
      split = ",",
      description = "Share of each type of problem (default: equal).")
  List<Double> weights = new ArrayList<>();

  @Option(
      names = "--soundness",
      paramLabel = "s[,s...]",
      split = ",",
      description = "Probability that a wrong sample is rejected; one for all types or one each.")
  List<Double> soundness = new ArrayList<>();

  @Option(
      names = "--completeness",
      paramLabel = "c[,c...]",
      split = ",",
      description = "Probability that a right sample is accepted (default: 1).")
  List<Double> completeness = new ArrayList<>();

  @Option(
      names = "--counts",
      paramLabel = "FILE",
      description = "A row per problem: n samples, accepted ones, and correct ones of these.")
  String counts = "";

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "A row per sample: accepted and correct, 0 or 1; problem where there is one.")
  String labels = "";

  @Option(
      names = "--value-right",
      paramLabel = "Vc",
      defaultValue = "1",
      description = "Value of a right answer (default: ${DEFAULT-VALUE}).")
  double valueRight;

  @Option(
      names = "--value-wrong",
      paramLabel = "Vf",
      defaultValue = "0",
      description = "Value of a wrong answer, 0 or less, as in --value-wrong=-1.")
  double valueWrong;

  @Option(
      names = "--cost",
      paramLabel = "V",
      defaultValue = "0",
      description = "Cost of an attempt, in the same unit (default: ${DEFAULT-VALUE}).")
  double cost;

  @Option(
      names = "--max-attempts",
      paramLabel = "K",
      defaultValue = "20",
      description = "The longest row of the table (default: ${DEFAULT-VALUE}).")
  int maxAttempts;

  @Option(
      names = "--stronger",
      paramLabel = "ACC",
      description = "Accuracy of one sample of a stronger model, to break even with.")
  double stronger = Double.NaN;

  @Option(
      names = "--draws",
      paramLabel = "n",
      defaultValue = "1000",
      description = "Bootstrap draws over problems; 0 for none (default: ${DEFAULT-VALUE}).")
  int draws;

  @Option(
      names = "--level",
      paramLabel = "P",
      defaultValue = "0.9",
      description = "Probability that intervals are meant to hold (default: ${DEFAULT-VALUE}).")
  double level;

  @Mixin InputOptions input = new InputOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    output.requireFree(VerifierPlan.NAME + ".json");
    requireOneSource();
    if (!counts.isEmpty()) {
      return FindingsOutcome.of(fromCounts(), output, input);
    }
    return labels.isEmpty()
        ? FindingsOutcome.of(plan().of(types(soundness)), output)
        : FindingsOutcome.of(fromLabels(), output, input);
  }

  private void requireOneSource() {
    boolean known = !soundness.isEmpty();
    int sources = (counts.isEmpty() ? 0 : 1) + (labels.isEmpty() ? 0 : 1) + (known ? 1 : 0);
    if (sources != 1) {
      throw new UsageException(
          "plan verifier needs one of --soundness with --correct, --counts FILE and --labels FILE;"
              + " %d of them are given".formatted(sources));
    }
    if (known && correct.isEmpty()) {
      throw new UsageException("--soundness needs --correct, the probability of a right sample");
    }
    if (!counts.isEmpty() && !(correct.isEmpty() && completeness.isEmpty() && weights.isEmpty())) {
      throw new UsageException(
          "--counts says by itself what is right; leave out --correct, --weights, --completeness");
    }
    if (!labels.isEmpty() && !completeness.isEmpty()) {
      throw new UsageException("--labels gives the completeness; leave out --completeness");
    }
  }

  private VerifierPlan plan() {
    return new VerifierPlan(
        new Payoff(valueRight, valueWrong, cost),
        maxAttempts,
        Double.isNaN(stronger) ? OptionalDouble.empty() : OptionalDouble.of(stronger),
        draws,
        level,
        common.seed,
        common.threads(),
        commandText());
  }

  /**
   * @param sound the soundness of all types or of each
   */
  private List<ProblemType> types(List<Double> sound) {
    if (!weights.isEmpty() && weights.size() != correct.size()) {
      throw new UsageException(
          "--weights has %d numbers and --correct %d; give one each"
              .formatted(weights.size(), correct.size()));
    }
    List<ProblemType> types = new ArrayList<>();
    for (int j = 0; j < correct.size(); j++) {
      types.add(
          new ProblemType(
              weights.isEmpty() ? 1 : weights.get(j),
              correct.get(j),
              new Verifier(
                  oneOrEach("--soundness", sound, j),
                  completeness.isEmpty() ? 1 : oneOrEach("--completeness", completeness, j))));
    }
    return types;
  }

  private double oneOrEach(String option, List<Double> values, int type) {
    if (values.size() != 1 && values.size() != correct.size()) {
      throw new UsageException(
          "%s has %d numbers for %d types of problems; give one, or one each"
              .formatted(option, values.size(), correct.size()));
    }
    return values.get(values.size() == 1 ? 0 : type);
  }

  private Imported read(List<Variable> variables, String file) {
    input.keepRepeats(spec);
    return TableRows.requireSome(
        input
            .byRules(
                TableReader.of(variables)
                    .withLabels(List.of("problem", "cluster", "seed", "model")))
            .read(List.of(file)),
        List.of(file));
  }

  private Findings fromCounts() {
    Imported data = read(List.of(SAMPLES, ACCEPTED, CORRECT), counts);
    Observations table = data.observations();
    List<VerifierCounts.Problem> problems = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      problems.add(
          new VerifierCounts.Problem(
              whole(table, row, "n"), whole(table, row, "accepted"), whole(table, row, "correct")));
    }
    VerifierPlan plan = plan();
    return plan.of(VerifierCounts.of(problems, plan.payoff()), clusters(table)).with(data);
  }

  /** Rows are drawn by the label {@code cluster}, else by {@code problem}, else one by one. */
  private static List<String> clusters(Observations table) {
    return table
        .label("cluster")
        .or(() -> table.label("problem"))
        .orElseGet(() -> IntStream.range(0, table.size()).mapToObj(String::valueOf).toList());
  }

  private Findings fromLabels() {
    Imported data = read(List.of(ACCEPTED, CORRECT), labels);
    Observations table = data.observations();
    List<String> names = clusters(table);
    Map<String, LabelledVerdicts.Problem> byProblem = new LinkedHashMap<>();
    for (int row = 0; row < table.size(); row++) {
      byProblem.merge(
          names.get(row),
          LabelledVerdicts.Problem.of(flag(table, row, "accepted"), flag(table, row, "correct")),
          LabelledVerdicts.Problem::and);
    }
    List<ProblemType> types = correct.isEmpty() ? List.of() : types(List.of(0.0));
    return plan().of(new LabelledVerdicts(List.copyOf(byProblem.values())), types).with(data);
  }

  private static int whole(Observations table, int row, String role) {
    double value = table.value(row, role);
    if (value != Math.rint(value) || value > Integer.MAX_VALUE) {
      throw new InputException(
          "%s: %s = %s is no whole number".formatted(place(table, row), role, value));
    }
    return (int) value;
  }

  private static boolean flag(Observations table, int row, String role) {
    double value = table.value(row, role);
    if (value != 0 && value != 1) {
      throw new InputException(
          "%s: %s = %s is neither 0 nor 1".formatted(place(table, row), role, value));
    }
    return value == 1;
  }

  private static String place(Observations table, int row) {
    Observations.Origin origin = table.origins().get(row);
    return origin.file() + ":" + origin.line();
  }
}
