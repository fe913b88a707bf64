package isoloss.stat.cluster;

import isoloss.stat.CompensatedSum;

/** Rows by their mean, then by their values from left to right. */
final class MeanOrder {
  /** Means that differ by less, relative to their size, differ by rounding. */
  private static final double ROUNDING = 1e-12;

  private MeanOrder() {}

  static int compare(double[] a, double[] b) {
    int byMean =
        compare(CompensatedSum.of(a) / a.length, CompensatedSum.of(b) / Math.max(1, b.length));
    for (int j = 0; byMean == 0 && j < a.length; j++) {
      byMean = compare(a[j], b[j]);
    }
    return byMean;
  }

  private static int compare(double a, double b) {
    double size = Math.max(Math.abs(a), Math.abs(b));
    return Math.abs(a - b) <= ROUNDING * size ? 0 : Double.compare(a, b);
  }
}
