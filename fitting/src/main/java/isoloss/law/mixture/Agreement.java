package isoloss.law.mixture;

/**
 * How well predictions meet observations.
 *
 * @param r2 coefficient of determination
 * @param rmse root of the mean squared difference, in the unit of the observations
 */
record Agreement(double r2, double rmse) {
  static Agreement of(double[] observed, double[] predicted) {
    double mean = 0;
    for (double value : observed) {
      mean += value / observed.length;
    }
    double residual = 0;
    double total = 0;
    for (int i = 0; i < observed.length; i++) {
      residual += (observed[i] - predicted[i]) * (observed[i] - predicted[i]);
      total += (observed[i] - mean) * (observed[i] - mean);
    }
    return new Agreement(1 - residual / total, Math.sqrt(residual / observed.length));
  }
}
