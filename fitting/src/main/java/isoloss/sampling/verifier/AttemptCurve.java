package isoloss.sampling.verifier;

/** What comes of at most K attempts, the first accepted answer being returned. */
public interface AttemptCurve {

  /** The probability that some answer is returned. */
  double returned(int attempts);

  /** The probability that a right answer is returned. */
  double correct(int attempts);

  /** The expected value, in the unit of the payoff, costs taken off. */
  double reward(int attempts);

  /** The limit of {@link #correct} for many attempts: what resampling cannot exceed. */
  double upperBound();

  /** How often a returned answer is right; NaN where none is ever returned. */
  default double accuracy(int attempts) {
    return correct(attempts) / returned(attempts);
  }
}
