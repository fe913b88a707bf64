package isoloss.law.hyper;

import isoloss.optim.PositiveDefinite;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How the best learning rate moves with the batch inside a cell: {@code eta(B) = eta* (B/B*)^rho}.
 * Each batch line of a cell gives the vertex of a parabola of ln L in ln lr; slopes are pooled over
 * cells, each with a level of its own.
 *
 * @param rho slope of ln lr in ln B
 * @param rSquared within cells
 * @param lines how many batch lines have a vertex
 */
record Ridge(double rho, double rSquared, int lines, int cells) {
  /** Runs above this gap bend the parabola. */
  private static final double NEAR = 0.05;

  private static final int LEAST_RUNS = 4;

  static Ridge of(Cells cells) {
    double xy = 0;
    double yy = 0;
    double xx = 0;
    int lines = 0;
    int used = 0;
    for (Cell cell : cells.all()) {
      List<double[]> vertices = vertices(cell);
      double meanX = vertices.stream().mapToDouble(v -> v[0]).average().orElse(0);
      double meanY = vertices.stream().mapToDouble(v -> v[1]).average().orElse(0);
      for (double[] vertex : vertices) {
        xy += (vertex[0] - meanX) * (vertex[1] - meanY);
        xx += (vertex[0] - meanX) * (vertex[0] - meanX);
        yy += (vertex[1] - meanY) * (vertex[1] - meanY);
      }
      lines += vertices.size();
      used += vertices.isEmpty() ? 0 : 1;
    }
    return yy > 0 && xx > 0
        ? new Ridge(xy / yy, xy * xy / (xx * yy), lines, used)
        : new Ridge(Double.NaN, Double.NaN, lines, used);
  }

  /** Pairs of (ln lr of the vertex, ln B). */
  private static List<double[]> vertices(Cell cell) {
    List<double[]> out = new ArrayList<>();
    double ceiling = cell.logLoss(cell.best()) + Math.log1p(NEAR);
    for (MeasuredGrid.Line line : cell.grid().linesOfBatch()) {
      int[] near =
          IntStream.range(0, line.size()).filter(i -> line.logLoss()[i] < ceiling).toArray();
      if (near.length >= LEAST_RUNS) {
        vertex(line, near).ifPresent(x -> out.add(new double[] {x, line.level()}));
      }
    }
    return out;
  }

  /** The minimum of the parabola through the runs, where it lies between them. */
  private static OptionalDouble vertex(MeasuredGrid.Line line, int[] near) {
    double middle = IntStream.of(near).mapToDouble(i -> line.at()[i]).average().orElse(0);
    double[][] normal = new double[3][3];
    double[] right = new double[3];
    for (int i : near) {
      double u = line.at()[i] - middle;
      double[] row = {1, u, u * u};
      for (int j = 0; j < 3; j++) {
        right[j] += row[j] * line.logLoss()[i];
        for (int k = 0; k <= j; k++) {
          normal[j][k] += row[j] * row[k];
        }
      }
    }
    if (!PositiveDefinite.solve(normal, right) || !(right[2] > 0)) {
      return OptionalDouble.empty();
    }
    double vertex = middle - right[1] / (2 * right[2]);
    boolean inside = vertex > line.at()[near[0]] && vertex < line.at()[near[near.length - 1]];
    return inside ? OptionalDouble.of(vertex) : OptionalDouble.empty();
  }
}
