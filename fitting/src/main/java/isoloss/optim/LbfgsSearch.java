package isoloss.optim;

import static isoloss.optim.WolfeSearch.Outcome.FAILED;

import isoloss.data.Values;
import java.util.Arrays;

/**
 * The loop and the scratch arrays of {@link Lbfgs}. One thread at a time may use it, for any number
 * of starts; nothing is allocated between {@link #run} and its return.
 */
final class LbfgsSearch {
  /** A pair whose cosine is below this carries no curvature. */
  private static final double LEAST_CURVATURE = 1e-14;

  /** Length of the first trial step along the steepest descent, whatever the gradient's size. */
  private static final double FIRST_LENGTH = 1;

  private final Lbfgs settings;
  private final int n;
  private final boolean bounded;
  private final double[] lower;
  private final double[] upper;

  final double[] x;
  final double[] gradient;
  private final double[] direction;
  private final boolean[] fixed;
  private final WolfeSearch lineSearch;

  /** Steps and gradient changes, newest at {@code (pairs - 1) % memory}. */
  private final double[] steps;

  private final double[] changes;
  private final double[] inverseCurvature;
  private final double[] coefficients;
  private int pairs;
  private int kept;

  double value;
  int iterations;
  int evaluations;
  Termination termination = Termination.NOT_FINITE_AT_START;

  LbfgsSearch(Lbfgs settings, Bounds bounds) {
    this.settings = settings;
    n = bounds.lower().size();
    lower = bounds.lower().toArray();
    upper = bounds.upper().toArray();
    bounded = isBounded();
    x = new double[n];
    gradient = new double[n];
    direction = new double[n];
    fixed = new boolean[n];
    lineSearch = new WolfeSearch(n, lower, upper, bounded);
    steps = new double[settings.memory() * n];
    changes = new double[settings.memory() * n];
    inverseCurvature = new double[settings.memory()];
    coefficients = new double[settings.memory()];
  }

  private boolean isBounded() {
    for (int i = 0; i < n; i++) {
      if (lower[i] > Double.NEGATIVE_INFINITY || upper[i] < Double.POSITIVE_INFINITY) {
        return true;
      }
    }
    return false;
  }

  void run(Objective objective, double[] start) {
    run(objective, start, settings.maxEvaluations());
  }

