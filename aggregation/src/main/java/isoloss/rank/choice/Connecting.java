package isoloss.rank.choice;

import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Prior;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Link;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.rank.structure.Components;
import java.util.Optional;

/** Fits of evidence from which measurements were taken away. */
final class Connecting {
  private static final Prior LITTLE = new Prior.EveryPair(1e-4);

  private Connecting() {}

  /**
   * Evidence in which a method finds all models linked: where taking measurements away has parted
   * them, and nothing else is assumed, a rate of 1e-4 wins is added to every ordered pair.
   *
   * @param counts of the evidence
   */
  static Evidence of(Evidence evidence, PairCounts counts, Link link) {
    boolean parted =
        link != Link.COMPARED
            && evidence.prior() instanceof Prior.None
            && Components.of(counts, link).count() > 1;
    return parted ? evidence.with(LITTLE) : evidence;
  }

  /** Scores of such evidence; empty where too little is left for the method. */
  static Optional<Strengths> fit(
      Aggregator method, Evidence training, PairCounts counts, int threads) {
    Evidence linked = of(training, counts, method.link());
    return method.refusal(linked).isPresent()
        ? Optional.empty()
        : Optional.of(method.fit(linked, new Request(false, Optional.empty(), threads)));
  }
}
