package isoloss.optim;

import isoloss.data.Values;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/** The inverse of J'J through the singular values of J with its columns scaled to length 1. */
final class NormalInverse {
  /** Least ratio of singular values at which the inverse still has correct digits. */
  private static final double RANK_TOLERANCE = 1e-13;

  private NormalInverse() {}

  /**
   * @return {@code factor (J'J)^-1}, row after row; absent where J is rank deficient
   */
  static Optional<Values> of(double[][] jacobian, double factor) {
    int p = jacobian[0].length;
    double[] lengths = new double[p];
    for (double[] row : jacobian) {
      for (int j = 0; j < p; j++) {
        lengths[j] = Math.hypot(lengths[j], row[j]);
      }
    }
    for (double length : lengths) {
      if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
        return Optional.empty();
      }
    }
    double[][] scaled = new double[jacobian.length][p];
    for (int i = 0; i < jacobian.length; i++) {
      for (int j = 0; j < p; j++) {
        scaled[i][j] = jacobian[i][j] / lengths[j];
      }
    }
    var decomposition = new SingularValueDecomposition(new Array2DRowRealMatrix(scaled, false));
    double[] singular = decomposition.getSingularValues();
    if (singular[p - 1] <= RANK_TOLERANCE * singular[0]) {
      return Optional.empty();
    }
    double[] inverse = new double[p * p];
    for (int k = 0; k < p; k++) {
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          inverse[i * p + j] +=
              factor
                  * decomposition.getV().getEntry(i, k)
                  * decomposition.getV().getEntry(j, k)
                  / (singular[k] * singular[k] * lengths[i] * lengths[j]);
        }
      }
    }
    return Optional.of(Values.of(inverse));
  }
}
