package isoloss.stat;

import java.util.Arrays;

/**
 * A weighted mean with the error that units of one cluster moving together give it: {@code mean =
 * sum w x / sum w}, {@code SE^2 = G/(G-1) sum_g (sum_{i in g} w_i (x_i - mean))^2 / (sum w)^2} for
 * G clusters. With every unit a cluster of its own and equal weights this is the usual {@code
 * s/sqrt(n)}; it may be smaller where units of a cluster balance each other.
 *
 * @param standardError NaN with fewer than two clusters
 * @param clusters G, those with a unit of positive weight
 * @see <a href="https://arxiv.org/abs/2411.00640">Miller (2024)</a>, without the factor G/(G-1)
 */
public record ClusteredMean(double mean, double standardError, int clusters) {

  /**
   * @param cluster of each unit, from 0
   */
  public static ClusteredMean of(double[] x, double[] weight, int[] cluster) {
    double total = CompensatedSum.of(weight);
    double mean = mean(x, weight, total);
    int numbers = Arrays.stream(cluster).max().orElse(-1) + 1;
    double[] sum = new double[numbers];
    boolean[] seen = new boolean[numbers];
    for (int i = 0; i < x.length; i++) {
      sum[cluster[i]] += weight[i] * (x[i] - mean);
      seen[cluster[i]] |= weight[i] > 0;
    }
    int g = 0;
    CompensatedSum squares = new CompensatedSum();
    for (int c = 0; c < numbers; c++) {
      g += seen[c] ? 1 : 0;
      squares.add(sum[c] * sum[c]);
    }
    double factor = g < 2 ? Double.NaN : g / (g - 1.0);
    return new ClusteredMean(mean, Math.sqrt(factor * squares.value()) / total, g);
  }

  /** Units of equal weight, each a cluster of its own: {@code s/sqrt(n)}. */
  public static ClusteredMean ofUnits(double[] x) {
    double[] once = new double[x.length];
    Arrays.fill(once, 1);
    int[] own = new int[x.length];
    Arrays.setAll(own, i -> i);
    return of(x, once, own);
  }

  private static double mean(double[] x, double[] weight, double total) {
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < x.length; i++) {
      sum.add(weight[i] * x[i]);
    }
    return sum.value() / total;
  }
}
