package isoloss.stat;

import org.apache.commons.math3.distribution.NormalDistribution;

/** The standard normal distribution. */
public final class Normal {
  private static final NormalDistribution STANDARD = new NormalDistribution();

  private Normal() {}

  /** The value below which a standard normal variable lies with probability p in (0, 1). */
  public static double quantile(double p) {
    return STANDARD.inverseCumulativeProbability(p);
  }

  public static double cumulative(double x) {
    return STANDARD.cumulativeProbability(x);
  }
}
