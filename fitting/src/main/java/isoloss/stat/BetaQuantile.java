package isoloss.stat;

import org.apache.commons.math3.distribution.BetaDistribution;

/** Quantiles of the Beta distribution. */
public final class BetaQuantile {
  private static final double ACCURACY = 1e-14;

  private BetaQuantile() {}

  /**
   * @param p in [0, 1]
   * @param alpha above 0
   * @param beta above 0
   */
  public static double of(double p, double alpha, double beta) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p " + p + " is not in [0, 1]");
    }
    if (!(alpha > 0 && beta > 0)) {
      throw new IllegalArgumentException("Beta(" + alpha + ", " + beta + ") does not exist");
    }
    return new BetaDistribution(null, alpha, beta, ACCURACY).inverseCumulativeProbability(p);
  }
}
