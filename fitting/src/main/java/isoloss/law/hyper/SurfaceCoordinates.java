package isoloss.law.hyper;

import static isoloss.law.hyper.StepLawSurface.*;
import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.sqrt;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.fit.BoxCoordinates;
import isoloss.fit.FloorAndRest;
import isoloss.fit.Loss;
import isoloss.fit.Rows;
import isoloss.optim.Bounds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The surface's search coordinates, in the order of its parameters: the logarithms of E and of both
 * power terms in the middle of the data; the logarithms of the curvatures; the correlation {@code c
 * / sqrt(a b)}, so that the bowl has a bottom; skews in hundredths; the best learning rate and
 * batch in the middle of the data.
 */
final class SurfaceCoordinates extends BoxCoordinates {
  private static final List<String> NAMES =
      List.of(
          "E", "A", "alpha", "B", "beta", "a", "b", "c", "s", "t", "p0", "p1", "p2", "r0", "r2");

  /** Skews are of the order of 0.01. */
  private static final double SKEW_UNIT = 100;

  /** A term this far below the least loss (e^-25 of it) adds nothing in double precision. */
  private static final double NEGLIGIBLE = 25;

  private static final double STEEPEST = 0.99;

  /** Shares of E in the least loss from which the fixed searches start. */
  private static final double[] FLOORS = {0.4, 0.65, 0.85};

  private final double centreN;
  private final double centreD;
  private final BestRuns bestRuns;

  /**
   * @param floorShare least share of E in the least loss; 0 for no bound
   */
  SurfaceCoordinates(Rows rows, double floorShare) {
    super(rows, NAMES, box(rows, floorShare));
    this.centreN = rows.meanLogInput(N);
    this.centreD = rows.meanLogInput(D);
    this.bestRuns = BestRuns.of(rows, centreN, centreD);
  }

  private static Bounds box(Rows rows, double floorShare) {
    if (!(floorShare < 1)) {
      throw new IllegalArgumentException(
          "floor-share " + floorShare + " is not below 1, so that E would exceed the least loss");
    }
    double least = rows.leastTarget();
    double most = rows.greatestTarget();
    double floor = floorShare > 0 ? least + log(floorShare) : least - NEGLIGIBLE;
    double rate = rows.meanLogInput(LR);
    double batch = rows.meanLogInput(BATCH);
    double[] lower = {
      floor,
      least - 40,
      -2,
      least - 40,
      -2,
      -14,
      -14,
      -STEEPEST,
      -50,
      -50,
      rate - 7,
      -3,
      -3,
      batch - 7,
      -3
    };
    double[] upper = {
      most, most + 40, 5, most + 40, 5, 0, 0, STEEPEST, 50, 50, rate + 7, 3, 3, batch + 7, 3
    };
    return new Bounds(Values.of(lower), Values.of(upper));
  }

  @Override
  public double[] natural(double[] search) {
    double[] theta = search.clone();
    theta[E] = exp(search[E]);
    theta[A] = exp(search[A] + search[ALPHA] * centreN);
    theta[B] = exp(search[B] + search[BETA] * centreD);
    theta[CURVE_X] = exp(search[CURVE_X]);
    theta[CURVE_Y] = exp(search[CURVE_Y]);
    theta[CURVE_XY] = search[CURVE_XY] * sqrt(theta[CURVE_X] * theta[CURVE_Y]);
    theta[SKEW_X] = search[SKEW_X] / SKEW_UNIT;
    theta[SKEW_Y] = search[SKEW_Y] / SKEW_UNIT;
    theta[P0] = search[P0] - search[P1] * centreN - search[P2] * centreD;
    theta[R0] = search[R0] - search[R2] * centreD;
    return theta;
  }

