package isoloss.stat;

/**
 * The interval of a binomial proportion that holds it with at least the stated probability: from
 * the (1 - level)/2 quantile of Beta(x, n - x + 1) to the (1 + level)/2 quantile of Beta(x + 1, n -
 * x); 0 at the lower end where x = 0, 1 at the upper end where x = n.
 *
 * @see <a href="https://doi.org/10.1093/biomet/26.4.404">Clopper and Pearson (1934)</a>
 */
public final class ClopperPearson {
  private ClopperPearson() {}

  /**
   * @param successes x, from 0 to n
   * @param trials n, at least 1, independent of one another
   * @param level in (0, 1)
   */
  public static Quantile.Interval of(long successes, long trials, double level) {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " successes in " + trials + " trials");
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level " + level + " is not in (0, 1)");
    }
    double tail = (1 - level) / 2;
    long failures = trials - successes;
    double low = successes == 0 ? 0 : BetaQuantile.of(tail, successes, failures + 1.0);
    double high = failures == 0 ? 1 : BetaQuantile.of(1 - tail, successes + 1.0, failures);
    return new Quantile.Interval(low, high);
  }
}
