package isoloss.plan.scalebench;

import static isoloss.fit.Texts.text;

import isoloss.data.Observations;
import isoloss.data.Split;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Holds out the largest fifth of the rows. Rows of equal size stay on one side, so the cut lies
 * between two sizes, there where it comes nearest to a fifth.
 */
final class HoldOut {
  private static final double SHARE = 0.2;

  private HoldOut() {}

  /**
   * @param size of a row of the table
   */
  static Split largestFifth(Observations rows, String measure, IntToDoubleFunction size) {
    double[] sizes = IntStream.range(0, rows.size()).mapToDouble(size).toArray();
    double cut = cut(sizes);
    return new Split(
        rows.where(row -> sizes[row] <= cut),
        rows.where(row -> sizes[row] > cut),
        text("%s > %.4g", measure, cut));
  }

  /** The largest size that is kept. */
  private static double cut(double[] sizes) {
    double[] sorted = Arrays.stream(sizes).sorted().toArray();
    int n = sorted.length;
    double best = sorted[0];
    double nearest = Double.POSITIVE_INFINITY;
    for (int kept = 1; kept < n; kept++) {
      double distance = Math.abs((n - kept) - SHARE * n);
      if (sorted[kept] > sorted[kept - 1] && distance < nearest) {
        nearest = distance;
        best = sorted[kept - 1];
      }
    }
    return best;
  }
}
