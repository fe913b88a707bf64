package isoloss.fit;

import isoloss.data.Values;
import isoloss.optim.Bounds;
import isoloss.optim.LocalMinimum;
import isoloss.optim.Termination;

/**
 * Levenberg-Marquardt for any loss of the residual, with row weights and a box: steps solve {@code
 * (H + lambda diag H) step = -g} over the free coordinates, with g the gradient and {@code H = sum
 * w loss''(r) J J'}. For squares this is least squares; for Huber's function H counts the rows
 * inside delta. Ends where no step lowers the sum any more, so it goes to the last digits.
 */
final class DampedNewton {
  private static final double FIRST_DAMPING = 1e-3;
  private static final double LARGEST_DAMPING = 1e16;
  private static final double LEAST_DAMPING = 1e-15;
  private static final double SMALL_DECREASE = 1e-13;
  private static final double ROUNDING_OF_SUMS = 1e-12;
  private static final int SHARPENINGS = 20;

  /**
   * A step is rounding when it moves no coordinate by more than this, relative to 1 or its size.
   */
  private static final double SMALL_STEP = 1e-13;

  private final Coordinates coordinates;
  private final Rows rows;
  private final Loss loss;
  private final Bounds bounds;
  private final int n;
  private final int maxIterations;

  private final double[] rowGradient;
  private final double[] gradient;
  private final double[][] curvature;
  private final double[][] factor;
  private final double[] step;
  private final double[] trial;
  private final double[] ignored;
  private int evaluations;

  DampedNewton(Coordinates coordinates, Loss loss, int maxIterations) {
    this.coordinates = coordinates;
    this.rows = coordinates.rows();
    this.loss = loss;
    this.bounds = coordinates.bounds();
    this.n = coordinates.dimension();
    this.maxIterations = maxIterations;
    rowGradient = new double[n];
    gradient = new double[n];
    curvature = new double[n][n];
    factor = new double[n][n];
    step = new double[n];
    trial = new double[n];
    ignored = new double[n];
  }

  /** The minimum reached from a point inside the box. */
  LocalMinimum minimize(double[] start, double[] weights) {
    double[] x = start.clone();
    evaluations = 0;
    double value = expand(x, weights);
    if (!Double.isFinite(value)) {
      return end(x, Double.POSITIVE_INFINITY, 0, Termination.NOT_FINITE_AT_START);
    }
    double damping = FIRST_DAMPING;
    for (int iteration = 1; iteration <= maxIterations; iteration++) {
      double lower = value;
      while (!(lower < value)) {
        if (damping > LARGEST_DAMPING || !solve(x, damping) || isRounding(x)) {
          return end(x, value, iteration, Termination.STEP_SMALL);
        }
        lower = sum(trial, weights);
        damping *= lower < value ? 0.1 : 10;
      }
      damping = Math.max(LEAST_DAMPING, damping);
      boolean stalled = value - lower <= SMALL_DECREASE * value;
      System.arraycopy(trial, 0, x, 0, n);
      value = expand(x, weights);
      if (stalled) {
        return end(x, value, iteration, Termination.DECREASE_SMALL);
      }
    }
    return end(x, value, maxIterations, Termination.ITERATIONS_EXHAUSTED);
  }

  /**
   * Goes on from a minimum where sums differ by rounding alone: takes steps as long as they make
   * the gradient smaller. Sums of squares lose half the digits of the point, their gradients do
   * not.
   */
  LocalMinimum sharpen(LocalMinimum minimum, double[] weights) {
    double[] x = minimum.point().toArray();
    double value = expand(x, weights);
    double slope = freeGradient(x);
    int iterations = 0;
    while (iterations < SHARPENINGS && slope > 0 && solve(x, LEAST_DAMPING)) {
      double[] before = x.clone();
      System.arraycopy(trial, 0, x, 0, n);
      double next = expand(x, weights);
      double nextSlope = freeGradient(x);
      if (!(nextSlope < slope && next <= value + roundingOf(value))) {
        System.arraycopy(before, 0, x, 0, n);
        value = expand(x, weights);
        break;
      }
      value = next;
      slope = nextSlope;
      iterations++;
    }
    return end(x, value, iterations, minimum.termination());
  }

