package isoloss.rank.uncertainty;

import isoloss.optim.IndexedWork;
import isoloss.optim.RowProducts;
import isoloss.optim.SymmetricTiles;
import isoloss.rank.method.Covariance;
import isoloss.rank.method.Influence;

/**
 * Standard errors of the differences of all pairs of scores, in single precision: row i holds those
 * with models {@code 0 .. i - 1}.
 */
final class DifferenceErrors {
  private DifferenceErrors() {}

  static float[][] of(Covariance covariance, int models, int threads) {
    return covariance instanceof Influence influence
        ? ofInfluence(influence, threads)
        : ofPairs(covariance, models, threads);
  }

  private static float[][] ofPairs(Covariance covariance, int models, int threads) {
    float[][] errors = new float[models][];
    IndexedWork.run(
        models,
        threads,
        () -> covariance,
        (known, i) -> {
          errors[i] = new float[i];
          for (int j = 0; j < i; j++) {
            errors[i][j] = (float) Math.sqrt(Math.max(0, known.variance(i, j)));
          }
        });
    return errors;
  }

  /** {@code G/(G-1) (|z_i|^2 + |z_j|^2 - 2 z_i z_j)}; exactly 0 for models with equal rows. */
  private static float[][] ofInfluence(Influence influence, int threads) {
    int models = influence.models();
    float[][] rows = new float[models][];
    for (int i = 0; i < models; i++) {
      rows[i] = influence.of(i);
    }
    SymmetricTiles gram = RowProducts.gram(rows, threads);
    double correction = influence.clusters() / (influence.clusters() - 1.0);
    float[][] errors = new float[models][];
    IndexedWork.run(
        models,
        threads,
        () -> gram,
        (products, i) -> {
          errors[i] = new float[i];
          for (int j = 0; j < i; j++) {
            double variance = products.get(i, i) + products.get(j, j) - 2 * products.get(i, j);
            errors[i][j] = (float) Math.sqrt(correction * Math.max(0, variance));
          }
        });
    return errors;
  }
}
