package isoloss.rank.choice;

import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Prior;
import isoloss.rank.method.Link;
import isoloss.rank.structure.Components;

/**
 * Evidence in which a method finds all models linked: where taking measurements away has parted
 * them, and nothing else is assumed, a rate of 1e-4 wins is added to every ordered pair.
 */
final class Connecting {
  private static final Prior LITTLE = new Prior.EveryPair(1e-4);

  private Connecting() {}

  /**
   * @param counts of the evidence
   */
  static Evidence of(Evidence evidence, PairCounts counts, Link link) {
    boolean parted =
        link != Link.COMPARED
            && evidence.prior() instanceof Prior.None
            && Components.of(counts, link).count() > 1;
    return parted ? evidence.with(LITTLE) : evidence;
  }
}
