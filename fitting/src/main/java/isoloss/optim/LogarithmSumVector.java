package isoloss.optim;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Whole vectors of {@link LogarithmSum}. */
final class LogarithmSumVector {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private LogarithmSumVector() {}

  /** The largest multiple of the lanes that is not above. */
  static int whole(int length) {
    return length - length % LANES;
  }

  static double weighted(double[] weight, double[] x, int length) {
    var sum = DoubleVector.zero(SPECIES);
    for (int i = 0; i < length; i += LANES) {
      var logarithm = VectorExponential.log(DoubleVector.fromArray(SPECIES, x, i));
      sum = logarithm.fma(DoubleVector.fromArray(SPECIES, weight, i), sum);
    }
    double total = 0;
    for (double lane : sum.toArray()) { // in order, see TwoPowersAndConstantVector
      total += lane;
    }
    return total;
  }
}
