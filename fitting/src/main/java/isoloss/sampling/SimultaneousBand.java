package isoloss.sampling;

import isoloss.data.Seed;
import isoloss.sampling.resample.Clusters;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A band that holds a whole coverage curve with the given probability: problems are resampled,
 * whole clusters of them where they are clustered, and the quantile of the largest studentised
 * deviation over k takes the place of the normal one (sup-t). Points at different k come from the
 * same counts, so that Bonferroni's is far too wide.
 */
final class SimultaneousBand {
  private final double[] standardErrors;
  private final double quantile;

  private SimultaneousBand(double[] standardErrors, double quantile) {
    this.standardErrors = standardErrors;
    this.quantile = quantile;
  }

  /**
   * @param h per k one value per problem
   */
  static SimultaneousBand of(
      double[][] h,
      List<ProblemCounts> problems,
      Clusters clusters,
      double level,
      int draws,
      Seed seed) {
    double[] means =
        Arrays.stream(h).mapToDouble(row -> Arrays.stream(row).average().orElse(0)).toArray();
    double[] errors = new double[h.length];
    for (int j = 0; j < h.length; j++) {
      double squares =
          Arrays.stream(CoverageCurve.clusterDeviations(problems, h[j], means[j]))
              .map(d -> d * d)
              .sum();
      errors[j] = Math.sqrt(squares / (clusters.size() - 1) / clusters.size());
    }
    double[] largest = new double[draws];
    RandomGenerator random = seed.child("band").generator();
    for (int draw = 0; draw < draws; draw++) {
      largest[draw] = largest(h, means, errors, clusters.draw(random));
    }
    return new SimultaneousBand(errors, Quantile.of(largest, level));
  }

  private static double largest(double[][] h, double[] means, double[] errors, int[] multiplicity) {
    double count = Arrays.stream(multiplicity).sum();
    double largest = 0;
    for (int j = 0; j < h.length; j++) {
      if (errors[j] > 0) {
        double sum = 0;
        double[] row = h[j];
        for (int i = 0; i < row.length; i++) {
          sum += multiplicity[i] * row[i];
        }
        largest = Math.max(largest, Math.abs(sum / count - means[j]) / errors[j]);
      }
    }
    return largest;
  }

  double quantile() {
    return quantile;
  }

  /** The points with their bands, which grow with k as coverage does. */
  List<Coverage> around(List<Coverage> points) {
    double[] low = new double[points.size()];
    double[] high = new double[points.size()];
    for (int j = 0; j < low.length; j++) {
      double value = points.get(j).value();
      boolean inner = value > 0 && value < 1 && standardErrors[j] > 0;
      Quantile.Interval own =
          inner
              ? CoverageCurve.logLog(value, standardErrors[j], quantile)
              : points.get(j).interval().orElse(new Quantile.Interval(value, value));
      low[j] = Math.max(own.low(), j == 0 ? 0 : low[j - 1]);
      high[j] = own.high();
    }
    for (int j = high.length - 2; j >= 0; j--) {
      high[j] = Math.min(high[j], high[j + 1]);
    }
    List<Coverage> out = new ArrayList<>();
    for (int j = 0; j < low.length; j++) {
      out.add(points.get(j).withBand(new Quantile.Interval(low[j], high[j])));
    }
    return out;
  }
}
