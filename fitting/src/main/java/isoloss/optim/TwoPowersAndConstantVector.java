package isoloss.optim;

import static isoloss.optim.VectorExponential.exp;
import static isoloss.optim.VectorExponential.log;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Several rows at a time on the Vector API. The exponents are linear in u and v, so that the ends
 * of the data tell whether all of them are moderate; where they are not, the scalar form answers.
 *
 * <p>Two passes with the powers kept in between, because the just-in-time compiler stops inlining
 * vector operations in a longer loop.
 */
final class TwoPowersAndConstantVector extends TwoPowersAndConstant {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final DoubleVector ONE = DoubleVector.broadcast(SPECIES, 1);
  private static final DoubleVector HALF = DoubleVector.broadcast(SPECIES, 0.5);
  static final int LANES = SPECIES.length();

  private final double[] u;
  private final double[] v;
  private final double[] y;
  private final double[] weight;
  private final double leastU;
  private final double largestU;
  private final double leastV;
  private final double largestV;
  private final TwoPowersAndConstantScalar scalar;

  /** Scratch: the powers relative to the constant. */
  private final double[] first;

  private final double[] second;

  /** Scratch: one vector. */
  private final double[] lanes = new double[LANES];

  private final Rows rows;

  TwoPowersAndConstantVector(Rows rows, double delta) {
    super(delta);
    this.rows = rows;
    u = rows.u();
    v = rows.v();
    y = rows.y();
    weight = rows.weight();
    leastU = least(u);
    largestU = -least(negated(u));
    leastV = least(v);
    largestV = -least(negated(v));
    first = new double[y.length];
    second = new double[y.length];
    scalar = new TwoPowersAndConstantScalar(rows, delta);
  }

  @Override
  public TwoPowersAndConstantVector twin() {
    return new TwoPowersAndConstantVector(rows, delta);
  }

  /** NaN if any value is. */
  private static double least(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  private static double[] negated(double[] values) {
    double[] negated = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      negated[i] = -values[i];
    }
    return negated;
  }

  private boolean isModerate(double[] x) {
    return isModerate(x[0] - x[2] - x[3] * leastU)
        && isModerate(x[0] - x[2] - x[3] * largestU)
        && isModerate(x[1] - x[2] - x[4] * leastV)
        && isModerate(x[1] - x[2] - x[4] * largestV);
  }

  private static boolean isModerate(double exponent) {
    return Math.abs(exponent) < LARGEST_EXPONENT;
  }

  @Override
  public double value(double[] x, double[] gradient) {
    if (!isModerate(x)) {
      return scalar.value(x, gradient);
    }
    exponentials(x);
    return sums(x[2], gradient);
  }

  /** Both powers relative to the constant. */
  private void exponentials(double[] x) {
    var a = DoubleVector.broadcast(SPECIES, x[0] - x[2]);
    var b = DoubleVector.broadcast(SPECIES, x[1] - x[2]);
    var minusAlpha = DoubleVector.broadcast(SPECIES, -x[3]);
    var minusBeta = DoubleVector.broadcast(SPECIES, -x[4]);
    for (int i = 0; i < y.length; i += LANES) {
      exp(DoubleVector.fromArray(SPECIES, u, i).fma(minusAlpha, a)).intoArray(first, i);
      exp(DoubleVector.fromArray(SPECIES, v, i).fma(minusBeta, b)).intoArray(second, i);
    }
  }

  private double sums(double e, double[] gradient) {
    var constant = DoubleVector.broadcast(SPECIES, e);
    var least = DoubleVector.broadcast(SPECIES, -delta);
    var largest = DoubleVector.broadcast(SPECIES, delta);
    var sum = DoubleVector.zero(SPECIES);
    var sumA = sum;
    var sumB = sum;
    var sumE = sum;
    var sumAlpha = sum;
    var sumBeta = sum;
    for (int i = 0; i < y.length; i += LANES) {
      var firstPower = DoubleVector.fromArray(SPECIES, first, i);
      var secondPower = DoubleVector.fromArray(SPECIES, second, i);
      var total = firstPower.add(secondPower).add(ONE);
      var residual = log(total).add(constant.sub(DoubleVector.fromArray(SPECIES, y, i)));
      var clipped = residual.blend(least, residual.compare(LT, least));
      clipped = clipped.blend(largest, residual.compare(GT, largest));
      var weighted = clipped.mul(DoubleVector.fromArray(SPECIES, weight, i));
      sum = weighted.fma(residual.sub(clipped.mul(HALF)), sum);
      var share = weighted.div(total);
      var ofFirst = share.mul(firstPower);
      var ofSecond = share.mul(secondPower);
      sumA = sumA.add(ofFirst);
      sumB = sumB.add(ofSecond);
      sumE = sumE.add(share);
      sumAlpha = ofFirst.fma(DoubleVector.fromArray(SPECIES, u, i), sumAlpha);
      sumBeta = ofSecond.fma(DoubleVector.fromArray(SPECIES, v, i), sumBeta);
    }
    gradient[0] = inOrder(sumA);
    gradient[1] = inOrder(sumB);
    gradient[2] = inOrder(sumE);
    gradient[3] = -inOrder(sumAlpha);
    gradient[4] = -inOrder(sumBeta);
    return inOrder(sum);
  }

  /**
   * The lanes added from first to last. The vector API may add them in any order, and does so in
   * another one once the method is compiled, which would make results depend on timing.
   */
  private double inOrder(DoubleVector vector) {
    vector.intoArray(lanes, 0);
    double sum = lanes[0];
    for (int lane = 1; lane < LANES; lane++) {
      sum += lanes[lane];
    }
    return sum;
  }
}
