package isoloss.stat;

import isoloss.data.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix.
 *
 * @param values ascending
 * @param vectors in the order of the values; the largest component of each is positive
 */
public record SymmetricEigen(Values values, List<Values> vectors) {
  public SymmetricEigen {
    vectors = List.copyOf(vectors);
  }

  /**
   * @param matrix square, finite; its two triangles are averaged
   */
  public static SymmetricEigen of(double[][] matrix) {
    var decomposition = new EigenDecomposition(new Array2DRowRealMatrix(symmetric(matrix), false));
    return ascending(decomposition.getRealEigenvalues(), decomposition::getEigenvector);
  }

  /**
   * Of {@code A'A}, through the singular values of A: small eigenvalues keep their digits.
   *
   * @param a at least as many rows as columns, finite
   */
  public static SymmetricEigen ofGram(double[][] a) {
    var decomposition = new SingularValueDecomposition(new Array2DRowRealMatrix(a, true));
    double[] squares = decomposition.getSingularValues();
    for (int i = 0; i < squares.length; i++) {
      squares[i] *= squares[i];
    }
    return ascending(squares, decomposition.getV()::getColumnVector);
  }

  private static SymmetricEigen ascending(double[] found, IntFunction<RealVector> vector) {
    List<Integer> order =
        IntStream.range(0, found.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> found[i]))
            .toList();
    List<Values> vectors = new ArrayList<>();
    for (int i : order) {
      vectors.add(Values.of(oriented(vector.apply(i).toArray())));
    }
    return new SymmetricEigen(
        Values.of(order.stream().mapToDouble(i -> found[i]).toArray()), vectors);
  }

  /** Largest over smallest magnitude of the eigenvalues; infinite for a singular matrix. */
  public double conditionNumber() {
    double largest = values.stream().map(Math::abs).max().orElse(Double.NaN);
    double least = values.stream().map(Math::abs).min().orElse(Double.NaN);
    return least == 0 ? Double.POSITIVE_INFINITY : largest / least;
  }

  public boolean isPositiveDefinite() {
    return values.size() > 0 && values.get(0) > 0;
  }

  private static double[][] symmetric(double[][] matrix) {
    int n = matrix.length;
    double[][] mean = new double[n][n];
    for (int i = 0; i < n; i++) {
      if (matrix[i].length != n) {
        throw new IllegalArgumentException("row " + i + " of " + n + " has " + matrix[i].length);
      }
      for (int j = 0; j < n; j++) {
        mean[i][j] = 0.5 * (matrix[i][j] + matrix[j][i]);
        if (!Double.isFinite(mean[i][j])) {
          throw new IllegalArgumentException("entry " + i + ", " + j + " is " + matrix[i][j]);
        }
      }
    }
    return mean;
  }

  private static double[] oriented(double[] vector) {
    int largest = 0;
    for (int i = 1; i < vector.length; i++) {
      largest = Math.abs(vector[i]) > Math.abs(vector[largest]) ? i : largest;
    }
    double sign = vector[largest] < 0 ? -1 : 1;
    double[] turned = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      turned[i] = vector[i] == 0 ? 0 : sign * vector[i];
    }
    return turned;
  }
}
