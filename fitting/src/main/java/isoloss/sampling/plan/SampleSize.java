package isoloss.sampling.plan;

import isoloss.stat.GammaFunctions;
import isoloss.stat.Normal;

/** Closed formulas for numbers of samples, problems and successes. */
public final class SampleSize {
  private SampleSize() {}

  /** The least n with at least one success at this confidence: {@code n >= ln d / ln(1-p)}. */
  public static double forOneSuccess(double p, double confidence) {
    requireShare("p", p);
    requireShare("the confidence", confidence);
    return Math.ceil(Math.log1p(-confidence) / Math.log1p(-p));
  }

  /** The p that n failures rule out at this confidence: {@code 1 - (1-confidence)^(1/n)}. */
  public static double boundWithoutSuccess(double samples, double confidence) {
    requireShare("the confidence", confidence);
    return -Math.expm1(Math.log1p(-confidence) / samples);
  }

  /** Problems for a half-width: {@code P >= (z sd/w)^2}, sd of pass@k over problems. */
  public static double problems(double deviation, double halfWidth, double level) {
    double ratio = z(level) * deviation / halfWidth;
    return Math.ceil(ratio * ratio);
  }

  /**
   * Shared problems that show a difference: {@code P >= (z_level + z_power)^2 sd^2/difference^2},
   * sd of the paired differences.
   */
  public static double pairedProblems(
      double deviation, double difference, double level, double power) {
    requireShare("the power", power);
    double ratio = (z(level) + Normal.quantile(power)) * deviation / difference;
    return Math.ceil(ratio * ratio);
  }

  /** Successes r to sample until: the unbiased estimate's relative error is 1/sqrt(r-2). */
  public static int successes(double relativeError) {
    if (!(relativeError > 0)) {
      throw new IllegalArgumentException("relative error " + relativeError + " is not positive");
    }
    return (int) Math.ceil(2 + 1 / (relativeError * relativeError) - 1e-9);
  }

  /** {@code E[p (1-p)^(2k-1)]} under Beta(a, b): {@code B(a+1, b+2k-1)/B(a, b)}. */
  public static double meanVariability(double a, double b, int k) {
    return Math.exp(GammaFunctions.logBeta(a + 1, b + 2.0 * k - 1) - GammaFunctions.logBeta(a, b));
  }

  /**
   * Variance of the mean pass@k on fixed problems, to first order for k far below n: {@code k^2/(P
   * n) mean p (1-p)^(2k-1)}.
   */
  public static double fixedVariance(
      double meanVariability, int k, double problems, double samples) {
    return (double) k * k / (problems * samples) * meanVariability;
  }

  /** The normal quantile of a two-sided interval. */
  static double z(double level) {
    requireShare("the level", level);
    return Normal.quantile((1 + level) / 2);
  }

  static void requireShare(String what, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(what + " = " + value + " is not in (0, 1)");
    }
  }
}
