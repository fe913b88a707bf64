package isoloss.law.hyper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The runs of the joint model as columns of numbers, ln N and ln D from their means. */
final class JointRows {
  /** p0, p1, p2, r0, r2, a, b, c, s. */
  static final int PARAMETERS = 9;

  /** Where a, b, c, s begin. */
  static final int SHAPE = 5;

  private final int cells;
  private final int[] cell;
  private final double[] n;
  private final double[] d;
  private final double[] x;
  private final double[] y;
  private final double[] logLoss;
  private final double middleN;
  private final double middleD;
  private final boolean onSize;

  private JointRows(Cells from, int[] cell, int[] run) {
    cells = from.size();
    onSize = from.sizeVaries();
    this.cell = cell;
    int rows = cell.length;
    n = new double[rows];
    d = new double[rows];
    x = new double[rows];
    y = new double[rows];
    logLoss = new double[rows];
    for (int i = 0; i < rows; i++) {
      Cell of = from.get(cell[i]);
      n[i] = of.logParameters();
      d[i] = of.logTokens();
      x[i] = of.x(run[i]);
      y[i] = of.y(run[i]);
      logLoss[i] = of.logLoss(run[i]) - of.logLoss(of.best());
    }
    middleN = centre(n);
    middleD = centre(d);
  }

  static JointRows of(Cells cells, double tolerance) {
    List<int[]> pairs = new ArrayList<>();
    for (int c = 0; c < cells.size(); c++) {
      for (int i : cells.get(c).within(tolerance)) {
        pairs.add(new int[] {c, i});
      }
    }
    return new JointRows(
        cells,
        pairs.stream().mapToInt(pair -> pair[0]).toArray(),
        pairs.stream().mapToInt(pair -> pair[1]).toArray());
  }

  private static double centre(double[] values) {
    double middle = Arrays.stream(values).average().orElse(0);
    for (int i = 0; i < values.length; i++) {
      values[i] -= middle;
    }
    return middle;
  }

  int size() {
    return cell.length;
  }

  int cells() {
    return cells;
  }

  int cell(int row) {
    return cell[row];
  }

  double middleN() {
    return middleN;
  }

  double middleD() {
    return middleD;
  }

  /** False where the exponent of N stays as the start has it. */
  boolean onSize() {
    return onSize;
  }

  /** Measured ln L, less that of the cell's best run. */
  double logLoss(int row) {
    return logLoss[row];
  }

  /**
   * The bowl above its cell's floor at a row.
   *
   * @param gradient overwritten with its derivatives by theta
   */
  double bowl(double[] theta, int i, double[] gradient) {
    double u = x[i] - theta[0] - theta[1] * n[i] - theta[2] * d[i];
    double v = y[i] - theta[3] - theta[4] * d[i];
    double a = theta[5];
    double b = theta[6];
    double c = theta[7];
    double s = theta[8];
    double byX = a * u + c * v + s * u * u / 2;
    double byY = c * u + b * v;
    gradient[0] = -byX;
    gradient[1] = onSize ? -byX * n[i] : 0;
    gradient[2] = -byX * d[i];
    gradient[3] = -byY;
    gradient[4] = -byY * d[i];
    gradient[5] = u * u / 2;
    gradient[6] = v * v / 2;
    gradient[7] = u * v;
    gradient[8] = u * u * u / 6;
    return (a * u * u + b * v * v) / 2 + c * u * v + s * u * u * u / 6;
  }
}
