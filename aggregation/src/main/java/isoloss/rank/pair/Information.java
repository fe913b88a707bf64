package isoloss.rank.pair;

import isoloss.optim.Cholesky;
import isoloss.optim.ConjugateGradients;
import isoloss.optim.IndexedWork;
import isoloss.optim.SymmetricTiles;
import java.util.Arrays;
import java.util.Optional;

/**
 * Minus the second derivatives of a log-likelihood of paired comparisons: a weighted Laplacian over
 * the models, bordered by the tie parameter where there is one, plus the diagonal of a penalty. The
 * tie parameter is profiled out, {@code A = L - b b' / c}, so that every system has the size of the
 * models.
 */
final class Information {
  /** Rows multiplied together; fixed, so that sums do not depend on the number of threads. */
  private static final int CHUNK = 128;

  /** Above this, a factor costs more than the products that a well-knit pool needs. */
  private static final int DIRECT_MODELS = 192;

  private static final int MAX_PRODUCTS = 60;

  private final double[][] weights;
  private final double[] diagonal;
  private final double[] border;
  private final double corner;
  private final boolean anchored;

  /**
   * @param weights row i holds {@code -H_ij} for each j before it; not copied
   * @param diagonal of the models
   * @param border of models and tie parameter
   * @param corner of the tie parameter; infinite where there is none
   */
  Information(double[][] weights, double[] diagonal, double[] border, double corner) {
    this(weights, diagonal, border, corner, false);
  }

  private Information(
      double[][] weights, double[] diagonal, double[] border, double corner, boolean anchored) {
    this.weights = weights;
    this.diagonal = diagonal;
    this.border = border;
    this.corner = corner;
    this.anchored = anchored;
  }

  /** Without a tie parameter. */
  static Information of(double[][] weights, double[] diagonal) {
    return new Information(
        weights, diagonal, new double[diagonal.length], Double.POSITIVE_INFINITY);
  }

  /** With a penalty's curvature, which ties the level of strengths down. */
  Information plus(double[] curvature) {
    double[] sum = diagonal.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += curvature[i];
    }
    return new Information(weights, sum, border, corner, true);
  }

  int models() {
    return diagonal.length;
  }

  double diagonal(int i) {
    return diagonal[i];
  }

  double corner() {
    return corner;
  }

  double[] border() {
    return border;
  }

  /** {@code A x}, on several threads with the same bits for any number of them. */
  private void apply(double[] x, double[] product, int threads) {
    double[][] chunks = new double[(models() + CHUNK - 1) / CHUNK][models()];
    IndexedWork.run(
        chunks.length,
        threads,
        () -> x,
        (in, index) -> addRows(chunks.length - 1 - index, in, chunks));
    double share = dot(border, x) / corner;
    for (int i = 0; i < product.length; i++) {
      product[i] = diagonal[i] * x[i] - border[i] * share;
      for (double[] chunk : chunks) {
        product[i] -= chunk[i];
      }
    }
  }

  private void addRows(int chunk, double[] x, double[][] sums) {
    double[] sum = sums[chunk];
    for (int i = chunk * CHUNK; i < Math.min((chunk + 1) * CHUNK, models()); i++) {
      double[] row = weights[i];
      double own = x[i];
      for (int j = 0; j < row.length; j++) {
        sum[j] += row[j] * own;
      }
      sum[i] += dot(row, x);
    }
  }

  /** Over the first array's length, in four sums. */
  private static double dot(double[] row, double[] x) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int j = 0;
    for (; j + 3 < row.length; j += 4) {
      sum0 += row[j] * x[j];
      sum1 += row[j + 1] * x[j + 1];
      sum2 += row[j + 2] * x[j + 2];
      sum3 += row[j + 3] * x[j + 3];
    }
    for (; j < row.length; j++) {
      sum0 += row[j] * x[j];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /**
   * The Newton step for a gradient: by conjugate gradients where the models are many and knit well
   * enough, else by Cholesky's factor.
   *
   * @return empty where the matrix is singular beyond the level of strengths
   */
  Optional<double[]> step(double[] gradient, double relativeResidual, int threads) {
    double[] right = Arrays.copyOf(gradient, models());
    double ofTie = gradient.length > models() ? gradient[models()] / corner : 0;
    for (int i = 0; i < right.length; i++) {
      right[i] -= border[i] * ofTie;
    }
    return solve(right, relativeResidual, threads)
        .map(strengths -> {
          double[] step = Arrays.copyOf(strengths, gradient.length);
          if (gradient.length > models()) {
            step[models()] = ofTie - dot(border, strengths) / corner;
          }
          return step;
        });
  }

  private Optional<double[]> solve(double[] right, double relativeResidual, int threads) {
    if (models() > DIRECT_MODELS) {
      double[] x = new double[right.length];
      var iterations = new ConjugateGradients(relativeResidual, MAX_PRODUCTS);
      if (iterations.solve((in, out) -> apply(in, out, threads), jacobi(), right, x)) {
        return Optional.of(x);
      }
    }
    return factor(threads)
        .map(cholesky -> {
          cholesky.solve(right);
          return right;
        });
  }

  private double[] jacobi() {
    double[] jacobi = diagonal.clone();
    for (int i = 0; i < jacobi.length; i++) {
      jacobi[i] -= border[i] * border[i] / corner;
    }
    return jacobi;
  }

  /** The standard error of the tie parameter: {@code sqrt(1/c + b' A^-1 b / c^2)}. */
  double tieError(Cholesky factor) {
    double[] solved = border.clone();
    factor.solve(solved);
    return Math.sqrt((1 + dot(border, solved) / corner) / corner);
  }

  /**
   * Of {@code A + s 11'/n}, which is regular where all models are linked; s is the mean of the
   * diagonal. Without the second term where a penalty ties the level down.
   */
  Optional<Cholesky> factor(int threads) {
    int n = models();
    SymmetricTiles tiles = SymmetricTiles.zeros(n);
    double level = anchored ? 0 : Arrays.stream(diagonal).sum() / ((double) n * n);
    IndexedWork.run(
        n,
        threads,
        () -> tiles,
        (into, i) -> {
          for (int j = 0; j < i; j++) {
            into.add(i, j, level - weights[i][j] - border[i] * border[j] / corner);
          }
          into.add(i, i, level + diagonal[i] - border[i] * border[i] / corner);
        });
    return Cholesky.of(tiles, threads);
  }
}
