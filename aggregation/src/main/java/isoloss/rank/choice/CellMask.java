package isoloss.rank.choice;

import isoloss.data.Seed;
import isoloss.data.pool.Pool;
import java.util.Arrays;

/**
 * Holds out every cell with the same chance, but of each model one cell that always stays. Whether
 * a cell stays depends on the seed and its place in the pool alone.
 */
final class CellMask implements Pool.Mask {
  private final Seed seed;
  private final double share;
  private final long samples;
  private final int[] always;

  CellMask(Pool pool, double share, Seed seed) {
    this.seed = seed;
    this.share = share;
    this.samples = pool.sampleCount();
    this.always = new int[pool.modelCount()];
    double[] highest = new double[always.length];
    Arrays.fill(highest, -1);
    for (int s = 0; s < pool.scoredCount(); s++) {
      int sample = s;
      pool.forEachModel(
          s,
          (model, value) -> {
            if (uniform(model, sample) > highest[model]) {
              highest[model] = uniform(model, sample);
              always[model] = sample;
            }
          });
    }
  }

  @Override
  public boolean keeps(int model, int sample) {
    return uniform(model, sample) >= share || always[model] == sample;
  }

  private double uniform(int model, int sample) {
    return (seed.child(model * samples + sample).value() >>> 11) * 0x1p-53;
  }
}