  @Override
  public double[] search(double[] natural) {
    double[] point = natural.clone();
    point[E] = log(natural[E]);
    point[A] = log(natural[A]) - natural[ALPHA] * centreN;
    point[B] = log(natural[B]) - natural[BETA] * centreD;
    point[CURVE_X] = log(natural[CURVE_X]);
    point[CURVE_Y] = log(natural[CURVE_Y]);
    point[CURVE_XY] = natural[CURVE_XY] / sqrt(natural[CURVE_X] * natural[CURVE_Y]);
    point[SKEW_X] = natural[SKEW_X] * SKEW_UNIT;
    point[SKEW_Y] = natural[SKEW_Y] * SKEW_UNIT;
    point[P0] = natural[P0] + natural[P1] * centreN + natural[P2] * centreD;
    point[R0] = natural[R0] + natural[R2] * centreD;
    return clamped(point);
  }

  @Override
  public double predict(double[] z, double[] x, double[] gradient) {
    double u = log(x[N]) - centreN;
    double v = log(x[D]) - centreD;
    double best = best(z, u, v, gradient);
    return best + bowl(z, x, u, v, gradient);
  }

  /** Logarithm of the loss at the best learning rate and batch. */
  private static double best(double[] z, double u, double v, double[] gradient) {
    double floor = exp(z[E]);
    double size = exp(z[A] - z[ALPHA] * u);
    double data = exp(z[B] - z[BETA] * v);
    double sum = floor + size + data;
    gradient[E] = floor / sum;
    gradient[A] = size / sum;
    gradient[ALPHA] = -gradient[A] * u;
    gradient[B] = data / sum;
    gradient[BETA] = -gradient[B] * v;
    return log(sum);
  }

  /** Logarithm of the rise above it. */
  private static double bowl(double[] z, double[] in, double u, double v, double[] gradient) {
    double x = log(in[LR]) - (z[P0] + z[P1] * u + z[P2] * v);
    double y = log(in[BATCH]) - (z[R0] + z[R2] * v);
    double a = exp(z[CURVE_X]);
    double b = exp(z[CURVE_Y]);
    double root = sqrt(a * b);
    double c = z[CURVE_XY] * root;
    double s = z[SKEW_X] / SKEW_UNIT;
    double t = z[SKEW_Y] / SKEW_UNIT;
    double across = c * x * y;
    gradient[CURVE_X] = (a * x * x + across) / 2;
    gradient[CURVE_Y] = (b * y * y + across) / 2;
    gradient[CURVE_XY] = root * x * y;
    gradient[SKEW_X] = x * x * x / (6 * SKEW_UNIT);
    gradient[SKEW_Y] = y * y * y / (6 * SKEW_UNIT);
    gradient[P0] = -(a * x + c * y + s * x * x / 2);
    gradient[P1] = gradient[P0] * u;
    gradient[P2] = gradient[P0] * v;
    gradient[R0] = -(b * y + c * x + t * y * y / 2);
    gradient[R2] = gradient[R0] * v;
    return (a * x * x + 2 * across + b * y * y) / 2 + (s * x * x * x + t * y * y * y) / 6;
  }

  // ---- where the search starts

  List<double[]> fixedStarts() {
    List<double[]> starts = new ArrayList<>();
    for (double floor : FLOORS) {
      starts.add(clamped(start(floor, 0.5, 0.3, 0.3)));
    }
    return starts;
  }

  @Override
  public List<double[]> starts(Loss loss, int count, Seed seed) {
    List<double[]> starts = new ArrayList<>(fixedStarts());
    starts.addAll(super.starts(loss, Math.max(0, count - starts.size()), seed));
    return starts.subList(0, count);
  }

  @Override
  protected double[] start(RandomGenerator random) {
    double[] start =
        start(
            uniform(random, 0.1, 0.95),
            uniform(random, 0.2, 0.8),
            uniform(random, 0.1, 0.8),
            uniform(random, 0.1, 0.8));
    for (int j : new int[] {CURVE_X, CURVE_Y, P0, R0}) {
      start[j] += uniform(random, -0.7, 0.7);
    }
    for (int j : new int[] {P1, P2, R2}) {
      start[j] += uniform(random, -0.2, 0.2);
    }
    return start;
  }

