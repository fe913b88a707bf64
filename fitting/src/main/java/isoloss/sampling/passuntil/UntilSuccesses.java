package isoloss.sampling.passuntil;

import isoloss.stat.BetaQuantile;
import isoloss.stat.Quantile;
import java.util.OptionalDouble;

/**
 * Sampling that ended with the r-th success at draw K: the failures K - r are negative binomial.
 *
 * @param successes r, at least 1
 * @param draws K, at least r
 * @see <a href="https://arxiv.org/abs/2310.03262">Hu et al. (2023), PassUntil</a>
 */
public record UntilSuccesses(int successes, int draws) {
  /** Up to here the recursion of the bias loses no digits; above, its series converges fast. */
  private static final double RECURSION = 0.5;

  public UntilSuccesses {
    if (successes < 1 || draws < successes) {
      throw new IllegalArgumentException(
          "r = %d successes in K = %d draws: 1 <= r <= K is needed".formatted(successes, draws));
    }
  }

  /** {@code r/K}, the maximum of the likelihood, as published; see {@link #relativeMean}. */
  public double published() {
    return successes / (double) draws;
  }

  /** {@code (r-1)/(K-1)}, the only unbiased estimate; absent for r = 1. */
  public OptionalDouble unbiased() {
    return successes < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of((successes - 1.0) / (draws - 1.0));
  }

  /** {@code p(1-p)/(K-2)} at the unbiased p: unbiased for its variance; absent for r below 3. */
  public OptionalDouble unbiasedVariance() {
    if (successes < 3) {
      return OptionalDouble.empty();
    }
    double p = unbiased().orElseThrow();
    return OptionalDouble.of(p * (1 - p) / (draws - 2.0));
  }

  /**
   * The exact interval for p by quantiles of the Beta distribution; its upper end is 1 at K = r.
   */
  public Quantile.Interval interval(double level) {
    double tail = (1 - level) / 2;
    int failures = draws - successes;
    return new Quantile.Interval(
        BetaQuantile.of(tail, successes, failures + 1.0),
        failures == 0 ? 1 : BetaQuantile.of(1 - tail, successes, failures));
  }

  /**
   * {@code E[r/K]/p}, the factor by which {@code r/K} is too large in the mean; r/(r-1) as p falls
   * to 0, and without limit for r = 1.
   *
   * <p>From {@code E[r/K]/p = r I_r}, {@code I_r = int_0^1 s^(r-1)/(p + (1-p)s) ds}: {@code I_1 =
   * -ln p/(1-p)} and {@code I_(m+1) = (1/m - p I_m)/(1-p)}; for p above 1/2 the series {@code sum_j
   * (1-p)^j r B(r, j+1)}.
   */
  public static double relativeMean(int successes, double p) {
    if (!(p > 0 && p <= 1)) {
      throw new IllegalArgumentException("p = " + p + " is not in (0, 1]");
    }
    return p > RECURSION ? bySeries(successes, 1 - p) : byRecursion(successes, p);
  }

  private static double byRecursion(int successes, double p) {
    double integral = -Math.log(p) / (1 - p);
    for (int m = 1; m < successes; m++) {
      integral = (1.0 / m - p * integral) / (1 - p);
    }
    return successes * integral;
  }

  private static double bySeries(int successes, double q) {
    double term = 1; // q^j r B(r, j+1) at j = 0
    double sum = 0;
    for (int j = 0; term > 1e-18 * sum; j++) {
      sum += term;
      term *= q * (j + 1) / (successes + j + 1.0);
    }
    return sum;
  }
}
