package isoloss.rank.pair;

import static isoloss.optim.TileProduct.SIDE;
import static isoloss.optim.TileProduct.SIZE;

import isoloss.optim.Cholesky;
import isoloss.optim.IndexedWork;
import isoloss.optim.SymmetricTiles;
import isoloss.rank.method.Influence;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** {@code z_g = C u_g} of all clusters, some at a time, so that only the result is large. */
final class ClusteredErrors {
  private static final double LEAST_RAISE = 1e-14;
  private static final double MOST_RAISE = 1e-6;

  private final Supplier<? extends IntFunction<double[]>> scores;
  private final Cholesky factor;
  private final int models;
  private final int columns;

  private ClusteredErrors(
      Supplier<? extends IntFunction<double[]>> scores, Cholesky factor, int models, int columns) {
    this.scores = scores;
    this.factor = factor;
    this.models = models;
    this.columns = columns;
  }

  /**
   * @param scores for each thread, what gives the score of a cluster; overwritten by its next call
   */
  static Influence of(
      Supplier<? extends IntFunction<double[]>> scores,
      Cholesky factor,
      int models,
      int clusters,
      int threads) {
    return Influence.of(
        new ClusteredErrors(scores, factor, models, clusters).effects(threads), clusters);
  }

  /**
   * Of clusters that are known by the cross products of their scores alone: the columns of a root
   * of these stand for them.
   */
  static Influence of(double[][] products, int clusters, Cholesky factor, int threads) {
    int models = products.length;
    Cholesky root = root(products, threads);
    return Influence.compressed(
        new ClusteredErrors(() -> root::column, factor, models, models).effects(threads), clusters);
  }

  /**
   * Cross products of scores, which add up to 0 over the models, are singular; their diagonal is
   * raised by as little as makes them regular.
   */
  private static Cholesky root(double[][] products, int threads) {
    for (double raise = LEAST_RAISE; raise < MOST_RAISE; raise *= 4) {
      Optional<Cholesky> root = Cholesky.of(raised(products, raise), threads);
      if (root.isPresent()) {
        return root.get();
      }
    }
    throw new IllegalArgumentException("cross products of scores are not positive");
  }

  private static SymmetricTiles raised(double[][] products, double raise) {
    SymmetricTiles tiles = SymmetricTiles.zeros(products.length);
    for (int i = 0; i < products.length; i++) {
      for (int j = 0; j < i; j++) {
        tiles.add(i, j, products[i][j]);
      }
      tiles.add(i, i, products[i][i] * (1 + raise) + Double.MIN_NORMAL);
    }
    return tiles;
  }

  private float[][] effects(int threads) {
    float[][] byModel = new float[models][columns];
    IndexedWork.<IntFunction<double[]>>run(
        SymmetricTiles.blocks(columns),
        threads,
        scores::get,
        (worker, block) -> solveBlock(block, worker, byModel));
    return byModel;
  }

  private void solveBlock(int block, IntFunction<double[]> worker, float[][] byModel) {
    int from = block * SIDE;
    int to = Math.min(from + SIDE, columns);
    double[][] right = new double[SymmetricTiles.blocks(models)][SIZE];
    for (int g = from; g < to; g++) {
      double[] score = worker.apply(g);
      for (int i = 0; i < models; i++) {
        right[i / SIDE][i % SIDE * SIDE + g - from] = score[i];
      }
    }
    factor.solve(right);
    double[] mean = meanOfRows(right);
    for (int i = 0; i < models; i++) {
      for (int g = from; g < to; g++) {
        byModel[i][g] = (float) (right[i / SIDE][i % SIDE * SIDE + g - from] - mean[g - from]);
      }
    }
  }

  /** Scores have mean 0, and so have effects on them. */
  private double[] meanOfRows(double[][] right) {
    double[] mean = new double[SIDE];
    for (int i = 0; i < models; i++) {
      for (int g = 0; g < SIDE; g++) {
        mean[g] += right[i / SIDE][i % SIDE * SIDE + g] / models;
      }
    }
    return mean;
  }
}
