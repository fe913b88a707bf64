package isoloss.plan.testtime;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Values;
import isoloss.data.Variable;
import isoloss.stat.WithoutReplacement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Accuracies of models on problems: counts of correct samples, or accuracies at output lengths.
 *
 * @param problems common to all runs; empty where only means were measured
 * @param droppedProblems problems that some run lacks
 */
public record Measured(List<Run> runs, List<String> problems, int droppedProblems) {

  /** Samples drawn of a problem. */
  public static final Variable DRAWN = Variable.positive("n", "samples drawn", "samples");

  /** Samples that were correct. */
  public static final Variable CORRECT =
      new Variable("c", "correct samples", "samples", Variable.Sign.NON_NEGATIVE);

  /** Share of correct answers. */
  public static final Variable ACCURACY =
      new Variable("accuracy", "accuracy", "", Variable.Sign.NON_NEGATIVE);

  /** Tokens that were generated, or their cap. */
  public static final Variable LENGTH = Variable.positive("length", "output length", "tokens");

  public Measured {
    runs = List.copyOf(runs);
    problems = List.copyOf(problems);
  }

  /**
   * One model at one length.
   *
   * @param outputTokens absent where the table has no lengths
   */
  public record Run(String model, OptionalDouble outputTokens, Outcomes outcomes) {}

  /** What was seen of each problem, in the order of the problems. */
  public sealed interface Outcomes {

    /** The largest number of samples whose success can be estimated. */
    long mostSamples();

    /** Probability of success per problem. */
    Values accuracy(long samples);
  }

  /** Counts of correct samples. */
  public record Counts(Values drawn, Values correct) implements Outcomes {
    @Override
    public long mostSamples() {
      return (long) drawn.stream().min().orElseThrow();
    }

    @Override
    public Values accuracy(long samples) {
      double[] out = new double[drawn.size()];
      for (int i = 0; i < out.length; i++) {
        out[i] = WithoutReplacement.atLeastOne((long) drawn.get(i), (long) correct.get(i), samples);
      }
      return Values.of(out);
    }
  }

  /** Accuracies of a single answer. */
  public record Accuracies(Values values) implements Outcomes {
    @Override
    public long mostSamples() {
      return 1;
    }

    @Override
    public Values accuracy(long samples) {
      if (samples != 1) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "accuracies are those of one answer; %d samples need counts n and c",
                samples));
      }
      return values;
    }
  }

  private record Key(String model, double outputTokens) {}

  private record Outcome(double first, double second, Observations.Origin origin) {}

  /**
   * What a table holds.
   *
   * @param rows with labels {@code model} and, where there are several, {@code problem}; with
   *     {@link #DRAWN} and {@link #CORRECT}, or {@link #ACCURACY}; {@link #LENGTH} optional
   * @throws InputException if a column is missing or a problem stands there twice
   */
  public static Measured of(Observations rows) {
    boolean counts = rows.variable("n").isPresent() && rows.variable("c").isPresent();
    if (!counts && rows.variable("accuracy").isEmpty()) {
      throw new InputException(
          "the accuracy table has neither n and c (samples drawn and correct) nor accuracy; map"
              + " them with --columns");
    }
    Map<Key, Map<String, Outcome>> byRun = gathered(rows, counts);
    Set<String> common = new LinkedHashSet<>(byRun.values().iterator().next().keySet());
    Set<String> all = new LinkedHashSet<>();
    byRun
        .values()
        .forEach(run -> {
          all.addAll(run.keySet());
          common.retainAll(run.keySet());
        });
    if (common.isEmpty()) {
      throw new InputException(
          "no problem was measured for every model and length; leave out those that share none"
              + " with --where");
    }
    List<Run> runs = new ArrayList<>();
    byRun.forEach((key, run) -> runs.add(run(key, run, common, counts)));
    boolean named = rows.label("problem").isPresent();
    return new Measured(runs, named ? List.copyOf(common) : List.of(), all.size() - common.size());
  }

  private static Map<Key, Map<String, Outcome>> gathered(Observations rows, boolean counts) {
    List<String> models =
        rows.label("model")
            .orElseThrow(() ->
                new InputException(
                    "the accuracy table has no column model; map one with --columns model=EXPRESSION"));
    Optional<List<String>> problems = rows.label("problem");
    boolean hasLength = rows.variable("length").isPresent();
    Map<Key, Map<String, Outcome>> byRun = new LinkedHashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      Key key = new Key(models.get(row), hasLength ? rows.value(row, "length") : Double.NaN);
      String problem = problems.isPresent() ? problems.get().get(row) : "";
      Outcome outcome = counts ? count(rows, row) : share(rows, row);
      Outcome earlier =
          byRun.computeIfAbsent(key, k -> new LinkedHashMap<>()).putIfAbsent(problem, outcome);
      if (earlier != null) {
        throw twice(key, problem, outcome, earlier);
      }
    }
    return byRun;
  }

  private static InputException twice(Key key, String problem, Outcome outcome, Outcome earlier) {
    String which =
        key.model()
            + (Double.isNaN(key.outputTokens())
                ? ""
                : String.format(Locale.ROOT, " at length %.0f", key.outputTokens()))
            + (problem.isEmpty() ? "" : ", problem " + problem);
    String fix =
        problem.isEmpty()
            ? "map the column of its problem with --columns problem=EXPRESSION"
            : "keep one of them with --where";
    return new InputException(
        String.format(
            Locale.ROOT,
            "%s:%d: %s stands already in line %d; %s",
            outcome.origin().file(),
            outcome.origin().line(),
            which,
            earlier.origin().line(),
            fix));
  }

  private static Outcome count(Observations rows, int row) {
    double n = rows.value(row, "n");
    double c = rows.value(row, "c");
    if (c > n || n != Math.rint(n) || c != Math.rint(c)) {
      throw new InputException(
          "%s: c = %s of n = %s is no count of correct samples".formatted(rows.place(row), c, n));
    }
    return new Outcome(n, c, rows.origins().get(row));
  }

  private static Outcome share(Observations rows, int row) {
    double accuracy = rows.value(row, "accuracy");
    if (accuracy > 1) {
      throw new InputException(
          "%s: accuracy %s is not in [0, 1]; map a share with --columns accuracy=accuracy/100"
              .formatted(rows.place(row), accuracy));
    }
    return new Outcome(accuracy, 0, rows.origins().get(row));
  }

  private static Run run(Key key, Map<String, Outcome> run, Set<String> problems, boolean counts) {
    List<Outcome> outcomes =
        problems.stream().map(problem -> Objects.requireNonNull(run.get(problem))).toList();
    double[] first = outcomes.stream().mapToDouble(Outcome::first).toArray();
    double[] second = outcomes.stream().mapToDouble(Outcome::second).toArray();
    return new Run(
        key.model(),
        Double.isNaN(key.outputTokens())
            ? OptionalDouble.empty()
            : OptionalDouble.of(key.outputTokens()),
        counts
            ? new Counts(Values.of(first), Values.of(second))
            : new Accuracies(Values.of(first)));
  }

  /** Whether success of several samples is known, so that it is coverage. */
  public boolean isCounts() {
    return runs.getFirst().outcomes() instanceof Counts;
  }

  /** The models in order of appearance. */
  public List<String> models() {
    return runs.stream().map(Run::model).distinct().toList();
  }
}
