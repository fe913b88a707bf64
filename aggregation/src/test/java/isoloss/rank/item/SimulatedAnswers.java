package isoloss.rank.item;

import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import java.util.List;
import java.util.random.RandomGenerator;

/** Answers drawn from the two-parameter logistic model, some of them missing. */
public final class SimulatedAnswers {
  private SimulatedAnswers() {}

  /**
   * Abilities equally spaced from -1 to 1, slopes around 1, easiness standard normal.
   *
   * @param density chance of each cell to be measured
   */
  public static Pool of(int models, int samples, double density, Seed seed) {
    RandomGenerator random = seed.child("simulated answers").generator();
    PoolBuilder builder = new PoolBuilder();
    for (int i = 0; i < models; i++) {
      builder.model("model " + i);
    }
    for (int s = 0; s < samples; s++) {
      int sample = builder.sample(Sample.named("sample " + s, Kind.BINARY));
      double slope = 1 + 0.4 * random.nextGaussian();
      double easiness = random.nextGaussian();
      for (int i = 0; i < models; i++) {
        double ability = models == 1 ? 0 : 2.0 * i / (models - 1) - 1;
        boolean solved = random.nextDouble() < Item.logistic(slope * ability + easiness);
        if (random.nextDouble() < density) {
          builder.score(i, sample, solved ? 1 : 0);
        }
      }
    }
    return packed(builder);
  }

  public static Pool packed(PoolBuilder builder) {
    return builder.build(Conflicts.REFUSE, new Provenance(List.of(), List.of())).pool();
  }
}
