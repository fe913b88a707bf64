package isoloss.sampling.passuntil;

import java.util.Arrays;

/**
 * A straight line by weighted least squares, {@code y = intercept + slope x}.
 *
 * @param residualSquares sum of weighted squared residuals
 * @param r2 share of the weighted variance of y explained; NaN where y does not vary
 */
record Line(double intercept, double slope, double residualSquares, double r2) {

  static Line through(double[] x, double[] y) {
    double[] ones = new double[x.length];
    Arrays.fill(ones, 1);
    return through(x, y, ones);
  }

  /**
   * @param x at least two different values
   */
  static Line through(double[] x, double[] y, double[] weights) {
    double total = Arrays.stream(weights).sum();
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < x.length; i++) {
      meanX += weights[i] * x[i] / total;
      meanY += weights[i] * y[i] / total;
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += weights[i] * (x[i] - meanX) * (x[i] - meanX);
      xy += weights[i] * (x[i] - meanX) * (y[i] - meanY);
      yy += weights[i] * (y[i] - meanY) * (y[i] - meanY);
    }
    double slope = xy / xx;
    double intercept = meanY - slope * meanX;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      double residual = y[i] - intercept - slope * x[i];
      squares += weights[i] * residual * residual;
    }
    return new Line(intercept, slope, squares, yy > 0 ? 1 - squares / yy : Double.NaN);
  }

  double at(double x) {
    return intercept + slope * x;
  }
}
