package isoloss.rank.listwise;

import isoloss.stat.LinearSystem;
import java.util.Arrays;
import java.util.List;

/**
 * Fixed-point iterations for orderings without ties; slower than Newton's method, and a check of
 * it.
 */
final class Iterations {
  private static final int MOST = 10_000;
  private static final double LOG_STEP = 1e-12;
  private static final double MEAN_STEP = 1e-10;

  private Iterations() {}

  /**
   * Hunter's minorise-maximise: {@code w_i <- (stages where i was chosen) / sum over stages that
   * hold i of 1/sum_left w}.
   *
   * @see <a href="https://doi.org/10.1214/aos/1079120141">Hunter (2004), MM algorithms for
   *     generalized Bradley-Terry models</a>
   */
  static ListFit.Maximum minoriseMaximise(List<Ordering> orderings, ListFit fit, double[] start) {
    double[] theta = start.clone();
    int step = 0;
    for (double change = 1; change > LOG_STEP && step < MOST; step++) {
      double[] chosen = new double[theta.length];
      double[] exposure = new double[theta.length];
      for (Ordering each : orderings) {
        addStages(each, theta, chosen, exposure);
      }
      double[] next = new double[theta.length];
      for (int i = 0; i < next.length; i++) {
        next[i] = Math.log(chosen[i] / exposure[i]);
      }
      centre(next);
      change = largestChange(theta, next);
      theta = next;
    }
    return maximum(fit, theta, step);
  }

  private static void addStages(
      Ordering ordering, double[] theta, double[] chosen, double[] exposure) {
    int[] models = ordering.models();
    double[] sum = new double[models.length];
    double left = 0;
    for (int k = models.length - 1; k >= 0; k--) {
      left += Math.exp(theta[models[k]]);
      sum[k] = left;
    }
    double inverse = 0;
    for (int k = 0; k < models.length; k++) {
      if (k + 1 < models.length) {
        inverse += ordering.weight() / sum[k];
        chosen[models[k]] += ordering.weight();
      }
      exposure[models[k]] += inverse;
    }
  }

  /**
   * Maystre and Grossglauser's iterated spectral ranking: the stationary distribution of the chain
   * that moves from each model left to the one chosen at rate {@code 1/sum_left w}, again and
   * again.
   *
   * @see <a href="https://papers.nips.cc/paper/2015/hash/2a38a4a9316c49e5a833517c45d31070">Maystre
   *     and Grossglauser (2015)</a>
   */
  static ListFit.Maximum spectral(List<Ordering> orderings, ListFit fit, double[] start) {
    double[] theta = start.clone();
    int step = 0;
    for (double change = 1; change > MEAN_STEP && step < MOST; step++) {
      double[][] rates = new double[theta.length][theta.length];
      for (Ordering each : orderings) {
        addRates(each, theta, rates);
      }
      double[] next = stationary(rates);
      for (int i = 0; i < next.length; i++) {
        next[i] = Math.log(next[i]);
      }
      centre(next);
      change = largestChange(theta, next);
      theta = next;
    }
    return maximum(fit, theta, step);
  }

  private static void addRates(Ordering ordering, double[] theta, double[][] rates) {
    int[] models = ordering.models();
    double left = 0;
    for (int k = models.length - 1; k >= 0; k--) {
      left += Math.exp(theta[models[k]]);
      for (int later = k + 1; later < models.length; later++) {
        rates[models[later]][models[k]] += ordering.weight() / left;
      }
    }
  }

  /** Balance of all models but the last, and a sum of n. */
  private static double[] stationary(double[][] rates) {
    int n = rates.length;
    double[][] balance = new double[n][n];
    double[] right = new double[n];
    for (int from = 0; from < n; from++) {
      for (int to = 0; to < n; to++) {
        balance[to][from] += rates[from][to];
        balance[from][from] -= rates[from][to];
      }
    }
    Arrays.fill(balance[n - 1], 1);
    right[n - 1] = n;
    return LinearSystem.solve(balance, right);
  }

  private static void centre(double[] theta) {
    double mean = Arrays.stream(theta).average().orElse(0);
    for (int i = 0; i < theta.length; i++) {
      theta[i] -= mean;
    }
  }

  private static double largestChange(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  /** Converged where the gradient says so, whatever the steps were. */
  private static ListFit.Maximum maximum(ListFit fit, double[] theta, int steps) {
    return new ListFit.Maximum(theta, fit.logLikelihood(theta), fit.isMaximum(theta), steps);
  }
}
