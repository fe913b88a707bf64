package isoloss.rank.item;

import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Request;

/** An aggregator that gives the chance of every model on every sample. */
public interface ItemModel extends Aggregator {

  /**
   * Abilities and the parameters of samples on the scale of the priors.
   *
   * @throws isoloss.data.InputException with the {@link #refusal}, if there is one
   */
  ItemResponseFit estimate(Evidence evidence, Request request);
}
