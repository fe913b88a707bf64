package isoloss.sampling.verifier;

/**
 * Problems that are alike.
 *
 * @param weight w, their share among all problems, up to a common factor; above 0
 * @param correct r, the probability that one sample is right
 * @param verifier what checks them
 */
public record ProblemType(double weight, double correct, Verifier verifier) {
  public ProblemType {
    if (!(weight > 0 && Double.isFinite(weight))) {
      throw new IllegalArgumentException("weight " + weight + " of a problem type is not above 0");
    }
    Verifier.requireProbability("probability of a right sample", correct);
  }

  /** Problems of one kind only. */
  public static ProblemType alone(double correct, Verifier verifier) {
    return new ProblemType(1, correct, verifier);
  }

  /** a */
  double accepts() {
    return verifier.accepts(correct);
  }

  /** {@code b = 1 - a} */
  double rejects() {
    return 1 - accepts();
  }

  /** {@code v = Vc c r + Vf (1 - s)(1 - r) - cost}: what one attempt is worth. */
  double valueOfAttempt(Payoff payoff) {
    return payoff.of(verifier.acceptsRight(correct), verifier.acceptsWrong(correct))
        - payoff.cost();
  }

  /** {@code ln b^K = K ln(1 - a)} */
  double logRejects(double attempts) {
    return attempts == 0 ? 0 : attempts * Math.log1p(-accepts());
  }

  /** {@code (1 - b^K) / (1 - b)}: the expected number of attempts; K where nothing is accepted. */
  double expectedAttempts(double attempts) {
    double a = accepts();
    return a == 0 ? attempts : -Math.expm1(logRejects(attempts)) / a;
  }
}
