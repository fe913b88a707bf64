package isoloss.rank.choice;

import isoloss.data.Seed;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import isoloss.rank.structure.Missingness;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds out measurements of a pool as others are missing already: single cells, or all of a model's
 * cells of one source where models were measured on whole sources. Each such unit is held out with
 * the same chance, but of each model one always stays. Which ones depends on the seed and the place
 * in the pool alone.
 */
final class HoldOut implements Pool.Mask {
  private final Seed seed;
  private final double share;
  private final int[] unitOf;
  private final int[] always;

  private HoldOut(Pool pool, int[] unitOf, double share, Seed seed) {
    this.unitOf = unitOf;
    this.share = share;
    this.seed = seed;
    this.always = highest(pool);
  }

  static HoldOut of(Pool pool, double share, Seed seed) {
    return new HoldOut(pool, isByBlocks(pool) ? sources(pool) : samples(pool), share, seed);
  }

  static boolean isByBlocks(Pool pool) {
    return Missingness.of(pool, Sample::source).kind() == Missingness.Kind.BLOCKS;
  }

  private static int[] samples(Pool pool) {
    int[] unit = new int[pool.scoredCount()];
    Arrays.setAll(unit, s -> s);
    return unit;
  }

  private static int[] sources(Pool pool) {
    Map<String, Integer> number = new HashMap<>();
    int[] unit = new int[pool.scoredCount()];
    for (int s = 0; s < unit.length; s++) {
      unit[s] = number.computeIfAbsent(pool.sample(s).source(), source -> number.size());
    }
    return unit;
  }

  private int[] highest(Pool pool) {
    int[] best = new int[pool.modelCount()];
    double[] value = new double[best.length];
    Arrays.fill(value, -1);
    for (int s = 0; s < pool.scoredCount(); s++) {
      int unit = unitOf[s];
      pool.forEachModel(
          s,
          (model, score) -> {
            double uniform = uniform(model, unit);
            if (uniform > value[model]) {
              value[model] = uniform;
              best[model] = unit;
            }
          });
    }
    return best;
  }

  @Override
  public boolean keeps(int model, int sample) {
    int unit = unitOf[sample];
    return always[model] == unit || uniform(model, unit) >= share;
  }

  private double uniform(int model, int unit) {
    return (seed.child((long) model * unitOf.length + unit).value() >>> 11) * 0x1p-53;
  }
}
