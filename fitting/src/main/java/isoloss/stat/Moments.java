package isoloss.stat;

import java.util.OptionalDouble;

/**
 * Mean and spread of a sample.
 *
 * @param mean NaN for an empty sample
 * @param standardDeviation with {@code n - 1} in the denominator; absent for fewer than two values
 */
public record Moments(int count, double mean, OptionalDouble standardDeviation) {

  /** Two passes with compensated sums; NaN in, NaN out. */
  public static Moments of(double[] sample) {
    int n = sample.length;
    double mean = CompensatedSum.of(sample) / n;
    if (n < 2) {
      return new Moments(n, n == 0 ? Double.NaN : mean, OptionalDouble.empty());
    }
    CompensatedSum squares = new CompensatedSum();
    CompensatedSum drift = new CompensatedSum();
    for (double value : sample) {
      double deviation = value - mean;
      squares.add(deviation * deviation);
      drift.add(deviation);
    }
    double variance = (squares.value() - drift.value() * drift.value() / n) / (n - 1);
    return new Moments(n, mean, OptionalDouble.of(Math.sqrt(variance < 0 ? 0 : variance)));
  }

  /** Standard error of the mean; absent for fewer than two values. */
  public OptionalDouble standardErrorOfMean() {
    return standardDeviation.isPresent()
        ? OptionalDouble.of(standardDeviation.getAsDouble() / Math.sqrt(count))
        : OptionalDouble.empty();
  }
}
