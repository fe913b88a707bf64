package isoloss.law.hyper;

import isoloss.fit.Loss;
import isoloss.optim.PositiveDefinite;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Damped Gauss-Newton steps for the joint model. The floors of the cells enter linearly and each in
 * its own rows only, so their block of the normal equations is diagonal: they are eliminated, and a
 * step solves nine equations whatever the number of cells.
 */
final class JointSearch {
  /** Scale of the soft-l1 loss on ln L. */
  static final double SCALE = 1e-3;

  private static final Loss LOSS = new Loss.SoftL1(SCALE);
  private static final int MOST_ITERATIONS = 200;

  /** A step that lowers the objective by less than this part ends the search. */
  private static final double DECREASE = 1e-13;

  private static final double FIRST_DAMPING = 1e-3;
  private static final double LEAST_DAMPING = 1e-9;
  private static final double MOST_DAMPING = 1e12;

  /** Newton's steps are tried once a step promises less than this part of the objective. */
  private static final double NEWTON_FROM = 1e-2;

  private static final int P = JointRows.PARAMETERS;

  private final JointRows rows;
  private final double[] weights;
  private final double[] row = new double[P];

  /** Per cell: curvature of its floor, slope of its floor, and their products with theta. */
  private final double[] floorCurvature;

  private final double[] floorSlope;
  private final double[][] mixed;
  private final double[][] matrix = new double[P][P];
  private final double[] slope = new double[P];

  private double damping = FIRST_DAMPING;

  /** What the last step promised to lower, as a part of the objective. */
  private double promised = Double.NaN;

  private boolean newton;
  private boolean solved;
  private boolean moving = true;

  /**
   * @param weights how often each row counts
   */
  JointSearch(JointRows rows, double[] weights) {
    this.rows = rows;
    this.weights = weights;
    floorCurvature = new double[rows.cells()];
    floorSlope = new double[rows.cells()];
    mixed = new double[rows.cells()][P];
  }

  /** Where a search ended. */
  @SuppressWarnings("ArrayRecordComponent")
  record End(double[] theta, JointBowl bowl) {}

  /** A point of the search with what it is worth. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Point(double[] theta, double[] floors, double value) {}

  /** The minimum; empty where the rows do not determine the model. A search is used once. */
  Optional<End> from(double[] start) {
    Point here = at(start.clone(), new double[rows.cells()]);
    int iteration = 0;
    while (moving && iteration < MOST_ITERATIONS) {
      iteration++;
      assemble(here, newton);
      Point next = step(here);
      if (next.value() <= here.value()) {
        accept(here, next);
        here = next;
      } else {
        reject();
      }
    }
    return isDetermined(here) ? Optional.of(end(here, iteration)) : Optional.empty();
  }

  private Point at(double[] theta, double[] floors) {
    return new Point(theta, floors, objective(theta, floors));
  }

  /** Where the damped step leads; of infinite value where there is none. */
  private Point step(Point here) {
    double[] step = new double[P];
    double[] floorStep = new double[rows.cells()];
    solved = solve(damping, step, floorStep);
    if (!solved) {
      return new Point(here.theta(), here.floors(), Double.POSITIVE_INFINITY);
    }
    promised = promise(step, floorStep) / here.value();
    return at(plus(here.theta(), step), plus(here.floors(), floorStep));
  }

  private void accept(Point here, Point next) {
    moving = here.value() - next.value() > DECREASE * here.value();
    damping = damping < LEAST_DAMPING ? 0 : damping / 10;
    newton = promised < NEWTON_FROM;
  }

  /** Newton's step may overshoot; the touching parabola with enough damping may not. */
  private void reject() {
    if (newton) {
      newton = false;
      return;
    }
    damping = Math.max(damping, LEAST_DAMPING) * 10;
    moving = damping < MOST_DAMPING && (!solved || promised >= DECREASE);
  }

  /** Whether more rows count than there are parameters, and no direction is flat. */
  private boolean isDetermined(Point here) {
    int used = (int) Arrays.stream(weights).filter(w -> w > 0).count();
    long cells =
        IntStream.range(0, rows.size())
            .filter(i -> weights[i] > 0)
            .map(rows::cell)
            .distinct()
            .count();
    if (!Double.isFinite(here.value()) || Double.isNaN(promised) || used <= P + cells) {
      return false;
    }
    assemble(here, false);
    return solve(0, new double[P], new double[rows.cells()]);
  }

