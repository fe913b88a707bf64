package isoloss.rank.pair;

import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small pools of all kinds of samples, linked by wins in both directions. */
final class GeneratedPools {
  private GeneratedPools() {}

  static Pool packed(PoolBuilder builder) {
    return builder.build(Conflicts.REFUSE, new Provenance(List.of(), List.of())).pool();
  }

  /** Binary and numeric samples, two to a cluster, and battles; every fifth cell is missing. */
  static Pool mixed(long seed, int models, int samples) {
    return packed(filled(new PoolBuilder(), seed, models, samples, 0, ""));
  }

  /** The same samples so many times, each copy under a name of its own. */
  static Pool copied(long seed, int models, int samples, int copies) {
    PoolBuilder builder = new PoolBuilder();
    for (int copy = 0; copy < copies; copy++) {
      filled(builder, seed, models, samples, 0, " copy " + copy);
    }
    return packed(builder);
  }

  /** With every numeric score raised. */
  static Pool raised(long seed, int models, int samples, double by) {
    return packed(filled(new PoolBuilder(), seed, models, samples, by, ""));
  }

  static PoolBuilder filled(
      PoolBuilder builder, long seed, int models, int samples, double raise, String suffix) {
    RandomGenerator random = new Seed(seed).generator();
    for (int s = 0; s < samples; s++) {
      boolean binary = s % 3 != 0;
      int sample =
          builder.sample(
              Sample.named("s" + s + suffix, binary ? Kind.BINARY : Kind.NUMERIC)
                  .withCluster("c" + s / 2 + suffix)
                  .withSource("source " + s % 2));
      for (int m = 0; m < models; m++) {
        double merit = 0.15 * m + random.nextGaussian();
        double score = binary ? (merit > 0.2 ? 1 : 0) : Math.rint(2 * merit) / 2 + raise;
        if (random.nextInt(5) > 0) {
          builder.score(builder.model("m" + m), sample, score);
        }
      }
    }
    for (int m = 0; m < models; m++) {
      int battle = builder.sample(Sample.named("battle " + m + suffix, Kind.PAIRWISE));
      int a = builder.model("m" + m);
      int b = builder.model("m" + (m + 1) % models);
      builder.compare(new Comparison(a, b, battle, 1, 0, random.nextInt(2)));
      builder.compare(new Comparison(b, a, battle, 1, 0, 0));
    }
    return builder;
  }
}
