package isoloss.stat;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.SingularMatrixException;

/** Small square systems by LU factorisation with pivoting. */
public final class LinearSystem {
  private LinearSystem() {}

  /**
   * Solves {@code A x = b}.
   *
   * @return all NaN where A is singular
   */
  public static double[] solve(double[][] matrix, double[] right) {
    try {
      return new LUDecomposition(new Array2DRowRealMatrix(matrix))
          .getSolver()
          .solve(new ArrayRealVector(right))
          .toArray();
    } catch (SingularMatrixException e) {
      double[] none = new double[right.length];
      Arrays.fill(none, Double.NaN);
      return none;
    }
  }
}
