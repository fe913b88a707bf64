package isoloss.optim;

/**
 * {@code sum_i weight_i ln x_i} for positive, normal x; on vector instructions where {@link
 * Vectorisation} says so.
 */
public final class LogarithmSum {
  private LogarithmSum() {}

  /**
   * @param length how many of both arrays count
   */
  public static double weighted(double[] weight, double[] x, int length) {
    int done = Vectorisation.isUsed() ? LogarithmSumVector.whole(length) : 0;
    double sum = done > 0 ? LogarithmSumVector.weighted(weight, x, done) : 0;
    for (int i = done; i < length; i++) {
      sum += weight[i] * Math.log(x[i]);
    }
    return sum;
  }
}
