package isoloss.stat;

import java.util.Arrays;

/**
 * The slope of y on x where both have errors: the median of the slopes through pairs of points,
 * shifted by the number of slopes below -1, so that exchanging x and y inverts it. A few outliers
 * do not move it.
 *
 * @see <a href="https://doi.org/10.1515/cclm.1983.21.11.709">Passing and Bablok (1983)</a>
 */
public final class PassingBablok {
  private PassingBablok() {}

  /** NaN where fewer than two points differ. O(n^2 log n). */
  public static double slope(double[] x, double[] y) {
    double[] slopes = new double[x.length * Math.max(0, x.length - 1) / 2];
    int size = 0;
    int steep = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        double slope = (y[i] - y[j]) / (x[i] - x[j]);
        if (!Double.isNaN(slope) && slope != -1) {
          slopes[size++] = slope == Double.NEGATIVE_INFINITY ? Double.POSITIVE_INFINITY : slope;
          steep += slope < -1 && !Double.isInfinite(slope) ? 1 : 0;
        }
      }
    }
    Arrays.sort(slopes, 0, size);
    int middle = (size - 1) / 2 + steep;
    if (size == 0 || middle >= size) {
      return Double.NaN;
    }
    return size % 2 == 1 || middle + 1 >= size
        ? slopes[middle]
        : (slopes[middle] + slopes[middle + 1]) / 2;
  }
}
