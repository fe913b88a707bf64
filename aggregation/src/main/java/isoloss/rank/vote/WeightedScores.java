package isoloss.rank.vote;

import isoloss.rank.evidence.Evidence;

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
}
