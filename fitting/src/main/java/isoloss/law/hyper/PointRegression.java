package isoloss.law.hyper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Least squares of ln lr and ln B over points that stand for the optimum of their cell: the
 * authors' near-optimal runs, the best runs, or the minima of quadratics.
 */
final class PointRegression implements Extraction {

  /** A point of (ln lr, ln B) in a cell. */
  private record Point(int cell, double x, double y) {}

  private final Cells cells;
  private final boolean onSize;
  private final List<Point> points;
  private final LogSums[] ofCell;
  private final int notPositiveDefinite;

  private PointRegression(Cells cells, List<Point> points, int notPositiveDefinite) {
    this.cells = cells;
    this.onSize = cells.sizeVaries();
    this.points = List.copyOf(points);
    this.notPositiveDefinite = notPositiveDefinite;
    ofCell = new LogSums[cells.size()];
    Arrays.setAll(ofCell, i -> new LogSums());
    points.forEach(point -> add(ofCell[point.cell()], point, 1));
  }

  /** Every run with a gap below the tolerance, strictly, as the authors' code has it. */
  static PointRegression nearOptimal(Cells cells, double tolerance) {
    List<Point> points = new ArrayList<>();
    for (int c = 0; c < cells.size(); c++) {
      Cell cell = cells.get(c);
      for (int i = 0; i < cell.size(); i++) {
        if (cell.gap(i) < tolerance) {
          points.add(new Point(c, cell.x(i), cell.y(i)));
        }
      }
    }
    return new PointRegression(cells, points, 0);
  }

  /** The best run of each cell. */
  static PointRegression bestRuns(Cells cells) {
    return new PointRegression(
        cells, IntStream.range(0, cells.size()).mapToObj(c -> best(cells, c)).toList(), 0);
  }

  private static Point best(Cells cells, int c) {
    Cell cell = cells.get(c);
    return new Point(c, cell.x(cell.best()), cell.y(cell.best()));
  }

  /**
   * The minimum of each cell's quadratic, clamped to its grid; its best run where there is none.
   */
  static PointRegression quadraticOptima(Cells cells, double tolerance) {
    List<Point> points = new ArrayList<>();
    int without = 0;
    for (int c = 0; c < cells.size(); c++) {
      Cell cell = cells.get(c);
      Optional<QuadraticBowl> bowl =
          QuadraticBowl.of(cell, tolerance).filter(QuadraticBowl::isPositiveDefinite);
      without += bowl.isPresent() ? 0 : 1;
      int at = c;
      points.add(
          bowl.map(b ->
                  new Point(
                      at,
                      cell.grid().clampRate(b.optimumX()),
                      cell.grid().clampBatch(b.optimumY())))
              .orElseGet(() -> best(cells, at)));
    }
    return new PointRegression(cells, points, without);
  }

  private void add(LogSums sums, Point point, double weight) {
    Cell cell = cells.get(point.cell());
    sums.add(cell.logParameters(), cell.logTokens(), point.x(), point.y(), weight);
  }

  @Override
  public int points() {
    return points.size();
  }

  @Override
  public int cellOf(int point) {
    return points.get(point).cell();
  }

  @Override
  public Optional<StepCoefficients> fitPoints(double[] weights) {
    LogSums sums = new LogSums();
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] != 0) {
        add(sums, points.get(i), weights[i]);
      }
    }
    return sums.solve(onSize);
  }

  @Override
  public Optional<StepCoefficients> fitCells(double[] weights) {
    return sums(weights).solve(onSize);
  }

  private LogSums sums(double[] weights) {
    LogSums sums = new LogSums();
    for (int c = 0; c < weights.length; c++) {
      if (weights[c] != 0) {
        sums.add(ofCell[c], weights[c]);
      }
    }
    return sums;
  }

  /** {@code ln B} on ln N and ln D: intercept, exponents, R2. */
  double[] batchOnSizeAndTokens() {
    return sums(cells.ones()).batchOnSizeAndTokens();
  }

  @Override
  public Summary summary() {
    LogSums all = sums(cells.ones());
    return new Summary(
        all.solve(onSize),
        points.size(),
        all.rateRSquared(onSize),
        all.batchRSquared(),
        edges(true),
        edges(false),
        notPositiveDefinite);
  }

  private int edges(boolean ofRate) {
    return (int)
        points.stream()
            .filter(point -> {
              MeasuredGrid grid = cells.get(point.cell()).grid();
              return ofRate ? grid.isRateEdge(point.x()) : grid.isBatchEdge(point.y());
            })
            .mapToInt(Point::cell)
            .distinct()
            .count();
  }
}
