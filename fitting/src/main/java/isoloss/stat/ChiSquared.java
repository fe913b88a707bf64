package isoloss.stat;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.special.Gamma;

/** The chi-squared distribution. */
public final class ChiSquared {
  private ChiSquared() {}

  /** {@code P(X > x)}, accurate where it is tiny. */
  public static double upperTail(double x, int degreesOfFreedom) {
    if (degreesOfFreedom < 1) {
      throw new IllegalArgumentException(degreesOfFreedom + " degrees of freedom");
    }
    return x <= 0 ? 1 : Gamma.regularizedGammaQ(degreesOfFreedom / 2.0, x / 2);
  }

  /** The value that X stays below with this probability. */
  public static double quantile(double probability, int degreesOfFreedom) {
    return new ChiSquaredDistribution(degreesOfFreedom).inverseCumulativeProbability(probability);
  }
}
