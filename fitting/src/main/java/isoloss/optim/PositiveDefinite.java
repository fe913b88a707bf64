package isoloss.optim;

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
    if (!factor(matrix)) {
      return false;
    }
    forward(matrix, right);
    backward(matrix, right);
    return true;
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

  private static void backward(double[][] lower, double[] z) {
    for (int i = z.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < z.length; k++) {
        z[i] -= lower[k][i] * z[k];
      }
      z[i] /= lower[i][i];
    }
  }
}
