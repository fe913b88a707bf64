package isoloss.fit;

import java.util.function.DoubleBinaryOperator;

/**
 * How unlikely a rise of the summed loss is: {@code 2 rise mean(rho'') / mean(rho'^2) (n - p)/n} is
 * nearly chi-squared with one degree of freedom per parameter held, with means over the weighted
 * rows; for squares it is the rise of the sum of squares over the residual variance. The form for
 * robust losses is Ronchetti's tau-test.
 */
record Deviance(double factor) {
  /** The 95 % point of chi-squared with one degree of freedom. */
  static final double LIMIT_95 = 3.841458820694124;

  static Deviance at(Coordinates coordinates, Loss loss, double[] optimum) {
    double n = coordinates.rows().size();
    double freedom = Math.max(1, n - optimum.length) / n;
    double curvature = mean(coordinates, optimum, (w, r) -> w * loss.curvature(r));
    double squaredSlope =
        mean(coordinates, optimum, (w, r) -> w * w * loss.slope(r) * loss.slope(r));
    return new Deviance(2 * curvature / squaredSlope * freedom);
  }

  private static double mean(
      Coordinates coordinates, double[] point, DoubleBinaryOperator ofWeightAndResidual) {
    Rows rows = coordinates.rows();
    double[] ignored = new double[point.length];
    double sum = 0;
    for (int row = 0; row < rows.size(); row++) {
      double predicted = coordinates.predict(point, rows.rawInputs(row), ignored);
      sum += ofWeightAndResidual.applyAsDouble(rows.weight(row), predicted - rows.target(row));
    }
    return sum / rows.size();
  }

  double of(double rise) {
    return factor * rise;
  }
}
