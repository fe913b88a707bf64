package isoloss.stat;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/** Quantiles of the standard normal and of Student's t. */
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

  /** The quantile of Student's t with so many degrees of freedom, at least 1. */
  public static double quantileOfT(double p, double degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability(p);
  }

  /** The cumulative probability of Student's t with so many degrees of freedom, at least 1. */
  public static double cumulativeOfT(double t, double degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom).cumulativeProbability(t);
  }
}
