package isoloss.law;

/** Logarithms of sums of two terms, without overflow. */
final class TwoPowerLogs {
  private TwoPowerLogs() {}

  /** {@code ln(e^a + e^b)}; NaN in, NaN out. */
  static double logSum(double a, double b) {
    double larger = Math.max(a, b);
    double smaller = Math.min(a, b);
    return smaller == Double.NEGATIVE_INFINITY
        ? larger
        : larger + Math.log1p(Math.exp(smaller - larger));
  }

  /** {@code e^a / (e^a + e^b)}. */
  static double share(double a, double b) {
    return 1 / (1 + Math.exp(b - a));
  }
}
