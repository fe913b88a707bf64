package isoloss.rank.pair;

import isoloss.data.pool.Comparison;
import isoloss.data.pool.Pool;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/**
 * What differs between the two sides of a comparison beside the models: lengths, formats, which was
 * shown first. A value speaks for the first model of the {@link Comparison}; seen from the other it
 * has the opposite sign. Immutable.
 */
public final class Covariates {
  private final List<String> names;
  private final double[][] rows;

  private Covariates(List<String> names, double[][] rows) {
    this.names = List.copyOf(names);
    this.rows = rows;
  }

  /**
   * One row per comparison of the pool, in its order.
   *
   * @param values of one comparison, as many as names, finite
   */
  public static Covariates of(
      Pool pool, List<String> names, Function<Comparison, double[]> values) {
    if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException("covariates " + names + " are none or named twice");
    }
    double[][] rows = new double[pool.comparisons().size()][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = values.apply(pool.comparisons().get(r)).clone();
      requireFinite(names, rows[r], r);
    }
    return new Covariates(names, rows);
  }

  private static void requireFinite(List<String> names, double[] row, int number) {
    if (row.length != names.size()) {
      throw new IllegalArgumentException(
          "%d values of %d covariates in comparison %d"
              .formatted(row.length, names.size(), number));
    }
    for (int k = 0; k < row.length; k++) {
      if (!Double.isFinite(row[k])) {
        throw new IllegalArgumentException(
            "%s of comparison %d is %s".formatted(names.get(k), number, row[k]));
      }
    }
  }

  /** {@code (a - b) / (a + b + 1)}, how much more of something the first side has; for counts. */
  public static double relativeDifference(double a, double b) {
    return (a - b) / (a + b + 1);
  }

  public List<String> names() {
    return names;
  }

  public int count() {
    return names.size();
  }

  /** How many comparisons they describe. */
  public int rows() {
    return rows.length;
  }

  public double value(int row, int covariate) {
    return rows[row][covariate];
  }

  /** In order, those whose name the list holds. */
  Covariates only(List<String> kept) {
    int[] columns = kept.stream().mapToInt(names::indexOf).toArray();
    double[][] chosen = new double[rows.length][columns.length];
    for (int r = 0; r < rows.length; r++) {
      for (int k = 0; k < columns.length; k++) {
        chosen[r][k] = rows[r][columns[k]];
      }
    }
    return new Covariates(kept, chosen);
  }

  /** Each divided by its scale. */
  Covariates dividedBy(double[] scales) {
    double[][] divided = new double[rows.length][count()];
    for (int r = 0; r < rows.length; r++) {
      for (int k = 0; k < count(); k++) {
        divided[r][k] = rows[r][k] / scales[k];
      }
    }
    return new Covariates(names, divided);
  }
}
