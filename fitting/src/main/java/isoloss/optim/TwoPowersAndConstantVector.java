package isoloss.optim;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.EXP;
import static jdk.incubator.vector.VectorOperators.LOG;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Several rows at a time on the Vector API. */
final class TwoPowersAndConstantVector extends TwoPowersAndConstant {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  private final double[] u;
  private final double[] v;
  private final double[] y;
  private final double[] weight;

  TwoPowersAndConstantVector(Rows rows, double delta) {
    super(delta);
    u = rows.u();
    v = rows.v();
    y = rows.y();
    weight = rows.weight();
  }

  @Override
  public double value(double[] x, double[] gradient) {
    double e = x[2];
    var a = DoubleVector.broadcast(SPECIES, x[0] - e);
    var b = DoubleVector.broadcast(SPECIES, x[1] - e);
    var minusAlpha = DoubleVector.broadcast(SPECIES, -x[3]);
    var minusBeta = DoubleVector.broadcast(SPECIES, -x[4]);
    var sum = DoubleVector.zero(SPECIES);
    var sumA = sum;
    var sumB = sum;
    var sumE = sum;
    var sumAlpha = sum;
    var sumBeta = sum;
    for (int i = 0; i < y.length; i += LANES) {
      var ui = DoubleVector.fromArray(SPECIES, u, i);
      var vi = DoubleVector.fromArray(SPECIES, v, i);
      var first = ui.fma(minusAlpha, a);
      var second = vi.fma(minusBeta, b);
      var excess = first.max(second).sub(LARGEST_EXPONENT).max(0);
      var first0 = first.sub(excess).max(LEAST_EXPONENT).lanewise(EXP);
      var second0 = second.sub(excess).max(LEAST_EXPONENT).lanewise(EXP);
      var total = first0.add(second0).add(1);
      var target = DoubleVector.fromArray(SPECIES, y, i);
      var residual = total.lanewise(LOG).add(excess.sub(target.sub(e)));
      var clipped = residual.max(-delta).min(delta);
      var weighted = clipped.mul(DoubleVector.fromArray(SPECIES, weight, i));
      sum = weighted.fma(residual.sub(clipped.mul(0.5)), sum);
      var share = weighted.div(total);
      var ofFirst = share.mul(first0);
      var ofSecond = share.mul(second0);
      sumA = sumA.add(ofFirst);
      sumB = sumB.add(ofSecond);
      sumE = sumE.add(share);
      sumAlpha = ofFirst.fma(ui, sumAlpha);
      sumBeta = ofSecond.fma(vi, sumBeta);
    }
    gradient[0] = sumA.reduceLanes(ADD);
    gradient[1] = sumB.reduceLanes(ADD);
    gradient[2] = sumE.reduceLanes(ADD);
    gradient[3] = -sumAlpha.reduceLanes(ADD);
    gradient[4] = -sumBeta.reduceLanes(ADD);
    return sum.reduceLanes(ADD);
  }
}
