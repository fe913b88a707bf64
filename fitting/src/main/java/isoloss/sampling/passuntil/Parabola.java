package isoloss.sampling.passuntil;

import java.util.Arrays;

/**
 * {@code y = line(x) + curvature x^2} by weighted least squares.
 *
 * @param residualSquares sum of weighted squared residuals of the whole
 */
record Parabola(double intercept, double slope, double curvature, double residualSquares) {

  static Parabola through(double[] x, double[] y) {
    double[] ones = new double[x.length];
    Arrays.fill(ones, 1);
    return through(x, y, ones);
  }

  /**
   * The square is first freed of what a line explains of it; what is left takes up the curvature.
   *
   * @param x at least three different values
   */
  static Parabola through(double[] x, double[] y, double[] weights) {
    double[] square = Arrays.stream(x).map(v -> v * v).toArray();
    Line ofSquare = Line.through(x, square, weights);
    Line ofY = Line.through(x, y, weights);
    double product = 0;
    double norm = 0;
    for (int i = 0; i < x.length; i++) {
      double rest = square[i] - ofSquare.at(x[i]);
      product += weights[i] * rest * y[i];
      norm += weights[i] * rest * rest;
    }
    double curvature = product / norm;
    return new Parabola(
        ofY.intercept() - curvature * ofSquare.intercept(),
        ofY.slope() - curvature * ofSquare.slope(),
        curvature,
        Math.max(0, ofY.residualSquares() - curvature * product));
  }

  double at(double x) {
    return intercept + slope * x + curvature * x * x;
  }
}
