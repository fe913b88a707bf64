package isoloss.rank;

/**
 * Turns the scores of several models on shared samples into one score per model. An aggregator must
 * depend neither on the order of models and samples nor on their names, and must be unchanged when
 * every sample is repeated.
 */
public interface Aggregator {

  /** The name on the command line, for example {@code mean-win-rate}. */
  String name();

  /** What the aggregate is, in words and with its unit. */
  String description();

  /** Which aggregates are good when the cells are good in this direction. */
  Direction direction(Direction cells);

  /** Does once per table what does not depend on how samples are weighted. */
  Weighted prepare(ScoreTable table);

  /** Aggregates under weights of the samples, as the bootstrap needs them. */
  @FunctionalInterface
  interface Weighted {
    /**
     * @param weights one non-negative weight per sample, of positive sum
     * @return one aggregate per model
     */
    double[] aggregate(double[] weights);
  }
}
