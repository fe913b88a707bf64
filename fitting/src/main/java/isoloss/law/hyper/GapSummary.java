package isoloss.law.hyper;

import java.util.List;

/**
 * What predictions cost in loss, over cells; shares, not percent.
 *
 * @param mean of the interpolated gaps
 * @param max of the interpolated gaps
 * @param nearestMean of the gaps of the nearest runs
 * @param cells how many were predicted; without any the gaps are NaN
 */
record GapSummary(double mean, double max, double nearestMean, double nearestMax, int cells) {

  /**
   * The gaps of one prediction.
   *
   * @param x predicted ln lr
   * @param y predicted ln B
   */
  record Prediction(Cell cell, double x, double y, double interpolated, double nearest) {
    static Prediction of(Cell cell, double x, double y) {
      return new Prediction(cell, x, y, cell.interpolatedGap(x, y), cell.nearestGap(x, y));
    }

    static Prediction of(Cell cell, StepCoefficients law) {
      return of(cell, law.logRate(cell), law.logBatch(cell));
    }
  }

  static GapSummary of(List<Prediction> predictions) {
    var interpolated =
        predictions.stream().mapToDouble(Prediction::interpolated).summaryStatistics();
    var nearest = predictions.stream().mapToDouble(Prediction::nearest).summaryStatistics();
    return predictions.isEmpty()
        ? new GapSummary(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0)
        : new GapSummary(
            interpolated.getAverage(),
            interpolated.getMax(),
            nearest.getAverage(),
            nearest.getMax(),
            predictions.size());
  }
}
