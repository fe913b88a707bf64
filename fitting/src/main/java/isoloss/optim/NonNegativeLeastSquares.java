package isoloss.optim;

import java.util.Arrays;

/**
 * {@code min |A c - b|^2} subject to {@code c >= 0}, for tall A of few columns: one Householder
 * factorisation of A with its columns scaled to length 1, then Lawson and Hanson's active set on
 * the small triangle. An instance holds scratch for its size and belongs to one thread.
 *
 * @see <a href="https://doi.org/10.1137/1.9781611971217">Lawson and Hanson (1995), chapter 23</a>
 */
public final class NonNegativeLeastSquares {
  /** A gradient below this, relative to the target, is rounding. */
  private static final double GRADIENT_ROUNDING = 1e-15;

  /** A pivot below this, relative to a column of length 1, makes that column dependent. */
  private static final double DEPENDENT = 1e-14;

  private final int rows;
  private final int columns;
  private final double[][] tall;
  private final double[] tallTarget;
  private final double[] lengths;
  private final double[][] small;
  private final double[] smallTarget;
  private final double[][] part;
  private final double[] partTarget;
  private final double[] scaled;
  private final double[] trial;
  private final int[] members;
  private final boolean[] passive;

  public NonNegativeLeastSquares(int rows, int columns) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(rows + " rows and " + columns + " columns");
    }
    this.rows = rows;
    this.columns = columns;
    tall = new double[columns][rows];
    tallTarget = new double[rows];
    lengths = new double[columns];
    int triangle = Math.min(rows, columns);
    small = new double[columns][triangle];
    smallTarget = new double[triangle];
    part = new double[columns][triangle];
    partTarget = new double[triangle];
    scaled = new double[columns];
    trial = new double[columns];
    members = new int[columns];
    passive = new boolean[columns];
  }

  /**
   * @param a columns of A, {@code a[k][i]}; not changed
   * @param weights not negative, of the squares
   * @param coefficients overwritten with c
   * @return the least weighted sum of squares; NaN, with c all NaN, if any input is not finite
   */
  public double solve(double[][] a, double[] b, double[] weights, double[] coefficients) {
    if (!load(a, b, weights)) {
      Arrays.fill(coefficients, Double.NaN);
      return Double.NaN;
    }
    double beyond = reduce();
    activeSet();
    for (int k = 0; k < columns; k++) {
      coefficients[k] = lengths[k] > 0 ? scaled[k] / lengths[k] : 0;
    }
    return beyond + smallSumOfSquares();
  }

  private boolean load(double[][] a, double[] b, double[] weights) {
    double check = 0;
    for (int i = 0; i < rows; i++) {
      double root = Math.sqrt(weights[i]);
      tallTarget[i] = root * b[i];
      check += tallTarget[i] * 0;
      for (int k = 0; k < columns; k++) {
        tall[k][i] = root * a[k][i];
        check += tall[k][i] * 0;
      }
    }
    for (int k = 0; k < columns; k++) {
      lengths[k] = length(tall[k]);
      for (int i = 0; i < rows && lengths[k] > 0; i++) {
        tall[k][i] /= lengths[k];
      }
    }
    return check == 0;
  }

  private static double length(double[] column) {
    double largest = 0;
    for (double value : column) {
      largest = Math.max(largest, Math.abs(value));
    }
    if (largest == 0) {
      return 0;
    }
    double sum = 0;
    for (double value : column) {
      sum += (value / largest) * (value / largest);
    }
    return largest * Math.sqrt(sum);
  }

  /** To a triangle; returns the sum of squares that no coefficient can reach. */
  private double reduce() {
    triangularise(tall, columns, tallTarget, rows);
    int triangle = smallTarget.length;
    for (int k = 0; k < columns; k++) {
      for (int i = 0; i < triangle; i++) {
        small[k][i] = i <= k ? tall[k][i] : 0;
      }
    }
    System.arraycopy(tallTarget, 0, smallTarget, 0, triangle);
    double beyond = 0;
    for (int i = triangle; i < rows; i++) {
      beyond += tallTarget[i] * tallTarget[i];
    }
    return beyond;
  }

  private void activeSet() {
    Arrays.fill(passive, false);
    Arrays.fill(scaled, 0);
    double tolerance = GRADIENT_ROUNDING * Math.max(length(smallTarget), Double.MIN_NORMAL);
    for (int round = 0; round < 3 * columns + 3; round++) {
      int entering = steepest(tolerance);
      if (entering < 0) {
        return;
      }
      passive[entering] = true;
      solvePassive();
      if (!(trial[entering] > 0)) { // rounding brought it in
        passive[entering] = false;
        return;
      }
      while (!allPositive()) {
        stepToBoundary();
        solvePassive();
      }
      System.arraycopy(trial, 0, scaled, 0, columns);
    }
  }

  private int steepest(double tolerance) {
    int best = -1;
    double largest = tolerance;
    for (int k = 0; k < columns; k++) {
      if (!passive[k] && lengths[k] > 0) {
        double slope = 0;
        for (int i = 0; i < smallTarget.length; i++) {
          slope += small[k][i] * residual(i);
        }
        if (slope > largest) {
          largest = slope;
          best = k;
        }
      }
    }
    return best;
  }

  private double residual(int row) {
    double rest = smallTarget[row];
    for (int k = 0; k < columns; k++) {
      rest -= small[k][row] * scaled[k];
    }
    return rest;
  }

  private double smallSumOfSquares() {
    double sum = 0;
    for (int i = 0; i < smallTarget.length; i++) {
      double rest = residual(i);
      sum += rest * rest;
    }
    return sum;
  }

  private boolean allPositive() {
    for (int k = 0; k < columns; k++) {
      if (passive[k] && !(trial[k] > 0)) {
        return false;
      }
    }
    return true;
  }

  private void stepToBoundary() {
    double step = 1;
    int leaving = -1;
    for (int k = 0; k < columns; k++) {
      if (passive[k] && !(trial[k] > 0)) {
        double reach = scaled[k] / (scaled[k] - trial[k]);
        if (leaving < 0 || reach < step) {
          step = reach;
          leaving = k;
        }
      }
    }
    for (int k = 0; k < columns; k++) {
      if (passive[k]) {
        scaled[k] += step * (trial[k] - scaled[k]);
        if (k == leaving || scaled[k] <= 0) {
          scaled[k] = 0;
          passive[k] = false;
        }
      }
    }
  }

  /** Least squares over the passive columns into trial, 0 elsewhere. */
  private void solvePassive() {
    int size = 0;
    for (int k = 0; k < columns; k++) {
      trial[k] = 0;
      if (passive[k]) {
        System.arraycopy(small[k], 0, part[size], 0, smallTarget.length);
        members[size++] = k;
      }
    }
    System.arraycopy(smallTarget, 0, partTarget, 0, smallTarget.length);
    triangularise(part, size, partTarget, smallTarget.length);
    for (int p = size - 1; p >= 0; p--) {
      double rest = p < partTarget.length ? partTarget[p] : 0;
      for (int q = p + 1; q < size; q++) {
        rest -= part[q][p] * trial[members[q]];
      }
      boolean dependent = p >= partTarget.length || Math.abs(part[p][p]) < DEPENDENT;
      trial[members[p]] = dependent ? 0 : rest / part[p][p];
    }
  }

  /** Householder reflections, in place; what lies below the diagonal is left meaningless. */
  private static void triangularise(double[][] a, int width, double[] b, int height) {
    for (int k = 0; k < Math.min(width, height); k++) {
      double[] v = a[k];
      double sum = 0;
      for (int i = k; i < height; i++) {
        sum += v[i] * v[i];
      }
      if (sum == 0) {
        continue;
      }
      double diagonal = v[k] > 0 ? -Math.sqrt(sum) : Math.sqrt(sum);
      v[k] -= diagonal;
      double half = -diagonal * v[k]; // |v|^2 / 2
      for (int q = k + 1; q < width; q++) {
        reflect(v, a[q], k, height, half);
      }
      reflect(v, b, k, height, half);
      v[k] = diagonal;
    }
  }

  private static void reflect(double[] v, double[] target, int from, int height, double half) {
    double dot = 0;
    for (int i = from; i < height; i++) {
      dot += v[i] * target[i];
    }
    double factor = dot / half;
    for (int i = from; i < height; i++) {
      target[i] -= factor * v[i];
    }
  }
}
