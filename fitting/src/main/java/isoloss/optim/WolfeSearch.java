package isoloss.optim;

/**
 * A step along a descent direction that satisfies the strong Wolfe conditions, or reaches the
 * bounds with a sufficient decrease.
 *
 * <p>Keeps the interval (low, high): low is the best point with a sufficient decrease, high lies on
 * the side where the function rises, or is unknown. Values that are not finite count as plus
 * infinity and can only become high.
 */
final class WolfeSearch {
  enum Outcome {
    FOUND,
    FAILED
  }

  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final double CURVATURE = 0.9;
  private static final int MAX_EVALUATIONS = 30;

  /** Least part of the bracket by which an interpolated step keeps off both ends. */
  private static final double GUARD = 0.1;

  /** Growth of the step while there is no bracket. */
  private static final double GROWTH = 2;

  /** A decrease below this, relative to the value, drowns in its rounding. */
  private static final double ROUNDING = 1e-14;

  /** A step below this, relative to the point, no longer moves it. */
  private static final double NO_STEP = 1e-16;

  private final int n;
  private final double[] lower;
  private final double[] upper;
  private final boolean bounded;

  /** The accepted point and what was found there. */
  final double[] point;

  final double[] gradient;
  double value;
  int evaluations;

  /** Whether a bound cut the accepted step short. */
  boolean blocked;

  private final double[] lowPoint;
  private final double[] lowGradient;
  private int blocking;

  private double low;
  private double lowValue;
  private double lowSlope;
  private double high;
  private double highValue;
  private double highSlope;
  private double slope;

  WolfeSearch(int n, double[] lower, double[] upper, boolean bounded) {
    this.n = n;
    this.lower = lower;
    this.upper = upper;
    this.bounded = bounded;
    point = new double[n];
    gradient = new double[n];
    lowPoint = new double[n];
    lowGradient = new double[n];
  }

  Outcome search(
      Objective objective,
      double[] x,
      double startValue,
      double[] direction,
      double startSlope,
      double firstStep,
      int evaluationLimit) {
    double longest = longestStep(x, direction);
    low = 0;
    lowValue = startValue;
    lowSlope = startSlope;
    high = Double.POSITIVE_INFINITY;
    evaluations = 0;
    blocked = false;
    double step = Math.min(firstStep, longest);
    int limit = Math.min(MAX_EVALUATIONS, evaluationLimit);
    while (evaluations < limit) {
      evaluate(objective, x, direction, step, longest);
      boolean decreases = value <= startValue + SUFFICIENT_DECREASE * step * startSlope;
      if (decreases
          && (step == longest ? slope <= 0 : Math.abs(slope) <= -CURVATURE * startSlope)) {
        blocked = step == longest;
        return Outcome.FOUND;
      }
      if (isWithinRounding(startValue, startSlope)) {
        return Outcome.FOUND;
      }
      if (!decreases || value >= lowValue) {
        setHigh(step, value, slope);
      } else {
        if (slope * (high - low) >= 0) {
          setHigh(low, lowValue, lowSlope);
        }
        setLow(step);
      }
      double next = Double.isInfinite(high) ? Math.min(longer(), longest) : inside();
      if (next == step || Math.abs(next - low) * norm(direction) <= NO_STEP * norm(x)) {
        break;
      }
      step = next;
    }
    return low > 0 ? acceptLow() : Outcome.FAILED;
  }

  /** Hager and Zhang's approximate Wolfe condition, where values can no longer be compared. */
  private boolean isWithinRounding(double startValue, double startSlope) {
    return Math.abs(value - startValue) <= ROUNDING * Math.abs(startValue)
        && value <= startValue
        && slope >= CURVATURE * startSlope
        && slope <= (2 * SUFFICIENT_DECREASE - 1) * startSlope;
  }

  private void evaluate(
      Objective objective, double[] x, double[] direction, double step, double longest) {
    for (int i = 0; i < n; i++) {
      point[i] = x[i] + step * direction[i];
    }
    if (bounded) {
      keepInside(direction, step == longest);
    }
    value = objective.value(point, gradient);
    evaluations++;
    slope = 0;
    for (int i = 0; i < n; i++) {
      slope += gradient[i] * direction[i];
    }
    if (!Double.isFinite(value) || !Double.isFinite(slope)) {
      value = Double.POSITIVE_INFINITY;
      slope = Double.NaN;
    }
  }

  private void keepInside(double[] direction, boolean atLongest) {
    for (int i = 0; i < n; i++) {
      point[i] = Math.min(Math.max(point[i], lower[i]), upper[i]);
    }
    if (atLongest && blocking >= 0) {
      point[blocking] = direction[blocking] > 0 ? upper[blocking] : lower[blocking];
    }
  }

  private double longestStep(double[] x, double[] direction) {
    blocking = -1;
    double longest = Double.MAX_VALUE;
    for (int i = 0; bounded && i < n; i++) {
      double d = direction[i];
      if (d != 0) {
        double step = ((d > 0 ? upper[i] : lower[i]) - x[i]) / d;
        if (step < longest) {
          longest = step;
          blocking = i;
        }
      }
    }
    return longest;
  }

  private void setLow(double step) {
    low = step;
    lowValue = value;
    lowSlope = slope;
    System.arraycopy(point, 0, lowPoint, 0, n);
    System.arraycopy(gradient, 0, lowGradient, 0, n);
  }

  private void setHigh(double step, double valueThere, double slopeThere) {
    high = step;
    highValue = valueThere;
    highSlope = slopeThere;
  }

  private Outcome acceptLow() {
    System.arraycopy(lowPoint, 0, point, 0, n);
    System.arraycopy(lowGradient, 0, gradient, 0, n);
    value = lowValue;
    return Outcome.FOUND;
  }

  private double longer() {
    return low * GROWTH;
  }

  /** The minimiser of the cubic through both ends, kept off them; else a fixed part. */
  private double inside() {
    double width = high - low;
    if (!Double.isFinite(highValue)) {
      return low + GUARD * width;
    }
    double d1 = lowSlope + highSlope - 3 * (lowValue - highValue) / (low - high);
    double discriminant = d1 * d1 - lowSlope * highSlope;
    if (!(discriminant >= 0)) {
      return low + 0.5 * width;
    }
    double d2 = Math.copySign(Math.sqrt(discriminant), width);
    double part = 1 - (highSlope + d2 - d1) / (highSlope - lowSlope + 2 * d2);
    return low
        + width
            * (part >= GUARD && part <= 1 - GUARD
                ? part
                : Double.isNaN(part) ? 0.5 : Math.min(Math.max(part, GUARD), 1 - GUARD));
  }

  private double norm(double[] a) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[i] * a[i];
    }
    return Math.sqrt(sum);
  }
}
