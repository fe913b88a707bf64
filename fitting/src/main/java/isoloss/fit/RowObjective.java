package isoloss.fit;

import isoloss.optim.Objective;
import java.util.Arrays;

/** A loss summed over weighted rows, through any law's coordinates. */
final class RowObjective implements Objective {
  private final Coordinates coordinates;
  private final Rows rows;
  private final Loss loss;
  private final double[] weights;
  private final double[] rowGradient;

  RowObjective(Coordinates coordinates, Loss loss, double[] weights) {
    if (weights.length != coordinates.rows().size()) {
      throw new IllegalArgumentException(
          weights.length + " weights for " + coordinates.rows().size() + " rows");
    }
    this.coordinates = coordinates;
    this.rows = coordinates.rows();
    this.loss = loss;
    this.weights = weights;
    this.rowGradient = new double[coordinates.dimension()];
  }

  @Override
  public int dimension() {
    return rowGradient.length;
  }

  @Override
  public double value(double[] x, double[] gradient) {
    Arrays.fill(gradient, 0);
    double sum = 0;
    for (int row = 0; row < weights.length; row++) {
      if (weights[row] != 0) {
        sum += addRow(x, row, gradient);
      }
    }
    return sum;
  }

  private double addRow(double[] x, int row, double[] gradient) {
    double predicted = coordinates.predict(x, rows.rawInputs(row), rowGradient);
    double residual = predicted - rows.target(row);
    double slope = weights[row] * loss.slope(residual);
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] += slope * rowGradient[j];
    }
    return weights[row] * loss.value(residual);
  }
}
