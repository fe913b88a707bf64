package isoloss.plan;

import isoloss.data.Values;
import isoloss.fit.Findings;
import java.util.List;
import java.util.Optional;

/**
 * How the loss rises around the best learning rate and batch: {@code ln(L/Lmin) = (a x^2 + 2 c x y
 * + b y^2)/2 + s x^3/6}, x and y the natural logarithms of learning rate and batch over their
 * optima.
 *
 * @param a curvature along the learning rate, positive
 * @param b curvature along the batch, positive
 * @param c cross curvature; -c/a is the slope of the ridge
 * @param s skew along the learning rate; positive where a high rate costs more than a low one
 * @param source where the numbers were measured
 */
record Bowl(double a, double b, double c, double s, String source) {
  /** Beyond this many octaves from the optimum the quadratic does not hold. */
  static final double REACH_OCTAVES = 2;

  private static final int BISECTIONS = 80;

  /** The table of a step-law analysis that holds its joint fit, and the columns of a, b, c, s. */
  private static final String JOINT = "joint";

  private static final List<String> COLUMNS = List.of("a", "b", "c", "skew");

  /** The joint fit of rows within 1 % of the best of their cell, on 17 cells. */
  static final Bowl MEASURED =
      new Bowl(
          0.012774,
          0.010156,
          -0.004766,
          0.008535,
          "our joint fit of the 537 runs within 1 % of the best in the 17 cells that the authors of"
              + " Step law released");

  Bowl {
    if (!(a > 0 && b > 0 && a * b > c * c)) {
      throw new IllegalArgumentException(
          "curvatures %s, %s and %s across have no bottom".formatted(a, b, c));
    }
  }

  /** The curvatures that a step-law analysis found in its joint fit, where they have a bottom. */
  static Optional<Bowl> of(Findings analysis) {
    if (!analysis.hasTable(JOINT)) {
      return Optional.empty();
    }
    Findings.Table table = analysis.table(JOINT);
    if (table.size() == 0 || !COLUMNS.stream().allMatch(table::hasColumn)) {
      return Optional.empty();
    }
    List<Double> abcs = COLUMNS.stream().map(column -> table.number(0, column)).toList();
    double a = abcs.get(0);
    double b = abcs.get(1);
    double c = abcs.get(2);
    double s = abcs.get(3);
    return a > 0 && b > 0 && a * b > c * c && Double.isFinite(s)
        ? Optional.of(new Bowl(a, b, c, s, "the joint fit of your analysis"))
        : Optional.empty();
  }

  /** Rise of the loss as a share, at x and y. */
  double rise(double x, double y) {
    return Math.expm1((a * x * x + 2 * c * x * y + b * y * y) / 2 + s * x * x * x / 6);
  }

  /** The same; NaN where x or y is more than two octaves. */
  double riseWithinReach(double x, double y) {
    double reach = REACH_OCTAVES * Math.log(2) * (1 + 1e-12);
    return Math.abs(x) <= reach && Math.abs(y) <= reach ? rise(x, y) : Double.NaN;
  }

  /** Half-width in octaves of the learning rates within a tolerance, at the best batch. */
  double rateOctaves(double tolerance) {
    return octaves(2 * Math.log1p(tolerance) / a);
  }

  double batchOctaves(double tolerance) {
    return octaves(2 * Math.log1p(tolerance) / b);
  }

  /** The same where the batch is tuned again for each learning rate. */
  double rateOctavesRetuned(double tolerance) {
    return octaves(2 * Math.log1p(tolerance) * b / (a * b - c * c));
  }

  double batchOctavesRetuned(double tolerance) {
    return octaves(2 * Math.log1p(tolerance) * a / (a * b - c * c));
  }

  private static double octaves(double squaredLogarithm) {
    return Math.sqrt(squaredLogarithm) / Math.log(2);
  }

  /**
   * The natural logarithms between which the learning rate may lie at the best batch, with the
   * skew: the lower end is further away where s is positive. NaN where the cubic never reaches the
   * tolerance on a side.
   */
  Values rateRange(double tolerance) {
    return Values.of(-distance(-1, tolerance), distance(1, tolerance));
  }

  private double distance(int side, double tolerance) {
    double turning = side * s < 0 ? -2 * a / (side * s) : Double.POSITIVE_INFINITY;
    double far = Math.min(turning, 1e3);
    if (!(rise(side * far, 0) >= tolerance)) {
      return Double.NaN;
    }
    double near = 0;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (near + far) / 2;
      if (rise(side * middle, 0) < tolerance) {
        near = middle;
      } else {
        far = middle;
      }
    }
    return far;
  }

  /** Cost of a batch y off the best one, as a share, with the learning rate tuned again. */
  double batchCostRetuned(double y) {
    return withinReach(y, (b - c * c / a) * y * y / 2);
  }

  /** Cost of a batch y off the best one, as a share, at the learning rate of the best one. */
  double batchCost(double y) {
    return withinReach(y, b * y * y / 2);
  }

  private static double withinReach(double y, double logarithm) {
    return Math.abs(y) <= REACH_OCTAVES * Math.log(2) * (1 + 1e-12)
        ? Math.expm1(logarithm)
        : Double.NaN;
  }
}
