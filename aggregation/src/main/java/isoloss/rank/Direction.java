package isoloss.rank;

/** Which scores are good: accuracies go up, losses go down. */
public enum Direction {
  HIGHER_IS_BETTER,
  LOWER_IS_BETTER;

  /** Positive when {@code a} is better than {@code b}, zero when they tie. */
  int compare(double a, double b) {
    return this == HIGHER_IS_BETTER ? Double.compare(a, b) : Double.compare(b, a);
  }

  public String inWords() {
    return this == HIGHER_IS_BETTER ? "higher is better" : "lower is better";
  }
}
