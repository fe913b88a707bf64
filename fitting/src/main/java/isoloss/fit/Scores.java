package isoloss.fit;

/** How well a law with given parameters meets rows. */
record Scores(ScalingLaw law, double[] theta, Rows rows) {

  /** A loss summed over the weighted rows at natural parameters. */
  double sum(Loss loss) {
    double sum = 0;
    for (int row = 0; row < rows.size(); row++) {
      double value = predicted(row);
      double residual = (rows.logarithmic() ? Math.log(value) : value) - rows.target(row);
      sum += rows.weight(row) * loss.value(residual);
    }
    return sum;
  }

  double predicted(int row) {
    return law.value(theta, rows.rawInputs(row));
  }

  /** Mean absolute percentage error and the coefficient of determination of the response. */
  Fit.Score inSample() {
    int n = rows.size();
    double mean = 0;
    for (int row = 0; row < n; row++) {
      mean += rows.response(row) / n;
    }
    double relative = 0;
    double residual = 0;
    double total = 0;
    for (int row = 0; row < n; row++) {
      double error = predicted(row) - rows.response(row);
      relative += Math.abs(error / rows.response(row));
      residual += error * error;
      total += (rows.response(row) - mean) * (rows.response(row) - mean);
    }
    return new Fit.Score(n, 100 * relative / n, 1 - residual / total);
  }
}
