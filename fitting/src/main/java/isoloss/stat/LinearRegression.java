package isoloss.stat;

import isoloss.data.Values;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Ordinary least squares by singular values, with columns scaled to length 1. Where columns depend
 * on each other, the solution of least norm.
 *
 * @param rank of the design
 * @param residualSumOfSquares at the solution
 */
public record LinearRegression(Values coefficients, int rank, double residualSumOfSquares) {

  /**
   * @param design one row of numbers per observation; a constant is a column of ones
   */
  public static LinearRegression of(double[][] design, double[] response) {
    if (design.length == 0 || design.length != response.length) {
      throw new IllegalArgumentException(
          "%d rows of a design for %d responses".formatted(design.length, response.length));
    }
    double[] lengths = lengths(design);
    double[][] scaled = new double[design.length][lengths.length];
    for (int i = 0; i < design.length; i++) {
      for (int j = 0; j < lengths.length; j++) {
        scaled[i][j] = design[i][j] / lengths[j];
      }
    }
    SingularValueDecomposition svd =
        new SingularValueDecomposition(new Array2DRowRealMatrix(scaled, false));
    double[] solution = svd.getSolver().solve(new ArrayRealVector(response, false)).toArray();
    for (int j = 0; j < solution.length; j++) {
      solution[j] /= lengths[j];
    }
    return new LinearRegression(
        Values.of(solution), svd.getRank(), residuals(design, response, solution));
  }

  private static double[] lengths(double[][] design) {
    double[] lengths = new double[design[0].length];
    for (double[] row : design) {
      for (int j = 0; j < lengths.length; j++) {
        lengths[j] = Math.hypot(lengths[j], row[j]);
      }
    }
    for (int j = 0; j < lengths.length; j++) {
      lengths[j] = lengths[j] > 0 ? lengths[j] : 1;
    }
    return lengths;
  }

  private static double residuals(double[][] design, double[] response, double[] solution) {
    double sum = 0;
    for (int i = 0; i < design.length; i++) {
      double residual = response[i];
      for (int j = 0; j < solution.length; j++) {
        residual -= design[i][j] * solution[j];
      }
      sum += residual * residual;
    }
    return sum;
  }

  /** The fitted response for one row of numbers. */
  public double at(double[] row) {
    double sum = 0;
    for (int j = 0; j < row.length; j++) {
      sum += coefficients.get(j) * row[j];
    }
    return sum;
  }
}
