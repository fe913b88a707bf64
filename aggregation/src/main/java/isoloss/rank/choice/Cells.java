package isoloss.rank.choice;

import isoloss.data.pool.Pool;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.Prior;
import isoloss.rank.evidence.Weighting;
import isoloss.rank.item.ItemModel;

/** Evidence as item response models see it within a choice. */
final class Cells {
  private Cells() {}

  /**
   * Samples that such models cannot use, or that nobody was measured on, weigh 0; what concerns
   * comparisons (prior, margin, weighting) is taken away.
   */
  static Evidence of(Evidence evidence) {
    Pool pool = evidence.pool();
    double[] weights = new double[pool.sampleCount()];
    for (int s = 0; s < pool.scoredCount(); s++) {
      boolean counts = pool.measured(s) > 0 && ItemModel.canUse(pool, s);
      weights[s] = counts ? evidence.sampleWeight(s) : 0;
    }
    return evidence
        .withSampleWeights(weights)
        .with(new Prior.None())
        .withMargin(0)
        .with(Weighting.COMPARISONS);
  }
}
