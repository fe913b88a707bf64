package isoloss.stat;

import java.util.Arrays;

/**
 * The weighted least-squares line {@code y = intercept + slope x}.
 *
 * @param rSquared share of the variance of y that the line explains; NaN where y does not vary
 */
public record WeightedLine(double intercept, double slope, double rSquared) {

  /** NaN throughout where x does not vary. */
  public static WeightedLine through(double[] x, double[] y) {
    double[] once = new double[x.length];
    Arrays.fill(once, 1);
    return through(x, y, once);
  }

  /** With each point counted {@code times}. */
  public static WeightedLine through(double[] x, double[] y, double[] times) {
    double total = CompensatedSum.of(times);
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < x.length; i++) {
      meanX += times[i] * x[i] / total;
      meanY += times[i] * y[i] / total;
    }
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += times[i] * (x[i] - meanX) * (x[i] - meanX);
      xy += times[i] * (x[i] - meanX) * (y[i] - meanY);
    }
    double slope = xx > 0 ? xy / xx : Double.NaN;
    double r = Correlation.weighted(x, y, times);
    return new WeightedLine(meanY - slope * meanX, slope, r * r);
  }

  public double at(double x) {
    return intercept + slope * x;
  }
}
