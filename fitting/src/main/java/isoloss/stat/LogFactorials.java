package isoloss.stat;

/** The logarithms of 0!, 1!, ..., n!, for binomial coefficients that overflow otherwise. */
public final class LogFactorials {
  private final double[] logs;

  private LogFactorials(double[] logs) {
    this.logs = logs;
  }

  public static LogFactorials upTo(int n) {
    double[] logs = new double[n + 1];
    CompensatedSum sum = new CompensatedSum();
    for (int i = 2; i <= n; i++) {
      sum.add(Math.log(i));
      logs[i] = sum.value();
    }
    return new LogFactorials(logs);
  }

  /** ln C(n, k); minus infinity where k is not in 0 .. n. */
  public double logChoose(int n, int k) {
    return k < 0 || k > n ? Double.NEGATIVE_INFINITY : logs[n] - logs[k] - logs[n - k];
  }

  /** The chance of exactly {@code j} marked among {@code drawn} of {@code marked + rest}. */
  public double hypergeometric(int j, int marked, int rest, int drawn) {
    return Math.exp(
        logChoose(marked, j) + logChoose(rest, drawn - j) - logChoose(marked + rest, drawn));
  }
}
