package isoloss.stat;

import isoloss.data.Values;

/**
 * A least-squares line {@code y = intercept + slope x}.
 *
 * @param residuals observed less fitted
 * @param varianceOfSlope estimates of the variances and the covariance of the coefficients; NaN for
 *     two points
 */
public record StraightLine(
    double intercept,
    double slope,
    Values residuals,
    double varianceOfIntercept,
    double varianceOfSlope,
    double covariance) {

  /**
   * @throws IllegalArgumentException unless there are two different x
   */
  public static StraightLine of(double[] x, double[] y) {
    int n = x.length;
    double meanX = Moments.of(x).mean();
    double meanY = Moments.of(y).mean();
    double sxx = 0;
    double sxy = 0;
    for (int i = 0; i < n; i++) {
      sxx += (x[i] - meanX) * (x[i] - meanX);
      sxy += (x[i] - meanX) * (y[i] - meanY);
    }
    if (n < 2 || y.length != n || !(sxx > 0)) {
      throw new IllegalArgumentException(
          "a line needs two different x; there are " + n + " points");
    }
    double slope = sxy / sxx;
    double intercept = meanY - slope * meanX;
    double[] residuals = new double[n];
    double rss = 0;
    for (int i = 0; i < n; i++) {
      residuals[i] = y[i] - meanY - slope * (x[i] - meanX);
      rss += residuals[i] * residuals[i];
    }
    double variance = n > 2 ? rss / (n - 2) : Double.NaN;
    return new StraightLine(
        intercept,
        slope,
        Values.of(residuals),
        variance * (1.0 / n + meanX * meanX / sxx),
        variance / sxx,
        -variance * meanX / sxx);
  }

  public double at(double x) {
    return intercept + slope * x;
  }

  public int degreesOfFreedom() {
    return residuals.size() - 2;
  }

  /** Variance of {@code u intercept + v slope}. */
  public double varianceOf(double u, double v) {
    return u * u * varianceOfIntercept + 2 * u * v * covariance + v * v * varianceOfSlope;
  }

  public double largestResidual() {
    return residuals.stream().map(Math::abs).max().orElse(0);
  }
}
