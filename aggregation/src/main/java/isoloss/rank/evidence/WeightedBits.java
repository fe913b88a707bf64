package isoloss.rank.evidence;

import static isoloss.optim.TileProduct.SIDE;
import static isoloss.optim.TileProduct.SIZE;

import isoloss.optim.IndexedWork;
import isoloss.optim.SymmetricTiles;
import isoloss.optim.TileProduct;
import java.util.Arrays;

/**
 * Outcomes of models on samples of any weights, as matrix products: {@code W_ij = sum_s weight_s
 * good_is bad_js}, ties likewise. Bits are unfolded tile by tile, so that no matrix of models and
 * samples ever exists.
 */
final class WeightedBits {
  private final BinaryOutcomes outcomes;
  private final double[] weights;
  private final int depth;
  private final TileProduct product = TileProduct.best();

  WeightedBits(BinaryOutcomes outcomes, double[] weights) {
    this.outcomes = outcomes;
    this.weights = weights;
    depth = SymmetricTiles.blocks(weights.length);
  }

  /** The largest rows of tiles come first, so that threads end together. */
  void count(int threads, PairCounts counts) {
    int blocks = SymmetricTiles.blocks(outcomes.good().length);
    IndexedWork.run(
        blocks,
        threads,
        Scratch::new,
        (scratch, index) -> countBlock(blocks - 1 - index, scratch, counts));
  }

  private static final class Scratch {
    final double[] goodOfOther = new double[SIZE];
    final double[] badOfOther = new double[SIZE];
    final double[] won = new double[SIZE];
    final double[] lost = new double[SIZE];
    final double[] tied = new double[SIZE];

    void clear() {
      Arrays.fill(won, 0);
      Arrays.fill(lost, 0);
      Arrays.fill(tied, 0);
    }
  }

  private void countBlock(int block, Scratch scratch, PairCounts counts) {
    double[][] good = new double[depth][SIZE];
    double[][] bad = new double[depth][SIZE];
    for (int k = 0; k < depth; k++) {
      unfoldWeighted(outcomes.good(), block, k, good[k]);
      unfoldWeighted(outcomes.bad(), block, k, bad[k]);
    }
    for (int other = 0; other <= block; other++) {
      scratch.clear();
      for (int k = 0; k < depth; k++) {
        unfold(outcomes.good(), other, k, scratch.goodOfOther);
        unfold(outcomes.bad(), other, k, scratch.badOfOther);
        product.subtract(good[k], scratch.badOfOther, scratch.won);
        product.subtract(bad[k], scratch.goodOfOther, scratch.lost);
        product.subtract(good[k], scratch.goodOfOther, scratch.tied);
        product.subtract(bad[k], scratch.badOfOther, scratch.tied);
      }
      store(block, other, scratch, counts);
    }
  }

  /** Minus the weights where a bit is set, since products are subtracted; a row per model. */
  private void unfoldWeighted(long[][] rows, int block, int k, double[] tile) {
    for (int i = 0; i < Math.min(SIDE, rows.length - block * SIDE); i++) {
      long[] row = rows[block * SIDE + i];
      for (int s = 0; s < Math.min(SIDE, weights.length - k * SIDE); s++) {
        tile[i * SIDE + s] = -weights[k * SIDE + s] * bit(row, k * SIDE + s);
      }
    }
  }

  /** A column per model. */
  private void unfold(long[][] rows, int block, int k, double[] tile) {
    Arrays.fill(tile, 0);
    for (int j = 0; j < Math.min(SIDE, rows.length - block * SIDE); j++) {
      long[] row = rows[block * SIDE + j];
      for (int s = 0; s < Math.min(SIDE, weights.length - k * SIDE); s++) {
        tile[s * SIDE + j] = bit(row, k * SIDE + s);
      }
    }
  }

  private static long bit(long[] row, int sample) {
    return row[sample >>> 6] >>> sample & 1;
  }

  private void store(int block, int other, Scratch scratch, PairCounts counts) {
    for (int i = block * SIDE; i < Math.min((block + 1) * SIDE, outcomes.good().length); i++) {
      for (int j = other * SIDE; j < Math.min((other + 1) * SIDE, i); j++) {
        int at = (i - block * SIDE) * SIDE + j - other * SIDE;
        counts.add(i, j, scratch.won[at], scratch.lost[at], scratch.tied[at]);
      }
    }
  }
}
