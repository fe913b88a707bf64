package isoloss.rank.evidence;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Wins and ties over binary samples. Samples whose weights are small whole numbers, as in a
 * bootstrap, are repeated so often and their bits counted; others are multiplied by their weights.
 */
final class BinaryCounting {
  /** Repeating samples is dearer than multiplying by weights beyond so many times as many. */
  private static final int LARGEST_MEAN_REPEATS = 8;

  private BinaryCounting() {}

  static void count(Evidence evidence, int threads, PairCounts counts) {
    if (evidence.pool().binaryCount() == 0) {
      return;
    }
    BinaryOutcomes outcomes = BinaryOutcomes.of(evidence);
    double[] weights = weights(evidence, outcomes);
    if (!areSmallWholeNumbers(weights)) {
      new WeightedBits(outcomes, weights).count(threads, counts);
    } else if (Arrays.stream(weights).allMatch(w -> w == 1)) {
      new BitPanels(outcomes).count(threads, counts);
    } else {
      new BitPanels(outcomes.gathered(repeated(weights))).count(threads, counts);
    }
  }

  private static double[] weights(Evidence evidence, BinaryOutcomes outcomes) {
    double[] weights = new double[evidence.pool().binaryCount()];
    int[] measured =
        evidence.weighting() == Weighting.COMPARISONS ? new int[0] : outcomes.measured();
    for (int s = 0; s < weights.length; s++) {
      weights[s] =
          measured.length == 0
              ? evidence.sampleWeight(s)
              : evidence.comparisonWeight(s, measured[s]);
    }
    return weights;
  }

  private static boolean areSmallWholeNumbers(double[] weights) {
    return Arrays.stream(weights).allMatch(w -> w == Math.rint(w))
        && Arrays.stream(weights).sum() <= LARGEST_MEAN_REPEATS * (double) weights.length;
  }

  private static int[] repeated(double[] times) {
    return IntStream.range(0, times.length)
        .flatMap(s -> IntStream.generate(() -> s).limit((long) times[s]))
        .toArray();
  }
}
