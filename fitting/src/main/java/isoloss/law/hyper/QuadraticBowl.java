package isoloss.law.hyper;

import isoloss.optim.PositiveDefinite;
import java.util.Arrays;
import java.util.Optional;

/**
 * A full quadratic of ln L in (x, y) = (ln lr, ln B) through the runs near a cell's best: {@code ln
 * L = m + gx u + gy v + (hxx u^2 + 2 hxy u v + hyy v^2)/2}, u and v from the means of the runs.
 *
 * @param rmse root of the mean squared residual, in ln L
 */
record QuadraticBowl(
    double middleX,
    double middleY,
    double gx,
    double gy,
    double hxx,
    double hxy,
    double hyy,
    double rmse,
    int runs) {
  static final int COEFFICIENTS = 6;

  /**
   * By least squares; empty where the runs do not determine six coefficients.
   *
   * @param tolerance greatest gap of a run that counts
   */
  static Optional<QuadraticBowl> of(Cell cell, double tolerance) {
    int[] near = cell.within(tolerance);
    if (near.length < COEFFICIENTS) {
      return Optional.empty();
    }
    double middleX = Arrays.stream(near).mapToDouble(cell::x).average().orElseThrow();
    double middleY = Arrays.stream(near).mapToDouble(cell::y).average().orElseThrow();
    double level = cell.logLoss(cell.best());
    double[][] normal = new double[COEFFICIENTS][COEFFICIENTS];
    double[] right = new double[COEFFICIENTS];
    for (int i : near) {
      double[] row = row(cell.x(i) - middleX, cell.y(i) - middleY);
      accumulate(normal, right, row, cell.logLoss(i) - level);
    }
    if (!PositiveDefinite.solve(normal, right)) {
      return Optional.empty();
    }
    double sum = 0;
    for (int i : near) {
      double residual =
          dot(row(cell.x(i) - middleX, cell.y(i) - middleY), right) - (cell.logLoss(i) - level);
      sum += residual * residual;
    }
    double rmse = Math.sqrt(sum / near.length);
    return Optional.of(
        new QuadraticBowl(
            middleX, middleY, right[1], right[2], right[3], right[4], right[5], rmse, near.length));
  }

  private static double[] row(double u, double v) {
    return new double[] {1, u, v, u * u / 2, u * v, v * v / 2};
  }

  private static void accumulate(double[][] normal, double[] right, double[] row, double value) {
    for (int j = 0; j < row.length; j++) {
      right[j] += row[j] * value;
      for (int k = 0; k <= j; k++) {
        normal[j][k] += row[j] * row[k];
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private double determinant() {
    return hxx * hyy - hxy * hxy;
  }

  boolean isPositiveDefinite() {
    return hxx > 0 && determinant() > 0;
  }

  /** ln lr where the gradient vanishes. */
  double optimumX() {
    return middleX - (hyy * gx - hxy * gy) / determinant();
  }

  /** ln B where the gradient vanishes. */
  double optimumY() {
    return middleY - (hxx * gy - hxy * gx) / determinant();
  }
}
