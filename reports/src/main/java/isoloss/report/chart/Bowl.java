package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.report.Layer;
import java.util.Optional;

/**
 * {@code ln L - m = (a x^2 + 2 c x y + b y^2)/2 + s x^3/6} around a learning rate and a batch, x
 * and y in natural logarithms.
 */
record Bowl(double a, double b, double c, double skew, double rate, double batch) {
  private static final int DIRECTIONS = 120;
  private static final int HALVINGS = 60;

  /**
   * Where the loss is the share e above the bottom; absent where the bowl does not rise so far in
   * some direction.
   */
  Optional<Layer.Path> outline(double e) {
    double[] x = new double[DIRECTIONS + 1];
    double[] y = new double[DIRECTIONS + 1];
    for (int i = 0; i <= DIRECTIONS; i++) {
      double angle = 2 * Math.PI * i / DIRECTIONS;
      double radius = radius(Math.cos(angle), Math.sin(angle), Math.log1p(e));
      if (Double.isNaN(radius)) {
        return Optional.empty();
      }
      x[i] = rate * Math.exp(radius * Math.cos(angle));
      y[i] = batch * Math.exp(radius * Math.sin(angle));
    }
    return Optional.of(new Layer.Path(Values.of(x), Values.of(y)));
  }

  /**
   * The least radius at which {@code q r^2/2 + k r^3/6} reaches the rise; NaN where it does not.
   */
  private double radius(double cos, double sin, double rise) {
    double q = a * cos * cos + 2 * c * cos * sin + b * sin * sin;
    double k = skew * cos * cos * cos;
    double top = k < 0 ? -2 * q / k : 4 * Math.sqrt(2 * rise / q);
    if (!(q > 0) || height(q, k, top) < rise) {
      return Double.NaN;
    }
    double low = 0;
    double high = top;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (height(q, k, middle) < rise) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double height(double q, double k, double r) {
    return q * r * r / 2 + k * r * r * r / 6;
  }
}
