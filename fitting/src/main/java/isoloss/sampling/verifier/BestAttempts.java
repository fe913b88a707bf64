package isoloss.sampling.verifier;

/**
 * @param attempts K*, possibly infinite; 0 where every attempt loses
 * @param reward at K*, in the unit of the payoff
 */
public record BestAttempts(double attempts, double reward) {
  public boolean isUnbounded() {
    return Double.isInfinite(attempts);
  }

  /**
   * Two types in closed form, for {@code v1 > 0 > v2} and {@code b1 < b2}: the gains change sign
   * once, from plus to minus.
   *
   * <pre>{@code
   * K* = 0                                                  if w1 v1 <= -w2 v2
   * K* = ceil( ln( w1 v1 / (-w2 v2) ) / ln(b2 / b1) )       otherwise
   * }</pre>
   *
   * @param gain1 w1 v1
   * @param gain2 w2 v2
   */
  static double ofTwoTypes(double gain1, double rejects1, double gain2, double rejects2) {
    if (!(gain1 > 0 && gain2 < 0 && rejects1 < rejects2)) {
      throw new IllegalArgumentException("the gains do not turn from plus to minus");
    }
    return gain1 <= -gain2
        ? 0
        : Math.ceil(Math.log(gain1 / -gain2) / Math.log(rejects2 / rejects1));
  }
}
