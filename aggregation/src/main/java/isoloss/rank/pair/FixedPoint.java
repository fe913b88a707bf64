package isoloss.rank.pair;

import isoloss.rank.evidence.Penalty;
import isoloss.rank.evidence.Prior;
import isoloss.stat.StationaryDistribution;

/**
 * Iterations whose fixed point is the maximum of a Bradley-Terry likelihood. They end when no
 * log-strength moves any more; whether that is the maximum, the gradient tells.
 */
enum FixedPoint {

  /**
   * {@code w_i <- r_i / sum_j N_ij / (w_i + w_j)}.
   *
   * @see <a href="https://doi.org/10.1214/aos/1079120141">Hunter (2004)</a>
   */
  MM {
    @Override
    void step(BradleyTerryLikelihood likelihood, Penalty penalty, double[] theta) {
      double[] w = Worths.of(theta, theta.length);
      double[] rates = new double[w.length];
      for (int i = 0; i < w.length; i++) {
        for (int j = 0; j < i; j++) {
          double rate = (likelihood.over[i][j] + likelihood.under[i][j]) / (w[i] + w[j]);
          rates[i] += rate;
          rates[j] += rate;
        }
      }
      for (int i = 0; i < w.length; i++) {
        theta[i] = Math.log(likelihood.totals[i] / rates[i]);
      }
    }
  },

  /**
   * {@code w_i <- [sum_j B_ij w_j / (w_i + w_j)] / [sum_j B_ji / (w_i + w_j)]}, each at once.
   *
   * @see <a href="https://jmlr.org/papers/v24/22-1086.html">Newman (2023)</a>
   */
  NEWMAN {
    @Override
    void step(BradleyTerryLikelihood likelihood, Penalty penalty, double[] theta) {
      double[] w = Worths.of(theta, theta.length);
      for (int i = 0; i < w.length; i++) {
        double won = 0;
        double lost = 0;
        for (int j = 0; j < w.length; j++) {
          if (j != i) {
            won += likelihood.wins(i, j) * w[j] / (w[i] + w[j]);
            lost += likelihood.wins(j, i) / (w[i] + w[j]);
          }
        }
        w[i] = won / lost;
        theta[i] = Math.log(w[i]);
      }
    }
  },

  /**
   * {@code theta = ln pi} of the Markov chain that goes from j to i at the rate {@code alpha + B_ij
   * / (w_i + w_j)}.
   *
   * @see <a href="https://arxiv.org/abs/1505.06543">Maystre and Grossglauser (2015)</a>
   */
  LUCE_SPECTRAL {
    @Override
    void step(BradleyTerryLikelihood likelihood, Penalty penalty, double[] theta) {
      double alpha = penalty.prior() instanceof Prior.EveryPair every ? every.wins() : 0;
      double[] w = Worths.of(theta, theta.length);
      normalize(w);
      double[][] rates = new double[w.length][w.length];
      for (int i = 0; i < w.length; i++) {
        for (int j = 0; j < w.length; j++) {
          rates[j][i] = i == j ? 0 : alpha + likelihood.wins(i, j) / (w[i] + w[j]);
        }
      }
      double[] stationary = StationaryDistribution.of(rates);
      normalize(stationary);
      for (int i = 0; i < theta.length; i++) {
        theta[i] = Math.log(stationary[i]);
      }
    }
  };

  private static final int MAX_ITERATIONS = 50_000;
  private static final double LAST_STEP = 1e-11;

  /** Overwrites the log-strengths. */
  abstract void step(BradleyTerryLikelihood likelihood, Penalty penalty, double[] theta);

  /** To a mean of 1. */
  private static void normalize(double[] worths) {
    double sum = 0;
    for (double each : worths) {
      sum += each;
    }
    for (int i = 0; i < worths.length; i++) {
      worths[i] *= worths.length / sum;
    }
  }

  Solution iterate(
      BradleyTerryLikelihood likelihood, Penalty penalty, double[] start, int threads) {
    double[] theta = start.clone();
    int iteration = 0;
    double moved = Double.POSITIVE_INFINITY;
    while (iteration < MAX_ITERATIONS && moved > LAST_STEP) {
      double[] before = theta.clone();
      step(likelihood, penalty, theta);
      if (penalty.isNone()) {
        Worths.centre(theta, theta.length);
      }
      moved = largestMove(before, theta);
      iteration++;
    }
    return Solution.at(likelihood, penalty, theta, likelihood.triangle(), iteration, threads);
  }

  private static double largestMove(double[] before, double[] after) {
    double largest = 0;
    for (int i = 0; i < before.length; i++) {
      largest = Math.max(largest, Math.abs(after[i] - before[i]));
    }
    return largest;
  }
}
