package isoloss.rank.compare;

import isoloss.data.pool.Comparison;
import isoloss.data.pool.Pool;
import isoloss.rank.evidence.Evidence;
import isoloss.stat.ClopperPearson;
import isoloss.stat.ClusteredMean;
import isoloss.stat.Quantile;
import isoloss.stat.SignTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The battles that two models fought directly. A tie counts half in the share and not at all in the
 * exact test.
 *
 * @param share of the first: (wins + ties/2) / battles, each battle by its weight
 * @param standardError of the share, battles on samples of one cluster together; NaN with fewer
 *     than two clusters
 */
record HeadToHead(
    double wins, double losses, double ties, double share, double standardError, int clusters) {

  /** Empty where the two never met. */
  static Optional<HeadToHead> of(Evidence evidence, int first, int second) {
    Pool pool = evidence.pool();
    List<Comparison> met = new ArrayList<>();
    for (Comparison each : pool.comparisons()) {
      if (each.a() == Math.min(first, second)
          && each.b() == Math.max(first, second)
          && evidence.sampleWeight(each.sample()) > 0
          && battles(each) > 0) {
        met.add(each);
      }
    }
    return met.isEmpty() ? Optional.empty() : Optional.of(of(evidence, met, first < second));
  }

  private static HeadToHead of(Evidence evidence, List<Comparison> met, boolean firstIsA) {
    ClusteredMean share =
        ClusteredMean.of(
            met.stream()
                .mapToDouble(each -> (wins(each, firstIsA) + each.ties() / 2) / battles(each))
                .toArray(),
            met.stream()
                .mapToDouble(each -> evidence.sampleWeight(each.sample()) * battles(each))
                .toArray(),
            met.stream().mapToInt(each -> evidence.cluster(each.sample())).toArray());
    return new HeadToHead(
        met.stream().mapToDouble(each -> wins(each, firstIsA)).sum(),
        met.stream().mapToDouble(each -> wins(each, !firstIsA)).sum(),
        met.stream().mapToDouble(Comparison::ties).sum(),
        share.mean(),
        share.standardError(),
        share.clusters());
  }

  private static double wins(Comparison each, boolean ofA) {
    return ofA ? each.winsA() : each.winsB();
  }

  private static double battles(Comparison each) {
    return each.winsA() + each.winsB() + each.ties();
  }

  double battles() {
    return wins + losses + ties;
  }

  /** As if battles were independent; NaN where wins are not whole numbers. */
  double exact() {
    return areCounts() ? new SignTest((long) wins, (long) losses).exact() : Double.NaN;
  }

  /** Of the first's share of the decided battles, as if battles were independent. */
  Optional<Quantile.Interval> decided(double level) {
    return areCounts() && wins + losses > 0
        ? Optional.of(ClopperPearson.of((long) wins, (long) (wins + losses), level))
        : Optional.empty();
  }

  private boolean areCounts() {
    return wins == Math.rint(wins) && losses == Math.rint(losses);
  }
}
