package isoloss.rank.pair;

import isoloss.stat.ChebyshevPoints;
import java.util.Arrays;

/**
 * {@code sum_j score(outcome_ij, theta_i - theta_j)} over the models j of a sample, for all its
 * models i in a time linear in their number. As a function of theta_i alone the sum is smooth, so
 * it is kept by its values at Chebyshev's points; models are taken by ascending merit, and each
 * changes the sum twice: from one that i lost to into a tie, from a tie into one that i beat.
 */
final class OutcomeSums {
  private final double atTie;
  private final int points;

  /** Interpolation weights of each model's strength. */
  private final double[][] weights;

  /** For each model j, the score at every point against it, when it is better. */
  private final double[][] better;

  /** What changes when it becomes equal, and when it then becomes worse. */
  private final double[][] toEqual;

  private final double[][] toWorse;

  OutcomeSums(OutcomeScore score, double[] strengths) {
    ChebyshevPoints nodes = nodes(strengths);
    atTie = score.tie(0);
    points = nodes.count();
    weights = new double[strengths.length][];
    better = new double[strengths.length][points];
    toEqual = new double[strengths.length][points];
    toWorse = new double[strengths.length][points];
    for (int j = 0; j < strengths.length; j++) {
      weights[j] = nodes.weights(strengths[j]);
      for (int k = 0; k < points; k++) {
        double d = nodes.point(k) - strengths[j];
        better[j][k] = score.loss(d);
        toEqual[j][k] = score.tie(d) - score.loss(d);
        toWorse[j][k] = score.win(d) - score.tie(d);
      }
    }
  }

  private static ChebyshevPoints nodes(double[] strengths) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double each : strengths) {
      low = Math.min(low, each);
      high = Math.max(high, each);
    }
    return ChebyshevPoints.forStrip(low, high, Math.PI);
  }

  /**
   * Adds {@code weight} times the sum of each model of a sample to its entry.
   *
   * @param scratch {@link #scratch}
   */
  void add(MeritOrder order, double margin, double weight, double[] scratch, double[] sums) {
    Arrays.fill(scratch, 0);
    for (int k = 0; k < order.count(); k++) {
      add(better[order.model(k)], scratch);
    }
    int worse = 0;
    int notBetter = 0;
    for (int k = 0; k < order.count(); k++) {
      while (notBetter < order.count() && !(order.advantage(notBetter, k) > margin)) {
        add(toEqual[order.model(notBetter++)], scratch);
      }
      while (order.advantage(k, worse) > margin) {
        add(toWorse[order.model(worse++)], scratch);
      }
      int model = order.model(k);
      sums[model] += weight * (dot(weights[model], scratch) - atTie);
    }
  }

  double[] scratch() {
    return new double[points];
  }

  private static void add(double[] values, double[] sum) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += values[k];
    }
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * y[k];
    }
    return sum;
  }
}