  /**
   * By how much a sum of squares may seem to rise where it does not: by rounding of the sum, and of
   * the residuals, whose targets carry an error of half a unit in their last place.
   */
  private double roundingOf(double value) {
    return ROUNDING_OF_SUMS * value
        + rows.size() * Math.ulp(rows.greatestTarget()) * Math.sqrt(2 * value);
  }

  /** Largest |derivative| times max(1, |coordinate|) among the coordinates that may move. */
  private double freeGradient(double[] x) {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      if (isFree(x, i)) {
        largest = Math.max(largest, Math.abs(gradient[i]) * Math.max(1, Math.abs(x[i])));
      }
    }
    return largest;
  }

  private LocalMinimum end(double[] x, double value, int iterations, Termination why) {
    return new LocalMinimum(
        Values.of(x), value, Values.of(gradient), Double.NaN, iterations, evaluations, why);
  }

  private double sum(double[] x, double[] weights) {
    evaluations++;
    double sum = 0;
    for (int row = 0; row < weights.length; row++) {
      if (weights[row] != 0) {
        double residual = coordinates.predict(x, rows.rawInputs(row), ignored) - rows.target(row);
        sum += weights[row] * loss.value(residual);
      }
    }
    return sum;
  }

  /** The sum, its gradient and its curvature at x. */
  private double expand(double[] x, double[] weights) {
    evaluations++;
    java.util.Arrays.fill(gradient, 0);
    for (double[] line : curvature) {
      java.util.Arrays.fill(line, 0);
    }
    double sum = 0;
    for (int row = 0; row < weights.length; row++) {
      if (weights[row] != 0) {
        double residual =
            coordinates.predict(x, rows.rawInputs(row), rowGradient) - rows.target(row);
        sum += weights[row] * loss.value(residual);
        addRow(weights[row] * loss.slope(residual), weights[row] * loss.curvature(residual));
      }
    }
    return sum;
  }

  private void addRow(double slope, double bend) {
    for (int i = 0; i < n; i++) {
      gradient[i] += slope * rowGradient[i];
      for (int j = 0; j <= i; j++) {
        curvature[i][j] += bend * rowGradient[i] * rowGradient[j];
      }
    }
  }

  private boolean isRounding(double[] x) {
    for (int i = 0; i < n; i++) {
      if (Math.abs(trial[i] - x[i]) > SMALL_STEP * Math.max(1, Math.abs(x[i]))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Writes x plus the damped step into {@link #trial}, with more damping where the curvature is
   * singular; false where none helps.
   */
  private boolean solve(double[] x, double damping) {
    for (double tried = damping; tried <= LARGEST_DAMPING; tried *= 10) {
      if (solveOnce(x, tried)) {
        return true;
      }
    }
    return false;
  }

  private boolean solveOnce(double[] x, double damping) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        boolean free = isFree(x, i) && isFree(x, j);
        double entry = free ? curvature[i][j] : 0;
        factor[i][j] = i != j ? entry : free ? entry * (1 + damping) + 1e-300 : 1;
      }
      step[i] = isFree(x, i) ? -gradient[i] : 0;
    }
    if (!decompose()) {
      return false;
    }
    substitute();
    for (int i = 0; i < n; i++) {
      trial[i] = bounds.clamp(i, x[i] + step[i]);
    }
    return true;
  }

  private boolean isFree(double[] x, int i) {
    return gradient[i] > 0 ? x[i] > bounds.lower().get(i) : x[i] < bounds.upper().get(i);
  }

  /** Cholesky in place; false where the matrix is not positive definite or not finite. */
  private boolean decompose() {
    for (int j = 0; j < n; j++) {
      double pivot = factor[j][j];
      for (int k = 0; k < j; k++) {
        pivot -= factor[j][k] * factor[j][k];
      }
      if (!(pivot > 0 && pivot < Double.POSITIVE_INFINITY)) {
        return false;
      }
      factor[j][j] = Math.sqrt(pivot);
      for (int i = j + 1; i < n; i++) {
        double entry = factor[i][j];
        for (int k = 0; k < j; k++) {
          entry -= factor[i][k] * factor[j][k];
        }
        factor[i][j] = entry / factor[j][j];
      }
    }
    return true;
  }

  private void substitute() {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        step[i] -= factor[i][k] * step[k];
      }
      step[i] /= factor[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        step[i] -= factor[k][i] * step[k];
      }
      step[i] /= factor[i][i];
    }
  }
}
