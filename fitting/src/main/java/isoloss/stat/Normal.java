package isoloss.stat;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;

/** The standard normal distribution. */
public final class Normal {
  private static final NormalDistribution STANDARD = new NormalDistribution();

  /** Boost's error function, ten times as fast as that of Commons Math. */
  private static final ContinuousDistribution CUMULATIVE =
      org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1);

  private Normal() {}

  /** The value below which a standard normal variable lies with probability p in (0, 1). */
  public static double quantile(double p) {
    return STANDARD.inverseCumulativeProbability(p);
  }

  /** The probability of a value up to x, in some tens of nanoseconds. */
  public static double cumulative(double x) {
    return CUMULATIVE.cumulativeProbability(x);
  }
}