  /** Minimises from the start with at most this many evaluations. */
  void run(Objective objective, double[] start, int evaluationLimit) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.min(Math.max(start[i], lower[i]), upper[i]);
    }
    forget();
    iterations = 0;
    evaluations = 1;
    value = objective.value(x, gradient);
    termination =
        isFinite(value, gradient)
            ? descend(objective, evaluationLimit)
            : Termination.NOT_FINITE_AT_START;
  }

  private Termination descend(Objective objective, int evaluationLimit) {
    long started = settings.isTimed() ? System.nanoTime() : 0;
    while (true) {
      if (firstOrder() <= settings.gradientTolerance()) {
        return Termination.GRADIENT_SMALL;
      }
      if (iterations >= settings.maxIterations()) {
        return Termination.ITERATIONS_EXHAUSTED;
      }
      if (evaluations >= evaluationLimit) {
        return Termination.EVALUATIONS_EXHAUSTED;
      }
      if (settings.isTimed() && System.nanoTime() - started > settings.timeLimit().toNanos()) {
        return Termination.DEADLINE;
      }
      double slope = chooseDirection();
      if (!(slope < 0)) {
        return Termination.STEP_SMALL;
      }
      double before = value;
      if (!step(objective, slope, evaluationLimit)) {
        if (kept == 0) {
          return evaluations >= evaluationLimit
              ? Termination.EVALUATIONS_EXHAUSTED
              : Termination.LINE_SEARCH_FAILED;
        }
        forget();
        continue;
      }
      iterations++;
      if (!lineSearch.blocked
          && before - value <= settings.decreaseTolerance() * magnitude(before)) {
        return firstOrder() <= settings.gradientTolerance()
            ? Termination.GRADIENT_SMALL
            : Termination.DECREASE_SMALL;
      }
    }
  }

  /** Searches along the direction; on success moves there and remembers the pair. */
  private boolean step(Objective objective, double slope, int evaluationLimit) {
    double first = kept > 0 ? 1 : FIRST_LENGTH / norm(direction);
    var outcome =
        lineSearch.search(
            objective, x, value, direction, slope, first, evaluationLimit - evaluations);
    evaluations += lineSearch.evaluations;
    if (outcome == FAILED) {
      return false;
    }
    remember(lineSearch.point, lineSearch.gradient);
    System.arraycopy(lineSearch.point, 0, x, 0, n);
    System.arraycopy(lineSearch.gradient, 0, gradient, 0, n);
    value = lineSearch.value;
    return true;
  }

  /**
   * Fills in a descent direction over the free coordinates and returns its slope, which is 0 when
   * nothing can move.
   */
  private double chooseDirection() {
    fixOutwardGradients();
    for (int attempt = 0; attempt <= n; attempt++) {
      double slope = quasiNewtonDirection();
      if (!(slope < 0) && kept > 0) {
        forget();
        slope = quasiNewtonDirection();
      }
      if (!fixOutwardDirections()) {
        return slope;
      }
    }
    return 0;
  }

  private void fixOutwardGradients() {
    if (!bounded) {
      return;
    }
    for (int i = 0; i < n; i++) {
      fixed[i] = (x[i] <= lower[i] && gradient[i] >= 0) || (x[i] >= upper[i] && gradient[i] <= 0);
    }
  }

  private boolean fixOutwardDirections() {
    boolean found = false;
    for (int i = 0; bounded && i < n; i++) {
      if (!fixed[i]
          && ((x[i] <= lower[i] && direction[i] < 0) || (x[i] >= upper[i] && direction[i] > 0))) {
        fixed[i] = true;
        found = true;
      }
    }
    return found;
  }

  /** The two-loop recursion; fixed coordinates neither move nor count in any inner product. */
  private double quasiNewtonDirection() {
    for (int i = 0; i < n; i++) {
      direction[i] = fixed[i] ? 0 : -gradient[i];
    }
    boolean all = !anyFixed();
    double scaling = 1;
    boolean scaled = false;
    for (int age = 1; age <= kept; age++) {
      int slot = slot(age);
      double inverse = all ? inverseCurvature[slot] : freeInverseCurvature(slot);
      double c = inverse * dot(steps, slot * n, direction, 0);
      coefficients[slot] = c;
      addTo(direction, -c, changes, slot * n);
      if (!scaled && inverse > 0) {
        scaling = 1 / (inverse * dotFree(changes, slot * n, changes, slot * n));
        scaled = true;
      }
    }
    for (int i = 0; i < n; i++) {
      direction[i] *= scaling;
    }
    for (int age = kept; age >= 1; age--) {
      int slot = slot(age);
      double inverse = all ? inverseCurvature[slot] : freeInverseCurvature(slot);
      double c = coefficients[slot] - inverse * dot(changes, slot * n, direction, 0);
      addTo(direction, inverse > 0 ? c : 0, steps, slot * n);
    }
    return dot(direction, 0, gradient, 0);
  }

  private int slot(int age) {
    return (pairs - age) % settings.memory();
  }

  private boolean anyFixed() {
    for (int i = 0; bounded && i < n; i++) {
      if (fixed[i]) {
        return true;
      }
    }
    return false;
  }

  private double freeInverseCurvature(int slot) {
    double curvature = dotFree(steps, slot * n, changes, slot * n);
    double size =
        Math.sqrt(
            dotFree(steps, slot * n, steps, slot * n)
                * dotFree(changes, slot * n, changes, slot * n));
    return curvature > LEAST_CURVATURE * size ? 1 / curvature : 0;
  }

  private void remember(double[] newPoint, double[] newGradient) {
    int at = (pairs % settings.memory()) * n;
    double curvature = 0;
    double step2 = 0;
    double change2 = 0;
    for (int i = 0; i < n; i++) {
      double s = newPoint[i] - x[i];
      double y = newGradient[i] - gradient[i];
      steps[at + i] = s;
      changes[at + i] = y;
      curvature += s * y;
      step2 += s * s;
      change2 += y * y;
    }
    if (curvature > LEAST_CURVATURE * Math.sqrt(step2 * change2)) {
      inverseCurvature[pairs % settings.memory()] = 1 / curvature;
      pairs++;
      kept = Math.min(kept + 1, settings.memory());
    }
  }

  private void forget() {
    pairs = 0;
    kept = 0;
    Arrays.fill(fixed, false);
  }

  double firstOrder() {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double room = gradient[i] > 0 ? x[i] - lower[i] : upper[i] - x[i];
      double promised = Math.abs(gradient[i]) * Math.min(Math.max(1, Math.abs(x[i])), room);
      largest = Math.max(largest, promised);
    }
    return largest == 0 ? 0 : largest / magnitude(value);
  }

  private double magnitude(double other) {
    return Math.max(
        Math.max(Math.abs(value), Math.abs(other)),
        Math.max(settings.valueScale(), Double.MIN_NORMAL));
  }

  LocalMinimum result() {
    boolean usable = isFinite(value, gradient);
    return new LocalMinimum(
        Values.of(x),
        usable ? value : Double.POSITIVE_INFINITY,
        Values.of(gradient),
        usable ? firstOrder() : Double.NaN,
        iterations,
        evaluations,
        termination);
  }

  private double dot(double[] a, int from, double[] b, int fromB) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[from + i] * b[fromB + i];
    }
    return sum;
  }

  private double dotFree(double[] a, int from, double[] b, int fromB) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += fixed[i] ? 0 : a[from + i] * b[fromB + i];
    }
    return sum;
  }

  private void addTo(double[] target, double factor, double[] source, int from) {
    for (int i = 0; i < n; i++) {
      target[i] += fixed[i] ? 0 : factor * source[from + i];
    }
  }

  private double norm(double[] a) {
    return Math.sqrt(dot(a, 0, a, 0));
  }

  static boolean isFinite(double value, double[] gradient) {
    double sum = value * 0;
    for (double g : gradient) {
      sum += g * 0;
    }
    return sum == 0;
  }
}
