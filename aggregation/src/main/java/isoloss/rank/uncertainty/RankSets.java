package isoloss.rank.uncertainty;

import isoloss.data.Values;
import isoloss.data.pool.Direction;
import isoloss.optim.IndexedWork;
import isoloss.rank.method.Covariance;
import isoloss.stat.Normal;
import isoloss.stat.Quantile;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which places each model may have, for all models together: a pair is told apart where its
 * difference is beyond {@code c} standard errors, and {@code c} is the level's quantile of the
 * largest studentised deviation of all pairs, so that every separation holds at once. The set of a
 * model runs from one more than the models that are surely better to the number of models less
 * those that are surely worse.
 *
 * <p>Tie groups are made down the order: a group ends at the first model that is told apart from
 * its leader. Not being told apart is not transitive, so this is a choice.
 *
 * @param order indices of the models from best to worst; exact ties in the order of the pool
 * @param low best place that the data allow each model, from 1
 * @param high worst place
 * @param group tie group of each model, from 1
 * @param critical the joint critical value; NaN where nothing is known of errors
 * @param separated pairs told apart
 * @see <a href="https://doi.org/10.1093/restud/rdad006">Mogstad, Romano, Shaikh and Wilhelm (2024),
 *     Inference for ranks</a>
 */
public record RankSets(
    List<Integer> order,
    List<Integer> low,
    List<Integer> high,
    List<Integer> group,
    double critical,
    long separated) {
  /** Scores that differ by less than this share of the largest are equal up to rounding. */
  private static final double ROUNDING = 1e-9;

  /** Errors below this share of the largest come from rounding: the two scores never part. */
  private static final double SAME = 1e-6;

  public RankSets {
    order = List.copyOf(order);
    low = List.copyOf(low);
    high = List.copyOf(high);
    group = List.copyOf(group);
  }

  /** Scores from best to worst; equal ones, up to rounding, in the order of the pool. */
  static List<Integer> order(Values scores, Direction direction) {
    double rounding = rounding(scores);
    return IntStream.range(0, scores.size())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(i ->
                    -direction.advantage(rounding > 0 ? Math.rint(scores.get(i) / rounding) : 0, 0))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static double rounding(Values scores) {
    return ROUNDING * scores.stream().map(Math::abs).max().orElse(0);
  }

  /** Without errors: an order, and every place possible. */
  public static RankSets unknown(Values scores, Direction direction) {
    int n = scores.size();
    return new RankSets(
        order(scores, direction),
        IntStream.range(0, n).map(i -> 1).boxed().toList(),
        IntStream.range(0, n).map(i -> n).boxed().toList(),
        IntStream.range(0, n).map(i -> 1).boxed().toList(),
        Double.NaN,
        0);
  }

  /**
   * Bonferroni over all pairs, for errors without joint draws: {@code 1 - (1 - level)/(n (n-1))}.
   */
  public static double bonferroni(int models, double level) {
    return models < 2 ? 0 : Normal.quantile(1 - (1 - level) / ((double) models * (models - 1)));
  }

  static RankSets of(
      Values scores,
      Direction direction,
      Covariance errors,
      JointDeviations deviations,
      double level,
      int threads) {
    Pairs pairs = new Pairs(DifferenceErrors.of(errors, scores.size(), threads));
    return of(scores, direction, pairs, pairs.critical(deviations, level, threads));
  }

  /** With a critical value that is known beforehand. */
  static RankSets of(
      Values scores, Direction direction, Covariance errors, double critical, int threads) {
    Pairs pairs = new Pairs(DifferenceErrors.of(errors, scores.size(), threads));
    return of(scores, direction, pairs, critical);
  }

  private static RankSets of(Values scores, Direction direction, Pairs pairs, double critical) {
    int n = scores.size();
    double rounding = rounding(scores);
    List<Integer> order = order(scores, direction);
    int[] low = new int[n];
    int[] high = new int[n];
    Arrays.fill(low, 1);
    Arrays.fill(high, n);
    long separated = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double advantage = direction.advantage(scores.get(i), scores.get(j));
        if (Math.abs(advantage) > Math.max(rounding, critical * pairs.error(i, j))) {
          separated++;
          low[advantage > 0 ? j : i]++;
          high[advantage > 0 ? i : j]--;
        }
      }
    }
    return new RankSets(
        order,
        Arrays.stream(low).boxed().toList(),
        Arrays.stream(high).boxed().toList(),
        groups(scores, order, pairs, critical, rounding),
        critical,
        separated);
  }

  private static List<Integer> groups(
      Values scores, List<Integer> order, Pairs pairs, double critical, double rounding) {
    Integer[] group = new Integer[order.size()];
    int current = 0;
    OptionalInt leader = OptionalInt.empty();
    for (int model : order) {
      if (leader.isEmpty()
          || Math.abs(scores.get(leader.getAsInt()) - scores.get(model))
              > Math.max(rounding, critical * pairs.error(leader.getAsInt(), model))) {
        current++;
        leader = OptionalInt.of(model);
      }
      group[model] = current;
    }
    return List.of(group);
  }

  /** Errors of all pairs. */
  private static final class Pairs {
    private final float[][] errors;

    Pairs(float[][] errors) {
      this.errors = errors;
      float largest = 0;
      for (float[] row : errors) {
        for (float error : row) {
          largest = Math.max(largest, error);
        }
      }
      for (float[] row : errors) {
        for (int j = 0; j < row.length; j++) {
          row[j] = row[j] > SAME * largest ? row[j] : 0;
        }
      }
    }

    double error(int i, int j) {
      return i > j ? errors[i][j] : errors[j][i];
    }

    /** The level's quantile over draws of {@code max |d*_i - d*_j| / se_ij}. */
    double critical(JointDeviations deviations, double level, int threads) {
      int draws = deviations.draws();
      float[][] largest = new float[errors.length][];
      IndexedWork.run(
          errors.length,
          threads,
          () -> draws,
          (ignored, i) -> largest[i] = largestOfRow(i, deviations.byModel(), draws));
      double[] overall = new double[draws];
      for (float[] row : largest) {
        for (int b = 0; b < draws; b++) {
          overall[b] = Math.max(overall[b], row[b]);
        }
      }
      return Quantile.of(overall, level);
    }

    private float[] largestOfRow(int i, float[][] deviations, int draws) {
      float[] largest = new float[draws];
      float[] mine = deviations[i];
      for (int j = 0; j < i; j++) {
        if (errors[i][j] > 0) {
          raise(largest, mine, deviations[j], 1 / errors[i][j]);
        }
      }
      return largest;
    }

    private static void raise(float[] largest, float[] a, float[] b, float scale) {
      for (int k = 0; k < largest.length; k++) {
        largest[k] = Math.max(largest[k], Math.abs(a[k] - b[k]) * scale);
      }
    }
  }
}
