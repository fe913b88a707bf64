package isoloss.law.diffusion;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.stat.Parabola;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The compute-optimal model of each budget: the rows themselves where a table has one row a budget,
 * else the vertex of a parabola of the loss in ln N through the runs of the budget (approach 2 of
 * Hoffmann et al.), and of another in ln D where the table has D.
 */
final class Optima {
  /** Fewer runs at a budget give no vertex that could be checked. */
  static final int FEWEST_RUNS = 4;

  /** Computes within this part of the least one of a group are one budget. */
  private static final double SAME_BUDGET = 0.01;

  private Optima() {}

  /**
   * An optimum, or the reason why a budget has none.
   *
   * @param flops C
   * @param runs rows at this budget
   * @param refusal why there is no optimum; empty where there is one
   */
  record Optimum(
      double flops, int runs, double parameters, double tokens, double loss, String refusal) {
    boolean isUsable() {
      return refusal.isEmpty();
    }
  }

  /**
   * @param rows of one family
   */
  static List<Optimum> of(Observations rows) {
    List<int[]> budgets = budgets(rows.column("C"));
    boolean searched = budgets.size() < rows.size();
    List<Optimum> optima = new ArrayList<>();
    for (int[] budget : budgets) {
      Observations runs = rows.select(budget);
      optima.add(searched ? vertex(runs) : row(runs));
    }
    return optima;
  }

  private static List<int[]> budgets(double[] flops) {
    List<Integer> order =
        IntStream.range(0, flops.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> flops[i]))
            .toList();
    List<List<Integer>> groups = new ArrayList<>();
    for (int row : order) {
      if (groups.isEmpty() || flops[row] > flops[groups.getLast().getFirst()] * (1 + SAME_BUDGET)) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(row);
    }
    return groups.stream()
        .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  private static Optimum row(Observations run) {
    double flops = run.value(0, "C");
    double parameters = run.value(0, "N");
    return new Optimum(flops, 1, parameters, tokens(run)[0], run.value(0, "L"), "");
  }

  /** D where the table has it, else C/(6N). */
  private static double[] tokens(Observations runs) {
    return runs.variable("D").isPresent()
        ? runs.column("D")
        : IntStream.range(0, runs.size())
            .mapToDouble(row -> runs.value(row, "C") / (6 * runs.value(row, "N")))
            .toArray();
  }

  private static Optimum vertex(Observations runs) {
    double[] flops = runs.column("C");
    double budget =
        IntStream.range(0, flops.length)
            .mapToDouble(i -> Math.log(flops[i]))
            .average()
            .orElseThrow();
    double[] loss = runs.column("L");
    try {
      Vertex size = Vertex.of("ln N", runs.column("N"), loss);
      Vertex data = Vertex.of("ln D", tokens(runs), loss);
      return new Optimum(Math.exp(budget), loss.length, size.place, data.place, size.loss, "");
    } catch (InputException e) {
      return new Optimum(
          Math.exp(budget),
          loss.length,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          String.valueOf(e.getMessage()));
    }
  }

  /** The least loss along one input, and where it lies. */
  private record Vertex(double place, double loss) {
    static Vertex of(String along, double[] input, double[] loss) {
      double[] ln = IntStream.range(0, input.length).mapToDouble(i -> Math.log(input[i])).toArray();
      long distinct = IntStream.range(0, ln.length).mapToDouble(i -> ln[i]).distinct().count();
      if (distinct < FEWEST_RUNS) {
        throw refused("%d different sizes; %d are needed", distinct, FEWEST_RUNS);
      }
      Parabola parabola = Parabola.of(ln, loss);
      if (!(parabola.curvature() > 0)) {
        throw refused("the loss is not convex in %s", along);
      }
      double low = IntStream.range(0, ln.length).mapToDouble(i -> ln[i]).min().orElseThrow();
      double high = IntStream.range(0, ln.length).mapToDouble(i -> ln[i]).max().orElseThrow();
      if (!(parabola.vertex() > low && parabola.vertex() < high)) {
        throw refused("the vertex in %s lies outside the runs", along);
      }
      return new Vertex(Math.exp(parabola.vertex()), parabola.value());
    }

    private static InputException refused(String format, Object... values) {
      return new InputException(String.format(Locale.ROOT, format, values));
    }
  }
}
