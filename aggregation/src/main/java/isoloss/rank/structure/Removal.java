package isoloss.rank.structure;

import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import isoloss.rank.evidence.Evidence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** What is taken out of a pool to see how an order bears it. */
public enum Removal {
  /** Of each model a part of its scores; comparisons stay. */
  CELLS {
    @Override
    Evidence thinned(Evidence evidence, double share, RandomGenerator random) {
      Pool pool = evidence.pool();
      List<List<Integer>> samples = new ArrayList<>();
      IntStream.range(0, pool.modelCount()).forEach(m -> samples.add(new ArrayList<>()));
      for (int s = 0; s < pool.scoredCount(); s++) {
        int sample = s;
        pool.forEachModel(s, (m, value) -> samples.get(m).add(sample));
      }
      BitSet[] gone = new BitSet[samples.size()];
      for (int m = 0; m < gone.length; m++) {
        int removed = (int) Math.ceil(share * samples.get(m).size());
        gone[m] = chosen(samples.get(m), removed, random);
      }
      return seenAlike(evidence, pool.masked((m, s) -> !gone[m].get(s)));
    }
  },
  /** Samples, for all models alike; at least two stay. */
  SAMPLES {
    @Override
    Evidence thinned(Evidence evidence, double share, RandomGenerator random) {
      Pool pool = evidence.pool();
      List<Integer> all = IntStream.range(0, pool.sampleCount()).boxed().toList();
      int kept = Math.max(2, (int) Math.floor((1 - share) * all.size()));
      BitSet models = new BitSet();
      models.set(0, pool.modelCount());
      return evidence.restrictedTo(models, chosen(all, Math.min(kept, all.size()), random));
    }
  },
  /** Of each model all scores on some of the sources; at least one source stays. */
  SOURCES {
    @Override
    Evidence thinned(Evidence evidence, double share, RandomGenerator random) {
      Pool pool = evidence.pool();
      List<String> sources = pool.samples().stream().map(Sample::source).distinct().toList();
      List<Integer> all = IntStream.range(0, sources.size()).boxed().toList();
      int kept = Math.max(1, (int) Math.round((1 - share) * all.size()));
      BitSet[] stays = new BitSet[pool.modelCount()];
      for (int m = 0; m < stays.length; m++) {
        stays[m] = chosen(all, kept, random);
      }
      int[] sourceOf =
          pool.samples().stream().mapToInt(each -> sources.indexOf(each.source())).toArray();
      return seenAlike(evidence, pool.masked((m, s) -> stays[m].get(sourceOf[s])));
    }
  };

  /**
   * Less evidence on the same models.
   *
   * @param share of what is removed, in [0, 1)
   */
  abstract Evidence thinned(Evidence evidence, double share, RandomGenerator random);

  /** Fewer scores on the same samples, with the same weights and rules. */
  private static Evidence seenAlike(Evidence whole, Pool less) {
    double[] weights =
        IntStream.range(0, less.sampleCount()).mapToDouble(whole::sampleWeight).toArray();
    return Evidence.of(less)
        .withSampleWeights(weights)
        .with(whole.weighting())
        .withMargin(whole.margin())
        .with(whole.prior());
  }

  /** So many of a list, by a partial shuffle. */
  private static BitSet chosen(List<Integer> from, int count, RandomGenerator random) {
    List<Integer> rest = new ArrayList<>(from);
    BitSet chosen = new BitSet();
    for (int i = 0; i < count; i++) {
      int at = i + random.nextInt(rest.size() - i);
      chosen.set(rest.get(at));
      rest.set(at, rest.get(i));
    }
    return chosen;
  }

  public String inWords() {
    return name().toLowerCase(Locale.ROOT);
  }
}
