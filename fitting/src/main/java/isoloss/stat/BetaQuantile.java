package isoloss.stat;

import org.apache.commons.math3.distribution.BetaDistribution;

/** Quantiles of the Beta distribution. */
public final class BetaQuantile {
  private BetaQuantile() {}

  /** The value below which a Beta(a, b) variable lies with this probability. */
  public static double of(double probability, double a, double b) {
    return new BetaDistribution(null, a, b, 1e-13).inverseCumulativeProbability(probability);
  }
}
