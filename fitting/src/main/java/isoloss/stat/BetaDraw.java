package isoloss.stat;

import java.util.random.RandomGenerator;

/** Draws of the beta distribution, as the ratio of two gamma variates. */
public final class BetaDraw {
  private BetaDraw() {}

  /**
   * @param a shape, positive
   * @param b shape, positive
   */
  public static double of(double a, double b, RandomGenerator random) {
    if (!(a > 0 && b > 0)) {
      throw new IllegalArgumentException("beta(" + a + ", " + b + "): shapes must be positive");
    }
    double x = gamma(a, random);
    return x / (x + gamma(b, random));
  }

  /** Marsaglia and Tsang (2000), with their lift of shapes below 1. */
  private static double gamma(double shape, RandomGenerator random) {
    if (shape < 1) {
      return gamma(shape + 1, random) * Math.pow(1 - random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = 1 + c * x;
      if (v > 0) {
        double cube = v * v * v;
        double u = 1 - random.nextDouble();
        if (Math.log(u) < 0.5 * x * x + d - d * cube + d * Math.log(cube)) {
          return d * cube;
        }
      }
    }
  }
}
