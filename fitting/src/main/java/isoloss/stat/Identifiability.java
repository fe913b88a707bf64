package isoloss.stat;

import isoloss.data.Values;

/**
 * Which directions in parameter space the data determine. The information matrix {@code J'J} (or a
 * Hessian) is scaled to a unit diagonal first, so that units do not matter: an eigenvalue far below
 * 1 belongs to a combination of parameters that the data hardly see.
 *
 * @param lengths square roots of the information's diagonal; 0 for a parameter without any effect
 * @param scaled eigenvalues and vectors of the scaled information
 * @param rankTolerance ratio to the largest eigenvalue below which a direction counts as not
 *     determined at all
 */
public record Identifiability(Values lengths, SymmetricEigen scaled, double rankTolerance) {

  /** Rounding of the eigenvalues of a given matrix. */
  private static final double OF_MATRIX = 1e-13;

  /** Rounding of squared singular values. */
  private static final double OF_SINGULAR_VALUES = 1e-24;

  /**
   * @param jacobian derivatives of the (weighted) residuals, a row per observation
   */
  public static Identifiability ofJacobian(double[][] jacobian) {
    if (jacobian.length == 0) {
      throw new IllegalArgumentException("a Jacobian without rows");
    }
    double[] lengths = columnLengths(jacobian);
    double[][] unit = new double[Math.max(jacobian.length, lengths.length)][lengths.length];
    for (int i = 0; i < jacobian.length; i++) {
      for (int j = 0; j < lengths.length; j++) {
        unit[i][j] = lengths[j] > 0 ? jacobian[i][j] / lengths[j] : 0;
      }
    }
    return new Identifiability(Values.of(lengths), SymmetricEigen.ofGram(unit), OF_SINGULAR_VALUES);
  }

  private static double[] columnLengths(double[][] jacobian) {
    double[] lengths = new double[jacobian[0].length];
    for (double[] row : jacobian) {
      for (int j = 0; j < lengths.length; j++) {
        if (!Double.isFinite(row[j])) {
          throw new IllegalArgumentException("a derivative by parameter " + j + " is " + row[j]);
        }
        lengths[j] = Math.hypot(lengths[j], row[j]);
      }
    }
    return lengths;
  }

  /**
   * @param hessian of an objective at its minimum, or an information matrix
   */
  public static Identifiability ofHessian(double[][] hessian) {
    int p = hessian.length;
    double[] lengths = new double[p];
    for (int i = 0; i < p; i++) {
      lengths[i] = Math.sqrt(Math.max(hessian[i][i], 0));
    }
    double[][] scaled = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        boolean seen = lengths[i] > 0 && lengths[j] > 0;
        scaled[i][j] = seen ? hessian[i][j] / (lengths[i] * lengths[j]) : 0;
      }
    }
    return new Identifiability(Values.of(lengths), SymmetricEigen.of(scaled), OF_MATRIX);
  }

  /** Eigenvalues of the scaled information, ascending; they add up to the number of parameters. */
  public Values eigenvalues() {
    return scaled.values();
  }

  /** Of the scaled information: the square of the scaled Jacobian's. */
  public double conditionNumber() {
    double least = scaled.values().get(0);
    return least <= 0
        ? Double.POSITIVE_INFINITY
        : scaled.values().get(scaled.values().size() - 1) / least;
  }

  /** How many directions the data determine beyond rounding. */
  public int rank() {
    double threshold = rankTolerance * scaled.values().get(scaled.values().size() - 1);
    return (int) scaled.values().stream().filter(value -> value > threshold).count();
  }

  public boolean isFullRank() {
    return rank() == lengths.size();
  }

  /**
   * The combination of parameters that the data see least, as a change of each parameter in its own
   * units; moving along it by t changes the sum of squares by t^2 times the least eigenvalue.
   */
  public Values weakestDirection() {
    Values weakest = scaled.vectors().getFirst();
    double[] direction = new double[lengths.size()];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = lengths.get(i) > 0 ? weakest.get(i) / lengths.get(i) : weakest.get(i);
    }
    return Values.of(direction);
  }

  /** Each parameter's share in the weakest direction; the shares add up to 1. */
  public Values weakestShares() {
    return Values.of(
        scaled.vectors().getFirst().stream().map(component -> component * component).toArray());
  }

  /**
   * {@code g' (J'J)^-1 g}: the variance, per unit of residual variance, of a quantity with gradient
   * g by the parameters. Infinite when g has a part along a direction that is not determined.
   */
  public double variance(double[] gradient) {
    double largest = scaled.values().get(scaled.values().size() - 1);
    double[] relative = new double[gradient.length];
    double size = 0;
    for (int i = 0; i < gradient.length; i++) {
      if (lengths.get(i) == 0 && gradient[i] != 0) {
        return Double.POSITIVE_INFINITY;
      }
      relative[i] = gradient[i] == 0 ? 0 : gradient[i] / lengths.get(i);
      size = Math.hypot(size, relative[i]);
    }
    double sum = 0;
    for (int k = 0; k < gradient.length; k++) {
      double along = 0;
      for (int i = 0; i < gradient.length; i++) {
        along += scaled.vectors().get(k).get(i) * relative[i];
      }
      double value = scaled.values().get(k);
      if (value > rankTolerance * largest) {
        sum += along * along / value;
      } else if (Math.abs(along) > Math.sqrt(rankTolerance) * 10 * size) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return sum;
  }
}