  /**
   * @param floor share of E in the least loss
   * @param share of the model-size term in the reducible loss in the middle of the data
   */
  private double[] start(double floor, double share, double alpha, double beta) {
    FloorAndRest start = FloorAndRest.of(rows(), floor, bestRuns.meanLogLoss());
    double[] z = new double[NAMES.size()];
    z[E] = start.floor();
    z[A] = start.rest() + log(share);
    z[ALPHA] = alpha;
    z[B] = start.rest() + log(1 - share);
    z[BETA] = beta;
    z[CURVE_X] = log(0.02);
    z[CURVE_Y] = log(0.01);
    z[CURVE_XY] = -0.35;
    z[P0] = bestRuns.rate.get(0);
    z[P1] = bestRuns.rate.get(1);
    z[P2] = bestRuns.rate.get(2);
    z[R0] = bestRuns.batch.get(0);
    z[R2] = bestRuns.batch.get(1);
    return z;
  }

  /**
   * The best run of each cell (equal N and D), and the regressions of its learning rate and batch.
   *
   * @param rate intercept, slope in ln N and slope in ln D of ln lr, centred
   * @param batch intercept and slope in ln D of ln batch, centred
   */
  private record BestRuns(double meanLogLoss, Values rate, Values batch) {
    /** Keeps the slopes finite where all cells have one N or one D. */
    private static final double RIDGE = 1e-3;

    static BestRuns of(Rows rows, double centreN, double centreD) {
      record Cell(double parameters, double tokens) {}
      Map<Cell, Integer> best = new LinkedHashMap<>();
      for (int row = 0; row < rows.size(); row++) {
        best.merge(
            new Cell(rows.input(row, N), rows.input(row, D)),
            row,
            (one, other) -> rows.target(other) < rows.target(one) ? other : one);
      }
      Collection<Integer> cells = best.values();
      double[][] byBoth = new double[cells.size()][];
      double[][] byData = new double[cells.size()][];
      double[] logRate = new double[cells.size()];
      double[] logBatch = new double[cells.size()];
      double sum = 0;
      int at = 0;
      for (int row : cells) {
        double u = log(rows.input(row, N)) - centreN;
        double v = log(rows.input(row, D)) - centreD;
        byBoth[at] = new double[] {1, u, v};
        byData[at] = new double[] {1, v};
        logRate[at] = log(rows.input(row, LR));
        logBatch[at] = log(rows.input(row, BATCH));
        sum += rows.target(row);
        at++;
      }
      return new BestRuns(
          sum / cells.size(), regression(byBoth, logRate), regression(byData, logBatch));
    }

    /** Least squares with a light pull of the slopes towards 0, by elimination. */
    private static Values regression(double[][] design, double[] response) {
      int p = design[0].length;
      double[][] normal = new double[p][p + 1];
      for (int row = 0; row < design.length; row++) {
        for (int i = 0; i < p; i++) {
          for (int j = 0; j < p; j++) {
            normal[i][j] += design[row][i] * design[row][j];
          }
          normal[i][p] += design[row][i] * response[row];
        }
      }
      for (int i = 1; i < p; i++) {
        normal[i][i] += RIDGE * design.length;
      }
      for (int i = 0; i < p; i++) {
        for (int k = 0; k < p; k++) {
          double factor = k == i ? 0 : normal[k][i] / normal[i][i];
          for (int j = i; j <= p; j++) {
            normal[k][j] -= factor * normal[i][j];
          }
        }
      }
      double[] solution = new double[p];
      for (int i = 0; i < p; i++) {
        solution[i] = normal[i][p] / normal[i][i];
      }
      return Values.of(solution);
    }
  }
}
