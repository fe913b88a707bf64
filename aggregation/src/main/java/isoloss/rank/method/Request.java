package isoloss.rank.method;

import java.util.Optional;

/**
 * How much is asked of a fit.
 *
 * @param errors whether standard errors are wanted; bootstrap draws need none
 * @param near a fit of nearly the same evidence to start from
 * @param threads how many may be used; the result does not depend on it
 */
public record Request(boolean errors, Optional<Strengths> near, int threads) {
  public Request {
    if (threads < 1) {
      throw new IllegalArgumentException("threads " + threads + " is below 1");
    }
  }

  /** Scores with errors, on this many threads. */
  public static Request full(int threads) {
    return new Request(true, Optional.empty(), threads);
  }

  /** Scores alone, near a fit that is known. */
  public static Request near(Strengths known) {
    return new Request(false, Optional.of(known), 1);
  }
}
