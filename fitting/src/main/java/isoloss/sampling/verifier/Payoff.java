package isoloss.sampling.verifier;

/**
 * What answers are worth, in one unit of value.
 *
 * @param right Vc, the value of a right answer that is returned; above 0
 * @param wrong Vf, the value of a wrong one; at most 0
 * @param cost of one attempt; at least 0
 */
public record Payoff(double right, double wrong, double cost) {
  public Payoff {
    if (!(right > 0 && Double.isFinite(right))) {
      throw new IllegalArgumentException("value of a right answer " + right + " is not above 0");
    }
    if (!(wrong <= 0 && Double.isFinite(wrong))) {
      throw new IllegalArgumentException(
          "value of a wrong answer " + wrong + " is above 0; give a number such as -1");
    }
    if (!(cost >= 0 && Double.isFinite(cost))) {
      throw new IllegalArgumentException("cost of an attempt " + cost + " is below 0");
    }
  }

  /** {@code Vc P(right) + Vf P(wrong)}. */
  public double of(double rightShare, double wrongShare) {
    return right * rightShare + wrong * wrongShare;
  }
}
