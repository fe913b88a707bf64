package isoloss.rank.pair;

import static isoloss.optim.TileProduct.SIDE;
import static isoloss.optim.TileProduct.SIZE;

import isoloss.optim.Cholesky;
import isoloss.optim.IndexedWork;
import isoloss.optim.SymmetricTiles;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Influence;

/** {@code z_g = C u_g} of all clusters, some at a time, so that only the result is large. */
final class ClusteredErrors {
  private final ClusterScores scores;
  private final Cholesky factor;
  private final int models;
  private final int clusters;

  private ClusteredErrors(ClusterScores scores, Cholesky factor, int models, int clusters) {
    this.scores = scores;
    this.factor = factor;
    this.models = models;
    this.clusters = clusters;
  }

  static Influence of(
      Evidence evidence,
      PairLikelihood likelihood,
      Solution solution,
      Cholesky factor,
      int threads) {
    return new ClusteredErrors(
            new ClusterScores(evidence, likelihood, solution),
            factor,
            likelihood.models(),
            evidence.clusterCount())
        .influence(threads);
  }

  private Influence influence(int threads) {
    float[][] byModel = new float[models][clusters];
    IndexedWork.run(
        SymmetricTiles.blocks(clusters),
        threads,
        () -> scores.new Worker(),
        (worker, block) -> solveBlock(block, worker, byModel));
    return Influence.of(byModel, clusters);
  }

  private void solveBlock(int block, ClusterScores.Worker worker, float[][] byModel) {
    int from = block * SIDE;
    int to = Math.min(from + SIDE, clusters);
    double[][] columns = new double[SymmetricTiles.blocks(models)][SIZE];
    for (int g = from; g < to; g++) {
      double[] score = worker.scores(g);
      for (int i = 0; i < models; i++) {
        columns[i / SIDE][i % SIDE * SIDE + g - from] = score[i];
      }
    }
    factor.solve(columns);
    double[] mean = meanOfRows(columns);
    for (int i = 0; i < models; i++) {
      for (int g = from; g < to; g++) {
        byModel[i][g] = (float) (columns[i / SIDE][i % SIDE * SIDE + g - from] - mean[g - from]);
      }
    }
  }

  /** Scores have mean 0, and so have effects on them. */
  private double[] meanOfRows(double[][] columns) {
    double[] mean = new double[SIDE];
    for (int i = 0; i < models; i++) {
      for (int g = 0; g < SIDE; g++) {
        mean[g] += columns[i / SIDE][i % SIDE * SIDE + g] / models;
      }
    }
    return mean;
  }
}
