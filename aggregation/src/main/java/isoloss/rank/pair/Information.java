package isoloss.rank.pair;

import isoloss.optim.Cholesky;
import isoloss.optim.ConjugateGradients;
import isoloss.optim.IndexedWork;
import isoloss.optim.SymmetricTiles;
import java.util.Arrays;
import java.util.Optional;

/**
 * Minus the second derivatives of a log-likelihood of paired comparisons: a weighted Laplacian L
 * over the models, bordered by what {@link Nuisance} parameters there are, plus the diagonal of a
 * penalty. Nuisance parameters are profiled out, {@code A = L - B C^-1 B'}, so that every system
 * has the size of the models.
 */
final class Information {
  /** Rows multiplied together; fixed, so that sums do not depend on the number of threads. */
  private static final int CHUNK = 128;

  /** Fewer models than this are not worth a thread. */
  private static final int FEW_MODELS = 300;

  /** Above this, a factor costs more than the products that a well-knit pool needs. */
  private static final int DIRECT_MODELS = 192;

  private static final int MAX_PRODUCTS = 60;

  private final double[][] weights;
  private final double[] diagonal;
  private final Nuisance nuisance;
  private final boolean anchored;

  /**
   * @param weights row i holds {@code -L_ij} for each j before it; not copied
   * @param diagonal of L
   */
  Information(double[][] weights, double[] diagonal, Nuisance nuisance) {
    this(weights, diagonal, nuisance, false);
  }

  private Information(double[][] weights, double[] diagonal, Nuisance nuisance, boolean anchored) {
    this.weights = weights;
    this.diagonal = diagonal;
    this.nuisance = nuisance;
    this.anchored = anchored;
  }

  /** With a penalty's curvature, which ties the level of strengths down. */
  Information plus(double[] curvature) {
    double[] sum = diagonal.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += curvature[i];
    }
    return new Information(weights, sum, nuisance, true);
  }

  /** As if the nuisance parameters were known. */
  Information ofStrengths() {
    return new Information(weights, diagonal, Nuisance.none(models()), anchored);
  }

  int models() {
    return diagonal.length;
  }

  Nuisance nuisance() {
    return nuisance;
  }

  /** Minus the second derivative by one parameter alone. */
  double curvature(int parameter) {
    return parameter < models() ? diagonal[parameter] : nuisance.curvature(parameter - models());
  }

  /** How many threads so many models are worth. */
  static int threadsFor(int models, int threads) {
    return models < FEW_MODELS ? 1 : threads;
  }

  /** {@code A x}, on several threads with the same bits for any number of them. */
  private void apply(double[] x, double[] product, int threads) {
    double[][] chunks = new double[(models() + CHUNK - 1) / CHUNK][models()];
    IndexedWork.run(
        chunks.length,
        threadsFor(models(), threads),
        () -> x,
        (in, index) -> addRows(chunks.length - 1 - index, in, chunks));
    for (int i = 0; i < product.length; i++) {
      product[i] = diagonal[i] * x[i];
      for (double[] chunk : chunks) {
        product[i] -= chunk[i];
      }
    }
    nuisance.subtractFrom(product, nuisance.profiled(x));
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
    double[] alone = nuisance.solve(Arrays.copyOfRange(gradient, models(), gradient.length));
    nuisance.subtractFrom(right, alone);
    return solve(right, relativeResidual, threads)
        .map(strengths -> {
          double[] step = Arrays.copyOf(strengths, gradient.length);
          double[] profiled = nuisance.profiled(strengths);
          for (int k = 0; k < alone.length; k++) {
            step[models() + k] = alone[k] - profiled[k];
          }
          return step;
        });
  }

  private Optional<double[]> solve(double[] right, double relativeResidual, int threads) {
    if (models() > DIRECT_MODELS) {
      double[] x = new double[right.length];
      var iterations = new ConjugateGradients(relativeResidual, MAX_PRODUCTS);
      if (iterations.solve((in, out) -> apply(in, out, threads), diagonal, right, x)) {
        return Optional.of(x);
      }
    }
    return factor(threads)
        .map(cholesky -> {
          cholesky.solve(right);
          return right;
        });
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
        threadsFor(n, threads),
        () -> tiles,
        (into, i) -> {
          double[] row = new double[i + 1];
          Arrays.fill(row, level);
          nuisance.subtractRow(i, row);
          for (int j = 0; j < i; j++) {
            into.add(i, j, row[j] - weights[i][j]);
          }
          into.add(i, i, row[i] + diagonal[i]);
        });
    return Cholesky.of(tiles, threadsFor(n, threads));
  }
}
