package isoloss.rank.item;

import isoloss.data.Values;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
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

  /** Name of the model whose estimates it rests on; methods of the same name share them. */
  default String estimator() {
    return name();
  }

  /** What of a fit models are ranked by, up to a constant. */
  Values scores(ItemResponseFit fit);

  /**
   * Whether an item response model can use a sample: a binary one, or a numeric one whose scores
   * all lie between 0 and 1.
   */
  static boolean canUse(Pool pool, int sample) {
    Kind kind = pool.sample(sample).kind();
    if (kind != Kind.NUMERIC) {
      return kind == Kind.BINARY;
    }
    boolean[] outside = new boolean[1];
    pool.forEachModel(sample, (model, value) -> outside[0] |= !(value >= 0 && value <= 1));
    return !outside[0];
  }
}
