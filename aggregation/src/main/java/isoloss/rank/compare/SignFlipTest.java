package isoloss.rank.compare;

import isoloss.data.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The permutation test of paired differences: if the models are exchangeable, every cluster's sum
 * of differences could as well have the other sign. The p-value is the share of the {@code 2^G}
 * choices of signs whose total is at least as far from 0 as the one seen; with few clusters all are
 * counted, else signs are drawn and the seen ones count as one draw.
 *
 * @param exact whether every choice of signs was counted
 * @param choices counted or drawn
 */
record SignFlipTest(double pValue, boolean exact, long choices) {
  private static final int FEW = 16;

  /** Totals that are equal but for rounding count as equal. */
  private static final double ROUNDING = 1e-10;

  static SignFlipTest of(double[] clusterSums, int draws, Seed seed) {
    double[] sizes = Arrays.stream(clusterSums).map(Math::abs).filter(d -> d > 0).toArray();
    double seen =
        Math.abs(Arrays.stream(clusterSums).sum()) - ROUNDING * Arrays.stream(sizes).sum();
    return sizes.length <= FEW ? counted(sizes, seen) : drawn(sizes, seen, draws, seed);
  }

  /** One sign changes from each choice to the next (Gray code). */
  private static SignFlipTest counted(double[] sizes, double seen) {
    double total = Arrays.stream(sizes).sum();
    long choices = 1L << sizes.length;
    long asFar = 1; // all signs plus
    long minus = 0;
    for (long step = 1; step < choices; step++) {
      int flipped = Long.numberOfTrailingZeros(step);
      minus ^= 1L << flipped;
      total += (minus >> flipped & 1) == 1 ? -2 * sizes[flipped] : 2 * sizes[flipped];
      asFar += Math.abs(total) >= seen ? 1 : 0;
    }
    return new SignFlipTest((double) asFar / choices, true, choices);
  }

  private static SignFlipTest drawn(double[] sizes, double seen, int draws, Seed seed) {
    long asFar = 1;
    for (int draw = 0; draw < draws; draw++) {
      asFar += Math.abs(signed(sizes, seed.child(draw).generator())) >= seen ? 1 : 0;
    }
    return new SignFlipTest((double) asFar / (draws + 1), false, draws);
  }

  private static double signed(double[] sizes, RandomGenerator random) {
    double total = 0;
    long signs = 0;
    for (int i = 0; i < sizes.length; i++) {
      signs = (i & 63) == 0 ? random.nextLong() : signs >>> 1;
      total += (signs & 1) == 0 ? sizes[i] : -sizes[i];
    }
    return total;
  }
}
