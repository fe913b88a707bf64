package isoloss.rank.listwise;

import isoloss.optim.SymmetricTiles;
import isoloss.rank.method.Covariance;

/** Of log-strengths less their mean: {@code P C P} with {@code P = I - 11'/n}. */
final class CentredCovariance implements Covariance {
  private final SymmetricTiles matrix;
  private final double[] rowMean;
  private final double mean;

  /**
   * @param matrix whose first rows are those of the strengths
   */
  CentredCovariance(SymmetricTiles matrix, int models) {
    this.matrix = matrix;
    rowMean = new double[models];
    double sum = 0;
    for (int i = 0; i < models; i++) {
      for (int j = 0; j < models; j++) {
        rowMean[i] += matrix.get(i, j) / models;
      }
      sum += rowMean[i];
    }
    mean = sum / models;
  }

  @Override
  public double variance(int model) {
    return matrix.get(model, model) - 2 * rowMean[model] + mean;
  }

  @Override
  public double variance(int first, int second) {
    return matrix.get(first, first) + matrix.get(second, second) - 2 * matrix.get(first, second);
  }
}
