package isoloss.stat;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/** The gamma function's logarithm, its derivative, and what is made of them. */
public final class GammaFunctions {
  /** From here on Stirling's series for digamma has all digits after a few recursions. */
  private static final double ASYMPTOTIC = 10;

  private GammaFunctions() {}

  /** The natural logarithm of the gamma function at x above 0. */
  public static double log(double x) {
    return Gamma.logGamma(x);
  }

  /** The derivative of {@link #log}: recursion up to 10, then the asymptotic series. */
  public static double digamma(double x) {
    double shifted = x;
    double sum = 0;
    while (shifted < ASYMPTOTIC) {
      sum -= 1 / shifted;
      shifted++;
    }
    double square = 1 / (shifted * shifted);
    return sum
        + Math.log(shifted)
        - 0.5 / shifted
        - square
            * (1.0 / 12
                - square
                    * (1.0 / 120
                        - square * (1.0 / 252 - square * (1.0 / 240 - square * (1.0 / 132)))));
  }

  /** {@code ln B(a, b)}, the logarithm of the complete beta function. */
  public static double logBeta(double a, double b) {
    return Beta.logBeta(a, b);
  }

  /** {@code ln C(n, c)}. */
  public static double logChoose(double n, double c) {
    return c == 0 || c == n ? 0 : -Math.log(n + 1) - logBeta(n - c + 1, c + 1);
  }
}
