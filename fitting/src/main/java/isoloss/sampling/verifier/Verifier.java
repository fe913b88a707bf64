package isoloss.sampling.verifier;

/**
 * A check that may err on either side.
 *
 * @param soundness s, the probability that a wrong answer is rejected
 * @param completeness c, the probability that a right answer is accepted
 * @see <a href="https://arxiv.org/abs/2411.17501">Stroebl et al. (2024)</a>; their unit tests never
 *     reject a right program, so c = 1 there
 */
public record Verifier(double soundness, double completeness) {
  public Verifier {
    requireProbability("soundness", soundness);
    requireProbability("completeness", completeness);
  }

  /** {@code a = c r + (1 - s)(1 - r)}: the probability that one sample is accepted. */
  public double accepts(double correct) {
    return acceptsRight(correct) + acceptsWrong(correct);
  }

  /** {@code c r}: one sample is right and accepted. */
  public double acceptsRight(double correct) {
    return completeness * correct;
  }

  /** {@code (1 - s)(1 - r)}: one sample is wrong and accepted. */
  public double acceptsWrong(double correct) {
    return (1 - soundness) * (1 - correct);
  }

  /**
   * {@code c r / a}: how often an accepted answer is right, for any number of attempts, and so the
   * accuracy that no amount of resampling exceeds. NaN where nothing is ever accepted.
   */
  public double accuracyOfAccepted(double correct) {
    return acceptsRight(correct) / accepts(correct);
  }

  public Verifier withSoundness(double newSoundness) {
    return new Verifier(newSoundness, completeness);
  }

  static void requireProbability(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "%s %s is not in [0, 1]%s"
              .formatted(
                  name,
                  value,
                  value > 1 && value <= 100 ? "; did you mean " + value / 100 + "?" : ""));
    }
  }
}
