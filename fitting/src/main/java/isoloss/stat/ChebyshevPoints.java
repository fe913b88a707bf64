package isoloss.stat;

/**
 * Chebyshev's points of the second kind on an interval, and the weights that interpolate a smooth
 * function from its values there: {@code f(x) ~ sum_k weight_k(x) f(point_k)}.
 *
 * @see <a href="https://doi.org/10.1137/S0036144502417715">Berrut and Trefethen (2004), section
 *     5</a>, the barycentric form
 */
public final class ChebyshevPoints {
  /** What {@link #forStrip} leaves, relative to the function. */
  private static final double ACCURACY = 1e-15;

  /** Ellipses stay this far inside the strip, where the function is still bounded. */
  private static final double INSIDE = 0.8;

  private final double[] points;

  private ChebyshevPoints(double low, double high, int count) {
    points = new double[count];
    for (int k = 0; k < count; k++) {
      double cosine = Math.cos(Math.PI * k / (count - 1));
      points[k] = 0.5 * (low + high) + 0.5 * (high - low) * cosine;
    }
  }

  /**
   * @param count at least 2
   */
  public static ChebyshevPoints of(double low, double high, int count) {
    if (!(low <= high) || count < 2) {
      throw new IllegalArgumentException(
          "%d points from %s to %s interpolate nothing".formatted(count, low, high));
    }
    return new ChebyshevPoints(low, high, count);
  }

  /**
   * As many points as give a function to rounding that is analytic and bounded within {@code
   * halfWidth} of the real axis, as sums of logistic curves are within pi: errors fall like {@code
   * rho^-count}, with rho of the largest ellipse around the interval that fits.
   */
  public static ChebyshevPoints forStrip(double low, double high, double halfWidth) {
    double height = INSIDE * halfWidth / Math.max(0.5 * (high - low), 1e-3 * halfWidth);
    double rho = height + Math.sqrt(1 + height * height);
    int count = (int) Math.ceil(-Math.log(ACCURACY) / Math.log(rho)) + 2;
    return of(low, high, count);
  }

  public int count() {
    return points.length;
  }

  public double point(int k) {
    return points[k];
  }

  /** The weights of the values at the points for one place; they add up to 1. */
  public double[] weights(double x) {
    double[] weights = new double[points.length];
    double sum = 0;
    for (int k = 0; k < points.length; k++) {
      double distance = x - points[k];
      if (distance == 0) {
        double[] one = new double[points.length];
        one[k] = 1;
        return one;
      }
      double end = k == 0 || k == points.length - 1 ? 0.5 : 1;
      weights[k] = (k % 2 == 0 ? end : -end) / distance;
      sum += weights[k];
    }
    for (int k = 0; k < points.length; k++) {
      weights[k] /= sum;
    }
    return weights;
  }
}
