package isoloss.stat;

/**
 * A least-squares parabola {@code y = value + curvature (x - vertex)^2}, by orthogonal polynomials.
 *
 * @param vertex x of the extremum; infinite or NaN where the curvature is zero
 * @param curvature positive where the extremum is a minimum
 */
public record Parabola(double vertex, double value, double curvature) {

  /**
   * @throws IllegalArgumentException unless there are three different x
   */
  public static Parabola of(double[] x, double[] y) {
    int n = x.length;
    double mean = Moments.of(x).mean();
    double second = 0;
    double third = 0;
    for (double each : x) {
      double u = each - mean;
      second += u * u / n;
      third += u * u * u / n;
    }
    double skew = third / second; // u^2 - skew u - second is orthogonal to 1 and u
    double meanY = Moments.of(y).mean();
    double linear = 0;
    double quadratic = 0;
    double length = 0;
    for (int i = 0; i < n; i++) {
      double u = x[i] - mean;
      double q = u * u - skew * u - second;
      linear += u * (y[i] - meanY) / (n * second);
      quadratic += q * (y[i] - meanY);
      length += q * q;
    }
    if (n < 3 || y.length != n || !(length > 1e-18 * n * second * second)) {
      throw new IllegalArgumentException(
          "a parabola needs three different x; there are " + n + " points");
    }
    double curvature = quadratic / length;
    double slope = linear - curvature * skew;
    double constant = meanY - curvature * second;
    double offset = -slope / (2 * curvature);
    return new Parabola(mean + offset, constant + slope * offset / 2, curvature);
  }

  public double at(double x) {
    return value + curvature * (x - vertex) * (x - vertex);
  }
}
