package isoloss.spark;

import isoloss.data.pool.Comparison;
import isoloss.data.pool.Pool;
import isoloss.rank.engine.SampleTally;
import isoloss.rank.engine.Tally;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.structure.Measured.UninformativeSamples;
import isoloss.stat.CompensatedSum;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What a block says of its samples, as far as they were measured. */
final class SampleParts {
  private final Evidence evidence;
  private final Pool pool;
  private final int[] measured;
  private final boolean[] decisive;

  SampleParts(Evidence evidence) {
    this.evidence = evidence;
    pool = evidence.pool();
    measured = new int[pool.sampleCount()];
    decisive = new boolean[measured.length];
    for (int s = 0; s < pool.scoredCount(); s++) {
      measured[s] = pool.measured(s);
      decisive[s] = measured[s] > 1 && isDecisive(s);
    }
    for (Comparison each : pool.comparisons()) {
      measured[each.sample()]++;
      decisive[each.sample()] |= each.winsA() + each.winsB() > 0;
    }
  }

  private boolean isDecisive(int sample) {
    double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    pool.forEachModel(
        sample,
        (m, value) -> {
          ends[0] = Math.min(ends[0], value);
          ends[1] = Math.max(ends[1], value);
        });
    return evidence.outcome(sample, ends[0], ends[1]) != 0;
  }

  private IntStream met() {
    return IntStream.range(0, measured.length).filter(s -> measured[s] > 0);
  }

  /** Clusters as far as this block knows them. */
  Set<String> clusters() {
    Set<String> clusters = new HashSet<>();
    met().forEach(s -> clusters.add(pool.sample(s).cluster()));
    return clusters;
  }

  Tally.Samples counted() {
    long[] kinds = new long[4];
    met().forEach(s -> kinds[pool.sample(s).kind().ordinal()]++);
    return new Tally.Samples(
        kinds[0], kinds[1], kinds[2], kinds[3], uninformative(), clusters().size());
  }

  /** Of those that were measured, which others may be in another view of the block. */
  private UninformativeSamples uninformative() {
    UninformativeSamples all = UninformativeSamples.of(evidence);
    return new UninformativeSamples(
        all.solvedByAll(), all.solvedByNone(), all.allEqual(), all.oneModel(), 0);
  }

  List<SampleTally> tallies() {
    List<SampleTally> tallies = new ArrayList<>();
    met()
        .forEach(s ->
            tallies.add(
                new SampleTally(
                    pool.sample(s).key(),
                    pool.sample(s).kind(),
                    measured[s],
                    mean(s),
                    decisive[s])));
    return tallies;
  }

  private double mean(int sample) {
    CompensatedSum sum = new CompensatedSum();
    pool.forEachModel(sample, (m, value) -> sum.add(value));
    return sample < pool.scoredCount() ? sum.value() / measured[sample] : Double.NaN;
  }
}
