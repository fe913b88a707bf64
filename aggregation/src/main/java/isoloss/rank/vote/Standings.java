package isoloss.rank.vote;

import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.SampleOrder;

/** How each model of a sample did against the others there. */
final class Standings {
  private Standings() {}

  /** Takes a model's wins and ties, of {@code others} comparisons. */
  @FunctionalInterface
  interface Sink {
    void model(int model, int wins, int ties, int others);
  }

  /** Every model with a score on the sample; nothing where there is only one. */
  static void of(Evidence evidence, int sample, Sink sink) {
    SampleOrder order = SampleOrder.of(evidence, sample);
    int size = order.size();
    if (size < 2) {
      return;
    }
    int better = 0;
    for (int place = 0; place < size; place++) {
      while (order.firstWorse(better) <= place) {
        better++;
      }
      int wins = size - order.firstWorse(place);
      sink.model(order.model(place), wins, size - 1 - wins - better, size - 1);
    }
  }
}
