package isoloss.fit;

import java.util.Arrays;

/** Spread of draws. */
final class Percentiles {
  private Percentiles() {}

  /** Quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan). */
  static double quantile(double[] values, double probability) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, probability);
  }

  static double ofSorted(double[] sorted, double probability) {
    double position = probability * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    double fraction = position - below;
    return fraction == 0
        ? sorted[below]
        : sorted[below] + fraction * (sorted[above] - sorted[below]);
  }

  /** Standard deviation with divisor n - 1. */
  static double standardDeviation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }
}
