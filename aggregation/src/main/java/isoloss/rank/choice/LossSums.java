package isoloss.rank.choice;

import isoloss.stat.CompensatedSum;

/** Losses of one candidate, summed within groups of samples that move together. */
final class LossSums {
  private final double[] loss;
  private final double[] weight;

  LossSums(int groups) {
    this.loss = new double[groups];
    this.weight = new double[groups];
  }

  void add(int group, double times, double nats) {
    loss[group] += times * nats;
    weight[group] += times;
  }

  /** Whether anything was added. */
  boolean isUsed() {
    return CompensatedSum.of(weight) > 0;
  }

  /** NaN where nothing was added. */
  double mean() {
    return CompensatedSum.of(loss) / CompensatedSum.of(weight);
  }

  /**
   * Standard error of the difference of two means over the same measurements: {@code sqrt(G/(G-1)
   * sum_g (D_g - n_g d)^2) / n} over the groups with measurements; infinite with fewer than two.
   */
  double standardErrorOfDifference(LossSums other) {
    double difference = mean() - other.mean();
    int groups = 0;
    double squares = 0;
    for (int g = 0; g < loss.length; g++) {
      if (weight[g] > 0) {
        double deviation = loss[g] - other.loss[g] - weight[g] * difference;
        squares += deviation * deviation;
        groups++;
      }
    }
    return groups < 2
        ? Double.POSITIVE_INFINITY
        : Math.sqrt(squares * groups / (groups - 1)) / CompensatedSum.of(weight);
  }

  PredictiveLoss against(
      String candidate, PredictiveLoss.Kind kind, String baseline, LossSums other) {
    return new PredictiveLoss(
        candidate, kind, mean(), baseline, other.mean(), standardErrorOfDifference(other));
  }
}
