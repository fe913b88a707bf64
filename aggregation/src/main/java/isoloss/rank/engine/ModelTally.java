package isoloss.rank.engine;

/**
 * What was measured of a model.
 *
 * @param measured scores
 * @param solved scores of 1 on binary samples
 * @param mean of all scores, whatever their scale; NaN without any
 * @param comparisons with another model, one row each
 * @param samples that these are of
 * @param sources that scores and comparisons come from
 */
public record ModelTally(
    String model,
    long measured,
    long solved,
    double mean,
    long comparisons,
    long samples,
    int sources) {

  /** Scores and comparisons. */
  public long measurements() {
    return measured + comparisons;
  }
}
