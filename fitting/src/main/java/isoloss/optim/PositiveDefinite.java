package isoloss.optim;

import java.util.Optional;

/** Small symmetric positive definite systems, solved in place by Cholesky's factorisation. */
public final class PositiveDefinite {
  /** A pivot below this part of its diagonal entry is rounding: the matrix is singular. */
  private static final double LEAST_PIVOT = 1e-12;

  private PositiveDefinite() {}

  /**
   * Solves {@code A z = b}.
   *
   * @param matrix A; its lower triangle is read and overwritten
   * @param right b; overwritten with z
   * @return false, with both arrays spoilt, where A is not positive definite beyond rounding
   */
  public static boolean solve(double[][] matrix, double[] right) {
    Optional<Factor> factor = factored(matrix);
    factor.ifPresent(found -> found.solve(right));
    return factor.isPresent();
  }

  /**
   * A factorised matrix, for many right sides; may be shared among threads.
   *
   * @param lower the factor L of {@code A = L L'}
   */
  public record Factor(double[][] lower) {

    /**
     * Solves {@code A z = b}.
     *
     * @param right b; overwritten with z
     */
    public void solve(double[] right) {
      forward(lower, right);
      backward(lower, right);
    }
  }

  /**
   * @param matrix A; its lower triangle is read and overwritten, and belongs to the factor then
   * @return empty, with the matrix spoilt, where A is not positive definite beyond rounding
   */
  public static Optional<Factor> factored(double[][] matrix) {
    return factor(matrix) ? Optional.of(new Factor(matrix)) : Optional.empty();
  }

  private static boolean factor(double[][] a) {
    for (int j = 0; j < a.length; j++) {
      double diagonal = a[j][j];
      double pivot = diagonal;
      for (int k = 0; k < j; k++) {
        pivot -= a[j][k] * a[j][k];
      }
      if (!(pivot > LEAST_PIVOT * diagonal)) {
        return false;
      }
      a[j][j] = Math.sqrt(pivot);
      for (int i = j + 1; i < a.length; i++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        a[i][j] = sum / a[j][j];
      }
    }
    return true;
  }

  private static void forward(double[][] lower, double[] z) {
    for (int i = 0; i < z.length; i++) {
      for (int k = 0; k < i; k++) {
        z[i] -= lower[i][k] * z[k];
      }
      z[i] /= lower[i][i];
    }
  }

  /** By rows of the factor, which lie together in memory. */
  private static void backward(double[][] lower, double[] z) {
    for (int i = z.length - 1; i >= 0; i--) {
      z[i] /= lower[i][i];
      for (int k = 0; k < i; k++) {
        z[k] -= lower[i][k] * z[i];
      }
    }
  }
}
