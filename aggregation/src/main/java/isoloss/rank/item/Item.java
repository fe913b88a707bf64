package isoloss.rank.item;

import isoloss.data.pool.Direction;

/**
 * What a sample asks of a model: {@code P(solved) = sigma(a theta + d)}.
 *
 * @param sample its index in the pool
 * @param measured how many models have a score on it
 * @param discrimination {@code a}, 1 for all samples of a Rasch model; below 0 where better models
 *     do worse
 * @param easiness {@code d}, the log-odds of a model of ability 0
 */
public record Item(int sample, int measured, double discrimination, double easiness) {

  /** The ability {@code b = -d/a} at which the chances are even; infinite without slope. */
  public double difficulty() {
    return -easiness / discrimination;
  }

  public double probability(double ability) {
    return logistic(discrimination * ability + easiness);
  }

  /** What one answer tells about an ability: {@code a^2 p (1-p)}, in 1 / ability^2. */
  public double information(double ability) {
    double p = probability(ability);
    return discrimination * discrimination * p * (1 - p);
  }

  /** The share solved that a score between 0 and 1 stands for: {@code 1 - score} of losses. */
  public static double response(Direction direction, double score) {
    return direction == Direction.HIGHER_IS_BETTER ? score : 1 - score;
  }

  /** {@code 1 / (1 + e^-eta)} without overflow. */
  static double logistic(double eta) {
    double e = Math.exp(-Math.abs(eta));
    return (eta >= 0 ? 1 : e) / (1 + e);
  }
}
