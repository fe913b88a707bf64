package isoloss.sampling.plan;

/**
 * The expected number of draws of sampling until the r-th success, at most a cap: {@code sum over k
 * below the cap of P(fewer than r successes in k draws)}. Without a cap it is r/p for one problem,
 * and infinite in the mean over problems whose p follows a Beta law with alpha up to 1.
 */
public final class CappedDraws {
  private CappedDraws() {}

  /** For a problem of known p. */
  public static double ofProblem(int successes, double p, int cap) {
    SampleSize.requireShare("p", p);
    return sum(successes, cap, i -> p, (k, j) -> 1 - p);
  }

  /** In the mean over problems whose p follows Beta(alpha, beta). */
  public static double ofBeta(int successes, double alpha, double beta, int cap) {
    if (!(alpha > 0 && beta > 0)) {
      throw new IllegalArgumentException(
          "alpha = %s and beta = %s must be positive".formatted(alpha, beta));
    }
    return sum(
        successes,
        cap,
        i -> (alpha + i) / (alpha + beta + i),
        (k, j) -> (beta + k - j) / (alpha + beta + k));
  }

  private interface NextSuccess {
    /** Probability of a success after i successes and no failure. */
    double after(int i);
  }

  private interface NextFailure {
    /** Probability of a failure after k draws, j of them successes. */
    double after(int k, int j);
  }

  private static double sum(int successes, int cap, NextSuccess success, NextFailure failure) {
    if (successes < 1 || cap < 1) {
      throw new IllegalArgumentException(
          "r = %d and cap = %d must be at least 1".formatted(successes, cap));
    }
    double total = 0;
    double atOnce = 1; // probability that the first j draws all succeed
    for (int j = 0; j < successes; j++) {
      double probability = atOnce; // of j successes in k draws
      for (int k = j; k < cap; k++) {
        total += probability;
        probability *= (k + 1.0) / (k + 1.0 - j) * failure.after(k, j);
      }
      atOnce *= success.after(j);
    }
    return total;
  }
}
