package isoloss.optim;

import java.time.Duration;

/**
 * Limited-memory BFGS with box constraints for smooth functions of few variables.
 *
 * <p>An immutable procedure: {@code Lbfgs.withDefaults().withMemory(5).minimize(objective, start)}.
 * The direction comes from the two-loop recursion over the coordinates that are free to move; the
 * step from a strong Wolfe search (sufficient decrease 1e-4, curvature 0.9) that brackets and then
 * interpolates cubics. A non-finite objective value counts as plus infinity: such a step is
 * shortened, never accepted. When a search fails the memory is dropped once and the steepest
 * descent tried; when that fails too the loop ends.
 *
 * <p>Tolerances are relative to the objective, so that a sum of 1e-3 with gradients of 1e-6 is
 * minimised as far as the same sum times 1e6.
 *
 * @param memory how many pairs of steps and gradient changes are kept
 * @param gradientTolerance the loop ends when {@link LocalMinimum#firstOrder} is at most this
 * @param decreaseTolerance the loop ends when a step lowers the objective by less than this,
 *     relative to its magnitude
 * @param valueScale differences are judged relative to at least this magnitude of the objective;
 *     set it where the least value may be zero, as for noiseless least squares
 * @param maxIterations of one start
 * @param maxEvaluations of one start
 * @see <a href="https://doi.org/10.1007/BF01589116">Liu and Nocedal (1989)</a>; the line search as
 *     in Nocedal and Wright (2006), algorithms 3.5 and 3.6; bounds by an active set as in Bertsekas
 *     (1982) in place of the generalised Cauchy point of L-BFGS-B
 */
public record Lbfgs(
    int memory,
    double gradientTolerance,
    double decreaseTolerance,
    double valueScale,
    int maxIterations,
    int maxEvaluations,
    Duration timeLimit) {

  private static final Duration UNLIMITED = Duration.ofDays(365);

  public Lbfgs {
    if (memory < 1) {
      throw new IllegalArgumentException("memory " + memory + " is not at least 1");
    }
    requireNotNegative("gradient tolerance", gradientTolerance);
    requireNotNegative("decrease tolerance", decreaseTolerance);
    requireNotNegative("value scale", valueScale);
    if (maxIterations < 0 || maxEvaluations < 1) {
      throw new IllegalArgumentException(
          "iterations " + maxIterations + " and evaluations " + maxEvaluations + " allow no work");
    }
  }

  /**
   * Memory 10, gradient tolerance 1e-6, decrease tolerance 2.2e-13 (SciPy's {@code ftol}), no value
   * scale, 1,000 iterations, 5,000 evaluations, no limit of time.
   */
  public static Lbfgs withDefaults() {
    return new Lbfgs(10, 1e-6, 2.2e-13, 0, 1_000, 5_000, UNLIMITED);
  }

  public Lbfgs withMemory(int pairs) {
    return new Lbfgs(
        pairs,
        gradientTolerance,
        decreaseTolerance,
        valueScale,
        maxIterations,
        maxEvaluations,
        timeLimit);
  }

  public Lbfgs withGradientTolerance(double tolerance) {
    return new Lbfgs(
        memory, tolerance, decreaseTolerance, valueScale, maxIterations, maxEvaluations, timeLimit);
  }

  public Lbfgs withDecreaseTolerance(double tolerance) {
    return new Lbfgs(
        memory, gradientTolerance, tolerance, valueScale, maxIterations, maxEvaluations, timeLimit);
  }

  public Lbfgs withValueScale(double scale) {
    return new Lbfgs(
        memory,
        gradientTolerance,
        decreaseTolerance,
        scale,
        maxIterations,
        maxEvaluations,
        timeLimit);
  }

  public Lbfgs withMaxIterations(int iterations) {
    return new Lbfgs(
        memory,
        gradientTolerance,
        decreaseTolerance,
        valueScale,
        iterations,
        maxEvaluations,
        timeLimit);
  }

  public Lbfgs withMaxEvaluations(int evaluations) {
    return new Lbfgs(
        memory,
        gradientTolerance,
        decreaseTolerance,
        valueScale,
        maxIterations,
        evaluations,
        timeLimit);
  }

  /** Ends one start after this time; results then depend on the machine. */
  public Lbfgs withTimeLimit(Duration limit) {
    return new Lbfgs(
        memory,
        gradientTolerance,
        decreaseTolerance,
        valueScale,
        maxIterations,
        maxEvaluations,
        limit);
  }

  /** Minimises without bounds. */
  public LocalMinimum minimize(Objective objective, double[] start) {
    return minimize(objective, start, Bounds.none(start.length));
  }

  /**
   * @param start moved to the nearest point of the box first; not changed
   */
  public LocalMinimum minimize(Objective objective, double[] start, Bounds bounds) {
    requireDimension(objective, start.length, bounds);
    LbfgsSearch search = new LbfgsSearch(this, bounds);
    search.run(objective, start);
    return search.result();
  }

  boolean isTimed() {
    return timeLimit.compareTo(UNLIMITED) < 0;
  }

  static void requireDimension(Objective objective, int dimension, Bounds bounds) {
    if (objective.dimension() != dimension || bounds.lower().size() != dimension) {
      throw new IllegalArgumentException(
          "a start of %d coordinates for an objective of %d and bounds of %d"
              .formatted(dimension, objective.dimension(), bounds.lower().size()));
    }
  }

  private static void requireNotNegative(String name, double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(name + " " + value + " is not at least 0");
    }
  }
}
