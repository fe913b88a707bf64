package isoloss.stat;

/**
 * An interval for the mean of a skewed population: Hall's monotone cubic transformation of the
 * t-statistic, which removes its skewness to first order. With a = skewness/sqrt(n) and T the
 * statistic, {@code y = T + a T^2/3 + a^2 T^3/27 + a/6} is nearly t distributed; its inverse is
 * {@code T = (3/a) (cbrt(1 + a (y - a/6)) - 1)}.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1992.tb01872.x">Hall (1992), On the removal of
 *     skewness by transformation</a>
 */
public final class SkewedMean {
  private SkewedMean() {}

  /**
   * @param deviations of independent units from their mean, at least two, not all equal
   * @return not clipped to any range
   */
  public static Quantile.Interval interval(double mean, double[] deviations, double level) {
    int n = deviations.length;
    double squares = 0;
    double cubes = 0;
    for (double d : deviations) {
      squares += d * d;
      cubes += d * d * d;
    }
    double standardError = Math.sqrt(squares / (n - 1) / n);
    double skewness = cubes / n / Math.pow(squares / n, 1.5);
    double a = skewness / Math.sqrt(n);
    double t = StudentT.quantile((1 + level) / 2, n - 1);
    return new Quantile.Interval(
        mean - standardError * statistic(t, a), mean - standardError * statistic(-t, a));
  }

  private static double statistic(double y, double a) {
    return Math.abs(a) < 1e-12 ? y : 3 / a * (Math.cbrt(1 + a * (y - a / 6)) - 1);
  }
}
