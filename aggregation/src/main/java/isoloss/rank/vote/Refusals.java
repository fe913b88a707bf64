package isoloss.rank.vote;

import isoloss.data.InputException;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Aggregator;

/** Stops a fit that its aggregator refuses. */
final class Refusals {
  private Refusals() {}

  static void check(Aggregator aggregator, Evidence evidence) {
    aggregator
        .refusal(evidence)
        .ifPresent(reason -> {
          throw new InputException(reason);
        });
  }
}
