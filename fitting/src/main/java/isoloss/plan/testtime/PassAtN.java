package isoloss.plan.testtime;

import java.util.Locale;

/**
 * Probability that at least one of N fresh samples is correct, from n samples of which c were:
 * {@code 1 - C(n-c, N) / C(n, N)}, the only unbiased function of c.
 *
 * @see <a href="https://arxiv.org/abs/2107.03374">Chen et al. (2021)</a>; here as a sum of log1p
 *     that loses no digits
 */
final class PassAtN {
  private PassAtN() {}

  /**
   * @param n samples drawn
   * @param c correct ones
   * @throws IllegalArgumentException if N exceeds n, where nothing unbiased exists
   */
  static double of(long n, long c, long samples) {
    if (c < 0 || c > n) {
      throw new IllegalArgumentException(c + " correct of " + n + " samples");
    }
    if (samples < 1 || samples > n) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "pass@%d cannot be estimated from %d samples", samples, n));
    }
    if (c == 0) {
      return 0;
    }
    return n - c < samples ? 1 : -Math.expm1(logAllWrong(n, c, samples));
  }

  private static double logAllWrong(long n, long c, long samples) {
    long fewer = Math.min(c, samples);
    double more = Math.max(c, samples);
    double sum = 0;
    for (long j = 0; j < fewer; j++) {
      sum += Math.log1p(-more / (n - j));
    }
    return sum;
  }
}
