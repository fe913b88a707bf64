package isoloss.data.pool;

/** Which scores are good: accuracies go up, losses go down. */
public enum Direction {
  HIGHER_IS_BETTER,
  LOWER_IS_BETTER;

  /** Positive when {@code a} is better than {@code b}, zero when they tie. */
  public int compare(double a, double b) {
    return this == HIGHER_IS_BETTER ? Double.compare(a, b) : Double.compare(b, a);
  }

  /** How much better {@code a} is than {@code b}, in the unit of the scores. */
  public double advantage(double a, double b) {
    return this == HIGHER_IS_BETTER ? a - b : b - a;
  }

  public String inWords() {
    return this == HIGHER_IS_BETTER ? "higher is better" : "lower is better";
  }
}
