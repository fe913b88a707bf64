package isoloss.rank.method;

import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Prior;

/** An aggregator to which counts of wins and ties say all, wherever they were counted. */
public interface CountAggregator extends Aggregator {

  /**
   * The scores that {@link #fit(isoloss.rank.evidence.Evidence, Request)} gives for evidence with
   * these counts, with the same bits.
   *
   * @param counts of models that are linked as {@link #link} demands
   * @throws isoloss.data.InputException if the counts tell no models apart
   */
  CountedFit fit(PairCounts counts, Prior prior, Request request);
}
