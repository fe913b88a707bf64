package isoloss.rank.vote;

import isoloss.data.pool.Pool;
import isoloss.fit.Diagnostic;
import isoloss.fit.Texts;
import isoloss.rank.evidence.Evidence;
import java.util.Optional;

/**
 * Whether models were measured on different samples, and what that does to their means: the mean
 * over a model's samples of the mean score that all models measured there have.
 */
final class UnequalSamples {
  private final int[] count;
  private final double[] level;

  private UnequalSamples(int models) {
    count = new int[models];
    level = new double[models];
  }

  /** A warning with the numbers; empty where every model was measured on every sample. */
  static Optional<Diagnostic> of(Evidence evidence) {
    Pool pool = evidence.pool();
    UnequalSamples samples = new UnequalSamples(pool.modelCount());
    int used = 0;
    for (int s = 0; s < pool.scoredCount(); s++) {
      if (evidence.sampleWeight(s) > 0 && pool.measured(s) > 0) {
        samples.add(pool, s);
        used++;
      }
    }
    return samples.warning(pool, used);
  }

  private void add(Pool pool, int sample) {
    double[] sum = new double[2];
    pool.forEachModel(
        sample,
        (model, score) -> {
          sum[0]++;
          sum[1] += score;
        });
    pool.forEachModel(
        sample,
        (model, score) -> {
          count[model]++;
          level[model] += sum[1] / sum[0];
        });
  }

  private Optional<Diagnostic> warning(Pool pool, int used) {
    int fewest = Integer.MAX_VALUE;
    int most = 0;
    int low = -1;
    int high = -1;
    for (int m = 0; m < count.length; m++) {
      fewest = Math.min(fewest, count[m]);
      most = Math.max(most, count[m]);
      if (count[m] > 0) {
        low = low < 0 || level(m) < level(low) ? m : low;
        high = high < 0 || level(m) > level(high) ? m : high;
      }
    }
    if (fewest == used || low < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Diagnostic.Remark(
            "different-samples",
            Diagnostic.Severity.WARNING,
            Texts.text(
                "Models have scores on %d to %d of %d samples, and means compare different samples:"
                    + " what all models score on a model's own samples runs from %s (%s) to %s"
                    + " (%s); bradley-terry and rasch compare models on the samples they share.",
                fewest,
                most,
                used,
                Texts.number(level(low)),
                pool.models().get(low),
                Texts.number(level(high)),
                pool.models().get(high))));
  }

  private double level(int model) {
    return level[model] / count[model];
  }
}