  private End end(Point here, int iterations) {
    double sum = 0;
    double count = 0;
    int used = 0;
    for (int i = 0; i < rows.size(); i++) {
      double residual = residual(here.theta(), here.floors(), i);
      sum += weights[i] * residual * residual;
      count += weights[i];
      used += weights[i] > 0 ? 1 : 0;
    }
    double[] shape = Arrays.copyOfRange(here.theta(), JointRows.SHAPE, P);
    double rmse = Math.sqrt(sum / count);
    return new End(
        here.theta(),
        new JointBowl(
            shape[0],
            shape[1],
            shape[2],
            shape[3],
            rmse,
            here.value(),
            used,
            iterations,
            promised));
  }

  private double residual(double[] theta, double[] floors, int i) {
    return floors[rows.cell(i)] + rows.bowl(theta, i, row) - rows.logLoss(i);
  }

  private double objective(double[] theta, double[] floors) {
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (weights[i] != 0) {
        sum += weights[i] * LOSS.value(residual(theta, floors, i));
      }
    }
    return sum;
  }

  /**
   * @param withNewton with the loss's own curvature, which is fast near the minimum; else with
   *     slope over residual, the parabola that touches the loss and nowhere lies below it
   */
  private void assemble(Point here, boolean withNewton) {
    Arrays.fill(floorCurvature, 0);
    Arrays.fill(floorSlope, 0);
    Arrays.fill(slope, 0);
    for (double[] each : mixed) {
      Arrays.fill(each, 0);
    }
    for (double[] each : matrix) {
      Arrays.fill(each, 0);
    }
    for (int i = 0; i < rows.size(); i++) {
      if (weights[i] != 0) {
        double residual = residual(here.theta(), here.floors(), i);
        double curvature = withNewton ? LOSS.curvature(residual) : touching(residual);
        add(rows.cell(i), weights[i] * LOSS.slope(residual), weights[i] * curvature);
      }
    }
  }

  private static double touching(double residual) {
    double z = residual / SCALE;
    return 2 / Math.sqrt(1 + z * z);
  }

  private void add(int cell, double weightedSlope, double curvature) {
    floorCurvature[cell] += curvature;
    floorSlope[cell] += weightedSlope;
    double[] ofCell = mixed[cell];
    for (int j = 0; j < P; j++) {
      slope[j] += weightedSlope * row[j];
      double part = curvature * row[j];
      ofCell[j] += part;
      double[] line = matrix[j];
      for (int k = 0; k <= j; k++) {
        line[k] += part * row[k];
      }
    }
  }

  /** Schur's complement of the floors, then the floors themselves. */
  private boolean solve(double damping, double[] step, double[] floorStep) {
    double[][] reduced = new double[P][P];
    for (int j = 0; j < P; j++) {
      step[j] = -slope[j];
      System.arraycopy(matrix[j], 0, reduced[j], 0, j + 1);
    }
    for (int c = 0; c < floorCurvature.length; c++) {
      if (floorCurvature[c] > 0) {
        eliminate(c, reduced, step);
      }
    }
    for (int j = 0; j < P; j++) {
      reduced[j][j] = isFree(j) ? reduced[j][j] * (1 + damping) : 1;
    }
    if (!PositiveDefinite.solve(reduced, step)) {
      return false;
    }
    for (int c = 0; c < floorCurvature.length; c++) {
      if (floorCurvature[c] > 0) {
        floorStep[c] = -(floorSlope[c] + dot(mixed[c], step)) / floorCurvature[c];
      }
    }
    return true;
  }

  private boolean isFree(int parameter) {
    return parameter != 1 || rows.onSize();
  }

  private void eliminate(int c, double[][] reduced, double[] right) {
    double[] m = mixed[c];
    for (int j = 0; j < P; j++) {
      double ratio = m[j] / floorCurvature[c];
      right[j] += ratio * floorSlope[c];
      for (int k = 0; k <= j; k++) {
        reduced[j][k] -= ratio * m[k];
      }
    }
  }

  /** What the step lowers the objective by, to first order. */
  private double promise(double[] step, double[] floorStep) {
    return -(dot(slope, step) + dot(floorSlope, floorStep));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }
}
