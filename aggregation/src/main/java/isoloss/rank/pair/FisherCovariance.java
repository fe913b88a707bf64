package isoloss.rank.pair;

import isoloss.optim.Cholesky;
import isoloss.optim.SymmetricTiles;
import isoloss.rank.method.Covariance;
import java.util.Optional;

/**
 * {@code C = P A^-1 P} of scores with mean 0, {@code P = I - 11'/n}; where nothing but differences
 * is determined this is {@code (H + 11'/n)^-1 - 11'/n}. The inverse, dearer than the fit, is made
 * when first asked for.
 */
final class FisherCovariance implements Covariance {
  private final int models;
  private final int threads;
  private Optional<Cholesky> factor;
  private Optional<Inverse> inverse = Optional.empty();

  /** With the mean of each row, and of all. */
  private record Inverse(SymmetricTiles matrix, double[] rowMean, double mean) {}

  FisherCovariance(Cholesky factor, int models, int threads) {
    this.factor = Optional.of(factor);
    this.models = models;
    this.threads = threads;
  }

  @Override
  public double variance(int model) {
    Inverse c = inverse();
    return c.matrix.get(model, model) - 2 * c.rowMean[model] + c.mean;
  }

  @Override
  public double variance(int first, int second) {
    SymmetricTiles c = inverse().matrix;
    return c.get(first, first) + c.get(second, second) - 2 * c.get(first, second);
  }

  private synchronized Inverse inverse() {
    if (inverse.isEmpty()) {
      inverse = Optional.of(withMeans(factor.orElseThrow().inverse(threads)));
      factor = Optional.empty();
    }
    return inverse.get();
  }

  private Inverse withMeans(SymmetricTiles matrix) {
    double[] rowMean = new double[models];
    double mean = 0;
    for (int i = 0; i < models; i++) {
      for (int j = 0; j < models; j++) {
        rowMean[i] += matrix.get(i, j) / models;
      }
      mean += rowMean[i] / models;
    }
    return new Inverse(matrix, rowMean, mean);
  }
}
