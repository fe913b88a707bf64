package isoloss.rank.pair;

import isoloss.optim.Cholesky;
import isoloss.optim.PositiveDefinite;
import java.util.Arrays;

/**
 * A few parameters beside the strengths, for example that of ties, as they stand in the matrix of
 * minus second derivatives: {@code B}, with the strengths, and {@code C}, among themselves. Kept is
 * {@code P = C^-1 B'}.
 */
final class Nuisance {

  /** A row per parameter, a column per model. */
  private final double[][] borders;

  private final double[][] corner;
  private final double[][] inverseCorner;
  private final double[][] projection;

  /**
   * @param borders a row per parameter, a column per model
   * @param corner positive definite
   */
  Nuisance(double[][] borders, double[][] corner, int models) {
    this.borders = borders;
    this.corner = corner;
    inverseCorner = inverse(corner);
    projection = new double[corner.length][models];
    for (int k = 0; k < corner.length; k++) {
      for (int l = 0; l < corner.length; l++) {
        for (int i = 0; i < models; i++) {
          projection[k][i] += inverseCorner[k][l] * borders[l][i];
        }
      }
    }
  }

  static Nuisance none(int models) {
    return new Nuisance(new double[0][], new double[0][], models);
  }

  private static double[][] inverse(double[][] matrix) {
    double[][] inverse = new double[matrix.length][matrix.length];
    for (int k = 0; k < matrix.length; k++) {
      double[][] spent = new double[matrix.length][];
      for (int l = 0; l < matrix.length; l++) {
        spent[l] = matrix[l].clone();
      }
      inverse[k][k] = 1;
      if (!PositiveDefinite.solve(spent, inverse[k])) {
        Arrays.fill(inverse[k], Double.NaN);
      }
    }
    return inverse;
  }

  int count() {
    return corner.length;
  }

  double curvature(int parameter) {
    return corner[parameter][parameter];
  }

  /** {@code C^-1 x}. */
  double[] solve(double[] x) {
    return product(inverseCorner, x);
  }

  /** {@code P x}, what a change of strengths takes from the parameters. */
  double[] profiled(double[] strengths) {
    return product(projection, strengths);
  }

  private static double[] product(double[][] rows, double[] x) {
    double[] product = new double[rows.length];
    for (int k = 0; k < rows.length; k++) {
      for (int i = 0; i < x.length; i++) {
        product[k] += rows[k][i] * x[i];
      }
    }
    return product;
  }

  /** {@code strengths -= B parameters}. */
  void subtractFrom(double[] strengths, double[] parameters) {
    for (int k = 0; k < parameters.length; k++) {
      for (int i = 0; i < strengths.length; i++) {
        strengths[i] -= borders[k][i] * parameters[k];
      }
    }
  }

  /** {@code row -= (B C^-1 B')_i}, as far as the row goes. */
  void subtractRow(int i, double[] row) {
    for (int k = 0; k < borders.length; k++) {
      for (int j = 0; j < row.length; j++) {
        row[j] -= borders[k][i] * projection[k][j];
      }
    }
  }

  /**
   * Variances of the parameters, {@code diag(C^-1 + P A^-1 P')}.
   *
   * @param factor of A
   */
  double[] variances(Cholesky factor) {
    double[] variances = new double[count()];
    for (int k = 0; k < variances.length; k++) {
      double[] solved = projection[k].clone();
      factor.solve(solved);
      variances[k] = inverseCorner[k][k];
      for (int i = 0; i < solved.length; i++) {
        variances[k] += projection[k][i] * solved[i];
      }
    }
    return variances;
  }

  /**
   * {@code C - B' L^+ B}, the information that the strengths leave.
   *
   * @param factor of L, which knows no nuisance
   */
  double[][] beside(Cholesky factor) {
    double[][] rest = new double[count()][count()];
    for (int k = 0; k < count(); k++) {
      double[] solved = borders[k].clone();
      factor.solve(solved);
      double[] explained = product(borders, solved);
      for (int l = 0; l < count(); l++) {
        rest[k][l] = corner[k][l] - explained[l];
      }
    }
    return rest;
  }
}
