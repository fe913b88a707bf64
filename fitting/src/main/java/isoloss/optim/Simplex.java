package isoloss.optim;

import java.util.Arrays;

/** The probability simplex: points with no negative coordinate whose sum is 1. */
public final class Simplex {
  private Simplex() {}

  /**
   * The point of the simplex nearest to this one in Euclidean distance, exactly: one common amount
   * is taken off and what falls below zero is cut.
   *
   * @see <a href="https://doi.org/10.1145/1390156.1390191">Duchi et al. (2008), figure 1</a>
   */
  public static double[] project(double[] point) {
    double[] sorted = point.clone();
    Arrays.sort(sorted);
    double sum = 0;
    double off = 0;
    for (int kept = 1; kept <= sorted.length; kept++) {
      double next = sorted[sorted.length - kept];
      sum += next;
      double candidate = (sum - 1) / kept;
      if (next > candidate) {
        off = candidate;
      }
    }
    double[] projected = new double[point.length];
    for (int i = 0; i < projected.length; i++) {
      projected[i] = Math.max(0, point[i] - off);
    }
    return projected;
  }

  /** The middle: every coordinate alike. */
  public static double[] centre(int dimension) {
    double[] centre = new double[dimension];
    Arrays.fill(centre, 1.0 / dimension);
    return centre;
  }
}
