package isoloss.sampling;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Counts of samples and successes per model and problem, from a table of counts (roles {@code n,
 * c}) or of single samples (role {@code score}, 0 or 1, in the order in which they were drawn).
 *
 * @param merged how many rows were added to an earlier row of the same model and problem
 */
public record CountTable(Map<String, List<ProblemCounts>> models, int merged) {
  public static final Variable SAMPLES =
      new Variable("n", "samples drawn", "samples", Variable.Sign.POSITIVE);
  public static final Variable CORRECT =
      new Variable("c", "correct samples", "samples", Variable.Sign.NON_NEGATIVE);
  public static final Variable SCORE =
      new Variable("score", "outcome of one sample", "0 or 1", Variable.Sign.NON_NEGATIVE);

  /** Roles of text; a first success is one, since it is empty where there was none. */
  public static final List<String> LABELS =
      List.of("model", "problem", "sample", "cluster", "first_success");

  /**
   * @throws InputException if the table has neither counts nor scores, or a row that cannot be,
   *     named with its line
   */
  public static CountTable of(Observations table) {
    boolean counts = table.variable("n").isPresent() && table.variable("c").isPresent();
    if (!counts && table.variable("score").isEmpty()) {
      throw new InputException(
          "pass@k needs the columns n and c (samples drawn and correct), or score (0 or 1, a row per"
              + " sample); map them, for example --columns n=num_samples,c=num_correct");
    }
    Gathering gathering = new Gathering(table);
    for (int row = 0; row < table.size(); row++) {
      gathering.add(row, counts);
    }
    return gathering.table();
  }

  /** The sum over what was read so far of one problem. */
  private static final class Tally {
    private final String cluster;
    private int samples;
    private int correct;
    private OptionalInt first = OptionalInt.empty();

    Tally(String cluster) {
      this.cluster = cluster;
    }

    void add(int drawn, int right, OptionalInt firstSuccess) {
      if (first.isEmpty() && firstSuccess.isPresent()) {
        first = OptionalInt.of(samples + firstSuccess.getAsInt());
      }
      samples = Math.addExact(samples, drawn);
      correct += right;
    }
  }

  private static final class Gathering {
    private final Observations table;
    private final Map<String, Map<String, Tally>> tallies = new LinkedHashMap<>();
    private int merged;

    Gathering(Observations table) {
      this.table = table;
    }

    void add(int row, boolean counts) {
      String model = label("model", row).orElse("model");
      String problem =
          label("problem", row).or(() -> label("sample", row)).orElseGet(() -> "row " + (row + 1));
      Map<String, Tally> own = tallies.computeIfAbsent(model, name -> new LinkedHashMap<>());
      boolean known = own.containsKey(problem);
      Tally tally =
          own.computeIfAbsent(problem, name -> new Tally(label("cluster", row).orElse(problem)));
      try {
        if (counts) {
          merged += known ? 1 : 0;
          int n = whole(table.value(row, "n"), "n");
          int c = whole(table.value(row, "c"), "c");
          OptionalInt first = firstSuccess(row);
          new ProblemCounts(problem, problem, n, c, first); // checks them together
          tally.add(n, c, first);
        } else {
          double score = table.value(row, "score");
          if (score != 0 && score != 1) {
            throw new IllegalArgumentException("score = " + score + " is neither 0 nor 1");
          }
          tally.add(1, (int) score, score == 1 ? OptionalInt.of(1) : OptionalInt.empty());
        }
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new InputException(table.place(row) + ": " + e.getMessage(), e);
      }
    }

    private OptionalInt firstSuccess(int row) {
      String text = label("first_success", row).orElse("").strip();
      if (text.isEmpty()) {
        return OptionalInt.empty();
      }
      try {
        return OptionalInt.of(whole(Double.parseDouble(text), "first_success"));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("first_success \"" + text + "\" is not a number", e);
      }
    }

    private static int whole(double value, String name) {
      if (value != Math.rint(value) || value > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(name + " = " + value + " is not a whole number");
      }
      return (int) value;
    }

    private Optional<String> label(String name, int row) {
      return table.label(name).map(texts -> texts.get(row)).filter(text -> !text.isBlank());
    }

    CountTable table() {
      Map<String, List<ProblemCounts>> models = new LinkedHashMap<>();
      tallies.forEach((model, problems) -> {
        List<ProblemCounts> list = new ArrayList<>();
        problems.forEach((problem, tally) ->
            list.add(
                new ProblemCounts(
                    problem, tally.cluster, tally.samples, tally.correct, tally.first)));
        models.put(model, List.copyOf(list));
      });
      return new CountTable(models, merged);
    }
  }

  /** Every problem of any model, in order of name. */
  public int problems() {
    Map<String, Integer> all = new TreeMap<>();
    models.values().forEach(list -> list.forEach(p -> all.put(p.problem(), 1)));
    return all.size();
  }
}
