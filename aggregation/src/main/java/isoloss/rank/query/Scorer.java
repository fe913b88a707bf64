package isoloss.rank.query;

import isoloss.data.pool.Direction;
import isoloss.data.pool.Pool;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/** Gives every model of a pool one score. */
@FunctionalInterface
public interface Scorer {

  /**
   * One score per model of the evidence's pool, higher is better; NaN for a model that has none.
   *
   * @throws isoloss.data.InputException if the models cannot be put into one order
   */
  double[] scores(Evidence evidence);

  /** The scores of an aggregator; models without a measurement have none. */
  static Scorer by(Aggregator aggregator) {
    return evidence -> {
      BitSet measured = measured(evidence);
      BitSet samples = new BitSet();
      samples.set(0, evidence.pool().sampleCount());
      Strengths found =
          aggregator.fit(
              evidence.restrictedTo(measured, samples), new Request(false, Optional.empty(), 1));
      double sign = found.direction() == Direction.HIGHER_IS_BETTER ? 1 : -1;
      double[] scores = new double[evidence.pool().modelCount()];
      Arrays.fill(scores, Double.NaN);
      int next = 0;
      for (int model : measured.stream().toArray()) {
        scores[model] = sign * found.scores().get(next++);
      }
      return scores;
    };
  }

  /** Models that took part in a sample of positive weight. */
  private static BitSet measured(Evidence evidence) {
    Pool pool = evidence.pool();
    BitSet measured = new BitSet();
    for (int s = 0; s < pool.scoredCount(); s++) {
      if (evidence.sampleWeight(s) > 0) {
        pool.forEachModel(s, (model, score) -> measured.set(model));
      }
    }
    pool.comparisons().stream()
        .filter(each -> evidence.sampleWeight(each.sample()) > 0)
        .forEach(each -> {
          measured.set(each.a());
          measured.set(each.b());
        });
    return measured;
  }
}
