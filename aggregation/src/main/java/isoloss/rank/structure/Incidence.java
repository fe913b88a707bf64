package isoloss.rank.structure;

import isoloss.data.pool.Comparison;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Which models were measured on which samples, by score or by comparison. */
final class Incidence {
  private final Pool pool;
  private final BitSet[] models;

  private Incidence(Pool pool, BitSet[] models) {
    this.pool = pool;
    this.models = models;
  }

  static Incidence of(Pool pool) {
    BitSet[] models = new BitSet[pool.sampleCount()];
    Arrays.setAll(models, s -> new BitSet(pool.modelCount()));
    for (int s = 0; s < pool.scoredCount(); s++) {
      BitSet row = models[s];
      pool.forEachModel(s, (model, value) -> row.set(model));
    }
    for (Comparison each : pool.comparisons()) {
      models[each.sample()].set(each.a());
      models[each.sample()].set(each.b());
    }
    return new Incidence(pool, models);
  }

  /** The models measured on a sample; read only. */
  BitSet models(int sample) {
    return models[sample];
  }

  /** The models measured on any of these samples. */
  BitSet models(BitSet samples) {
    BitSet all = new BitSet(pool.modelCount());
    samples.stream().forEach(s -> all.or(models[s]));
    return all;
  }

  /** On how many samples each model was measured. */
  int[] samplesByModel() {
    int[] counts = new int[pool.modelCount()];
    for (BitSet row : models) {
      row.stream().forEach(m -> counts[m]++);
    }
    return counts;
  }

  /** Samples that anybody was measured on, by group, in the order in which groups appear. */
  Map<String, BitSet> groups(Function<Sample, String> group) {
    Map<String, BitSet> groups = new LinkedHashMap<>();
    for (int s = 0; s < models.length; s++) {
      if (!models[s].isEmpty()) {
        groups.computeIfAbsent(group.apply(pool.sample(s)), g -> new BitSet()).set(s);
      }
    }
    return groups;
  }
}
