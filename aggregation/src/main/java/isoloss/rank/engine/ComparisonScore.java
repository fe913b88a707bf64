package isoloss.rank.engine;

import java.io.Serializable;

/**
 * The derivative of a comparison's log-likelihood by the difference of the log-strengths, {@code d
 * ln P / d (theta_i - theta_j)}. Travels to the machines that hold the measurements.
 */
@FunctionalInterface
public interface ComparisonScore extends Serializable {

  /**
   * @param outcome 1 where the first model won, -1 where it lost, 0 for a tie
   * @param difference {@code theta_i - theta_j}
   */
  double of(int outcome, double difference);

  /** Bradley-Terry where a tie is half a win of each: {@code y - sigma(d)}, y = 1, 1/2, 0. */
  static ComparisonScore halfTies() {
    return (outcome, difference) -> 0.5 * (outcome + 1) - 1 / (1 + Math.exp(-difference));
  }

  /** Bradley-Terry of decisive comparisons: a tie says nothing. */
  static ComparisonScore decisive() {
    return (outcome, difference) -> outcome == 0 ? 0 : halfTies().of(outcome, difference);
  }
}
