package isoloss.stat;

/**
 * Chances of a draw without replacement: k of n things, m of which are marked. {@code q = C(n - m,
 * k) / C(n, k)} is the chance to meet no marked one. The sum of its logarithm is symmetric in m and
 * k, has min(m, k) terms and loses no digits.
 *
 * @see <a href="https://arxiv.org/abs/2107.03374">Chen et al. (2021), eq. 1</a>; the product there
 *     rounds and answers 1 for k above n
 */
public final class WithoutReplacement {
  private WithoutReplacement() {}

  /** The chance that none of the drawn is marked. */
  public static double none(long n, long marked, long drawn) {
    return Math.exp(logNone(n, marked, drawn));
  }

  /** The chance that at least one of the drawn is marked: pass@k for m correct of n samples. */
  public static double atLeastOne(long n, long marked, long drawn) {
    return 0 - Math.expm1(logNone(n, marked, drawn));
  }

  /**
   * The logarithm of {@link #none}; minus infinity where it is impossible.
   *
   * @throws IllegalArgumentException if more than n are drawn or marked
   */
  public static double logNone(long n, long marked, long drawn) {
    if (marked < 0 || marked > n || drawn < 0 || drawn > n) {
      throw new IllegalArgumentException(
          "cannot draw %d of %d with %d marked".formatted(drawn, n, marked));
    }
    if (n - marked < drawn) {
      return Double.NEGATIVE_INFINITY;
    }
    double more = Math.max(marked, drawn);
    CompensatedSum sum = new CompensatedSum();
    for (long j = 0; j < Math.min(marked, drawn); j++) {
      sum.add(Math.log1p(-more / (n - j)));
    }
    return sum.value();
  }
}
