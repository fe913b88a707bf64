package isoloss.rank;

import isoloss.data.Seed;
import isoloss.stat.Moments;
import isoloss.stat.Quantile;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws of samples with replacement, the same samples for every model, and what follows from them:
 * standard errors, percentile intervals, and which differences are real. Two models differ when
 * {@code |d| > c se(d)}, where {@code c} is the {@code level} quantile of the largest studentised
 * deviation over all pairs, so that all pairs hold together.
 *
 * @see <a href="https://doi.org/10.1093/restud/rdad006">Mogstad, Romano, Shaikh and Wilhelm (2024),
 *     Inference for ranks</a>
 */
final class PairedBootstrap {
  /** Differences that vary less than this share of the scores' size are constant up to rounding. */
  private static final double ROUNDING = 1e-12;

  private final double[] point;
  private final double[][] draws;
  private final double level;
  private final double[][] pairError;
  private final double critical;

  PairedBootstrap(
      Aggregator.Weighted aggregate, double[] weights, int count, double level, Seed seed) {
    this.point = aggregate.aggregate(weights);
    this.level = level;
    this.draws = new double[count][];
    for (int b = 0; b < count; b++) {
      draws[b] = aggregate.aggregate(drawn(weights, seed.child(b).generator()));
    }
    this.pairError = pairErrors();
    this.critical = criticalValue();
  }

  private static double[] drawn(double[] weights, RandomGenerator random) {
    double[] drawn = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      int sample = random.nextInt(weights.length);
      drawn[sample] += weights[sample];
    }
    return drawn;
  }

  double point(int model) {
    return point[model];
  }

  double standardError(int model) {
    return deviation(Arrays.stream(draws).mapToDouble(draw -> draw[model]).toArray());
  }

  /** The percentile interval, extended to the score itself where few draws miss it. */
  double[] interval(int model) {
    double[] sorted = Arrays.stream(draws).mapToDouble(draw -> draw[model]).sorted().toArray();
    return new double[] {
      Math.min(point[model], Quantile.ofSorted(sorted, (1 - level) / 2)),
      Math.max(point[model], Quantile.ofSorted(sorted, (1 + level) / 2))
    };
  }

  boolean differ(int a, int b) {
    double difference = Math.abs(point[a] - point[b]);
    return difference > rounding(a, b) && difference > critical * pairError[a][b];
  }

  private double[][] pairErrors() {
    double[][] errors = new double[point.length][point.length];
    for (int a = 0; a < point.length; a++) {
      for (int b = 0; b < a; b++) {
        int left = a;
        int right = b;
        double error =
            deviation(Arrays.stream(draws).mapToDouble(d -> d[left] - d[right]).toArray());
        errors[a][b] = error > rounding(a, b) ? error : 0;
        errors[b][a] = errors[a][b];
      }
    }
    return errors;
  }

  private double criticalValue() {
    double[] largest = Arrays.stream(draws).mapToDouble(this::largestDeviation).sorted().toArray();
    return Quantile.ofSorted(largest, level);
  }

  private double largestDeviation(double[] draw) {
    double largest = 0;
    for (int a = 0; a < point.length; a++) {
      for (int b = 0; b < a; b++) {
        if (pairError[a][b] > 0) {
          double shift = (draw[a] - draw[b]) - (point[a] - point[b]);
          largest = Math.max(largest, Math.abs(shift) / pairError[a][b]);
        }
      }
    }
    return largest;
  }

  private double rounding(int a, int b) {
    return ROUNDING * Math.max(Math.abs(point[a]), Math.abs(point[b]));
  }

  private static double deviation(double[] values) {
    return Moments.of(values).standardDeviation().orElseThrow();
  }
}
