package isoloss.optim;

import isoloss.data.Values;

/**
 * Projected gradient descent on the simplex: step against the gradient, project, and halve the step
 * until the value falls enough. Finds the minimum of a convex function and a stationary point of
 * any other.
 *
 * @param tolerance of the stationarity {@code max |x - project(x - gradient)|}
 */
public record SimplexDescent(double tolerance, int maxIterations) {
  /** Share of the fall promised by the gradient that a step must give. */
  private static final double SUFFICIENT = 1e-4;

  private static final double SHORTEST = 1e-14;

  public SimplexDescent {
    if (!(tolerance > 0) || maxIterations < 1) {
      throw new IllegalArgumentException(
          "tolerance %s and %d iterations must be positive".formatted(tolerance, maxIterations));
    }
  }

  /** Tolerance 1e-9, at most 20,000 iterations. */
  public static SimplexDescent withDefaults() {
    return new SimplexDescent(1e-9, 20_000);
  }

  /**
   * @param point on the simplex
   * @param stationarity {@code max |x - project(x - gradient)|} there
   */
  public record Minimum(Values point, double value, double stationarity, int iterations) {}

  /** The minimum reached from a start, which is projected first. */
  public Minimum minimize(Objective objective, double[] start) {
    double[] x = Simplex.project(start);
    double[] gradient = new double[x.length];
    double[] ignored = new double[x.length];
    double value = objective.value(x, gradient);
    double length = 1;
    int iteration = 0;
    while (iteration < maxIterations && stationarity(x, gradient) > tolerance) {
      iteration++;
      double[] next = moved(x, gradient, length);
      double lower = objective.value(next, ignored);
      while (!(lower <= value - SUFFICIENT * promised(x, next, gradient)) && length > SHORTEST) {
        length /= 2;
        next = moved(x, gradient, length);
        lower = objective.value(next, ignored);
      }
      if (!(lower < value)) {
        break;
      }
      x = next;
      value = objective.value(x, gradient);
      length *= 2;
    }
    return new Minimum(Values.of(x), value, stationarity(x, gradient), iteration);
  }

  private static double[] moved(double[] x, double[] gradient, double length) {
    double[] next = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      next[i] = x[i] - length * gradient[i];
    }
    return Simplex.project(next);
  }

  private static double promised(double[] x, double[] next, double[] gradient) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += gradient[i] * (x[i] - next[i]);
    }
    return sum;
  }

  private static double stationarity(double[] x, double[] gradient) {
    double[] next = moved(x, gradient, 1);
    double largest = 0;
    for (int i = 0; i < x.length; i++) {
      largest = Math.max(largest, Math.abs(x[i] - next[i]));
    }
    return largest;
  }
}
