package isoloss.rank.vote;

import isoloss.fit.Diagnostic;
import isoloss.fit.Texts;
import isoloss.rank.evidence.Evidence;
import java.util.Optional;

/** Goes through the scores of samples that count. */
final class WeightedScores {
  private WeightedScores() {}

  /** Takes a score with its sample's weight. */
  @FunctionalInterface
  interface Sink {
    void score(int sample, int model, double score, double weight);
  }

  /** By ascending sample, then model. */
  static void forEach(Evidence evidence, Sink sink) {
    for (int s = 0; s < evidence.pool().scoredCount(); s++) {
      int sample = s;
      double weight = evidence.sampleWeight(s);
      if (weight > 0) {
        evidence.pool().forEachModel(s, (model, score) -> sink.score(sample, model, score, weight));
      }
    }
  }

  /** A warning where there are comparisons too, which have no score. */
  static Optional<Diagnostic> comparisonsLeftOut(Evidence evidence) {
    int count = evidence.pool().comparisons().size();
    return count == 0
        ? Optional.empty()
        : Optional.of(
            new Diagnostic.Remark(
                "comparisons-left-out",
                Diagnostic.Severity.WARNING,
                Texts.text("%d comparisons have no score and no part in a mean.", count)));
  }
}
