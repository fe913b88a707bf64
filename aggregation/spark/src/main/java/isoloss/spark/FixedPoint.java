package isoloss.spark;

import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.Weighting;
import java.io.Serializable;
import java.util.List;

/**
 * Weights as whole numbers, so that their sums are exact and the same in every order: {@code w = h
 * 2^(e-20) + l 2^(e-53)}, with e the exponent of the largest weight, is exact to {@code 2^(e-54)}.
 * Where all samples count one, there is only h.
 */
record FixedPoint(boolean weighted, int exponent) implements Serializable {
  private static final int HIGH = 20;
  private static final int LOW = 53;

  /** Every sample counts 1. */
  static FixedPoint ofOnes() {
    return new FixedPoint(false, HIGH);
  }

  static FixedPoint upTo(double largest) {
    return new FixedPoint(true, Math.getExponent(largest));
  }

  /** The evidence in parts whose weights are whole numbers. */
  List<Evidence> parts(Evidence evidence) {
    if (!weighted) {
      return List.of(evidence);
    }
    double[] high = new double[evidence.pool().sampleCount()];
    double[] low = new double[high.length];
    for (int s = 0; s < high.length; s++) {
      double weight = weight(evidence, s);
      high[s] = Math.floor(Math.scalb(weight, HIGH - exponent));
      double rest = weight - Math.scalb(high[s], exponent - HIGH);
      low[s] = Math.rint(Math.scalb(rest, LOW - exponent));
    }
    Evidence alike = evidence.with(Weighting.COMPARISONS);
    return List.of(alike.withSampleWeights(high), alike.withSampleWeights(low));
  }

  /** What a comparison on the sample counts; 0 where the sample makes none. */
  static double weight(Evidence evidence, int sample) {
    return sample < evidence.pool().scoredCount()
        ? evidence.comparisonWeight(sample, evidence.pool().measured(sample))
        : evidence.sampleWeight(sample);
  }

  /** The sum of weights that these sums of parts stand for. */
  double value(long high, long low) {
    return Math.fma(
        high, Math.scalb(1.0, exponent - HIGH), Math.scalb((double) low, exponent - LOW));
  }
}
