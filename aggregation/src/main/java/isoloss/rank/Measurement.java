package isoloss.rank;

/**
 * The score of one model on one sample.
 *
 * @param weight how much of the sample the score speaks for, for example its tokens; 1 when all
 *     samples count alike
 */
public record Measurement(String model, String sample, double score, double weight) {
  public Measurement {
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("score of %s on %s is %s".formatted(model, sample, score));
    }
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "weight of %s on %s is %s".formatted(model, sample, weight));
    }
  }

  /** A measurement of weight 1. */
  public Measurement(String model, String sample, double score) {
    this(model, sample, score, 1);
  }
}
