package isoloss.rank.structure;

import isoloss.data.Provenance;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small pools, written down or drawn from a Rasch model. */
final class TestPools {
  private TestPools() {}

  static Pool packed(PoolBuilder builder) {
    return builder.build(Conflicts.REFUSE, new Provenance(List.of(), List.of())).pool();
  }

  /** Rows of models m0, m1, ... over samples s0, s1, ...: digits are scores, a dot is no cell. */
  static Pool of(String... rows) {
    PoolBuilder builder = new PoolBuilder();
    for (int m = 0; m < rows.length; m++) {
      int model = builder.model("m" + m);
      for (int s = 0; s < rows[m].length(); s++) {
        int sample = builder.sample(Sample.named("s" + s, Kind.BINARY));
        if (rows[m].charAt(s) != '.') {
          builder.score(model, sample, rows[m].charAt(s) - '0');
        }
      }
    }
    return packed(builder);
  }

  /** Battles "a>b", one sample each. */
  static Pool battles(String... lines) {
    PoolBuilder builder = new PoolBuilder();
    for (int i = 0; i < lines.length; i++) {
      String[] names = lines[i].split(">", -1);
      builder.compare(
          new Comparison(
              builder.model(names[0]),
              builder.model(names[1]),
              builder.sample(Sample.named("line " + i, Kind.PAIRWISE)),
              1,
              0,
              0));
    }
    return packed(builder);
  }

  /** What is drawn. */
  record Design(int models, int sources, int samplesPerSource, int inflated, double inflation) {}

  /**
   * Abilities from -1.5 to 1.5 named m0, m1, ...; samples of standard normal difficulty; under the
   * first source one model's ability is raised.
   */
  static Pool rasch(Design design, RandomGenerator random) {
    PoolBuilder builder = new PoolBuilder();
    for (int source = 0; source < design.sources; source++) {
      for (int s = 0; s < design.samplesPerSource; s++) {
        int sample =
            builder.sample(
                Sample.named("s" + source + "-" + s, Kind.BINARY).withSource("source" + source));
        double difficulty = random.nextGaussian();
        for (int m = 0; m < design.models; m++) {
          double ability = 3.0 * m / (design.models - 1) - 1.5;
          double raised = source == 0 && m == design.inflated ? design.inflation : 0;
          double p = 1 / (1 + Math.exp(difficulty - ability - raised));
          builder.score(builder.model("m" + m), sample, random.nextDouble() < p ? 1 : 0);
        }
      }
    }
    return packed(builder);
  }
}
