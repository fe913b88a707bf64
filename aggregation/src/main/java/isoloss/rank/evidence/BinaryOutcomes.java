package isoloss.rank.evidence;

import isoloss.data.pool.Direction;
import isoloss.data.pool.Pool;

/**
 * Which binary samples each model did well and badly on, one bit a sample: a model beats another
 * where it did well and the other badly. Samples where less is better are turned around; within a
 * margin of 1 or more nobody is better than anybody.
 */
record BinaryOutcomes(long[][] good, long[][] bad, int words) {

  static BinaryOutcomes of(Evidence evidence) {
    Pool pool = evidence.pool();
    long[] turned = turned(pool);
    boolean allTie = evidence.margin() >= 1;
    long[][] good = new long[pool.modelCount()][pool.words()];
    long[][] bad = new long[pool.modelCount()][pool.words()];
    for (int m = 0; m < good.length; m++) {
      long[] observed = pool.observedBits(m);
      long[] solved = pool.solvedBits(m);
      for (int w = 0; w < turned.length; w++) {
        long better = allTie ? observed[w] : (solved[w] ^ turned[w]) & observed[w];
        good[m][w] = better;
        bad[m][w] = observed[w] & ~better;
      }
    }
    return new BinaryOutcomes(good, bad, pool.words());
  }

  private static long[] turned(Pool pool) {
    long[] turned = new long[pool.words()];
    for (int s = 0; s < pool.binaryCount(); s++) {
      if (pool.sample(s).direction() == Direction.LOWER_IS_BETTER) {
        turned[s >>> 6] |= 1L << s;
      }
    }
    return turned;
  }

  /** The same models on some of the samples, each as often as it stands there. */
  BinaryOutcomes gathered(int[] samples) {
    int gatheredWords = (samples.length + 63) >>> 6;
    return new BinaryOutcomes(
        gathered(good, samples, gatheredWords),
        gathered(bad, samples, gatheredWords),
        gatheredWords);
  }

  private static long[][] gathered(long[][] rows, int[] samples, int words) {
    long[][] out = new long[rows.length][words];
    for (int m = 0; m < rows.length; m++) {
      long[] row = rows[m];
      for (int k = 0; k < samples.length; k++) {
        out[m][k >>> 6] |= (row[samples[k] >>> 6] >>> samples[k] & 1) << k;
      }
    }
    return out;
  }

  /** How many models were measured on each sample. */
  int[] measured() {
    int[] count = new int[64 * words];
    for (int m = 0; m < good.length; m++) {
      for (int w = 0; w < words; w++) {
        for (long left = good[m][w] | bad[m][w]; left != 0; left &= left - 1) {
          count[(w << 6) + Long.numberOfTrailingZeros(left)]++;
        }
      }
    }
    return count;
  }
}
