package isoloss.stat;

import org.apache.commons.math3.distribution.TDistribution;

/** Student's t distribution. */
public final class StudentT {
  private StudentT() {}

  /**
   * The t that a variate stays within, on both sides, with this probability.
   *
   * @param level in (0, 1)
   * @param degreesOfFreedom positive, not necessarily whole
   */
  public static double twoSided(double level, double degreesOfFreedom) {
    if (!(level > 0 && level < 1) || !(degreesOfFreedom > 0)) {
      throw new IllegalArgumentException(
          "level %s with %s degrees of freedom".formatted(level, degreesOfFreedom));
    }
    return new TDistribution(degreesOfFreedom).inverseCumulativeProbability((1 + level) / 2);
  }

  /** The value below which a variate lies with probability p in (0, 1). */
  public static double quantile(double p, double degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability(p);
  }

  /** The probability of a variate below t. */
  public static double cumulative(double t, double degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom).cumulativeProbability(t);
  }
}
