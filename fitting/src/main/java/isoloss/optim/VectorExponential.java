package isoloss.optim;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exponential and logarithm of several doubles at once, for finite arguments in the ranges that the
 * kernels need; each within 2 units in the last place.
 *
 * <p>Written out as polynomials because {@code lanewise(EXP)} is a call into a native library at
 * each use, which keeps sums from staying in registers: a kernel is two to three times faster with
 * these.
 */
final class VectorExponential {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

  private static final DoubleVector LOG2_E = all(1.4426950408889634);

  /** ln 2 as a part of 32 significant bits and the rest, so that small multiples are exact. */
  private static final DoubleVector LN2_HIGH = all(0x1.62e42feep-1);

  private static final DoubleVector LN2_LOW = all(0x1.a39ef35793c76p-33);
  private static final DoubleVector MINUS_LN2_HIGH = LN2_HIGH.neg();
  private static final DoubleVector MINUS_LN2_LOW = LN2_LOW.neg();

  /** 1.5 * 2^52: adding it rounds to an integer, which then stands in the lowest bits. */
  private static final DoubleVector ROUNDER = all(0x1.8p52);

  private static final int MANTISSA_BITS = 52;
  private static final LongVector MANTISSA_MASK = all((1L << MANTISSA_BITS) - 1);
  private static final LongVector BITS_OF_ONE = all(Double.doubleToRawLongBits(1));
  private static final LongVector BITS_OF_ROOT_HALF =
      all(Double.doubleToRawLongBits(Math.sqrt(0.5)));

  /** From a biased exponent to the bits that rounding the unbiased one would have left. */
  private static final LongVector ROUNDED_LESS_BIAS =
      all(Double.doubleToRawLongBits(0x1.8p52) - 1023);

  private static final LongVector ONE_LESS_ROOT_HALF = BITS_OF_ONE.sub(BITS_OF_ROOT_HALF);
  private static final DoubleVector ONE = all(1.0);

  // (exp(r) - 1 - r) / r^2 on |r| <= ln(2)/2, interpolated at Chebyshev's nodes; error of exp 2e-17
  private static final DoubleVector E0 = all(0.5000000000000001);
  private static final DoubleVector E1 = all(0.16666666666666669);
  private static final DoubleVector E2 = all(0.04166666666662413);
  private static final DoubleVector E3 = all(0.008333333333330062);
  private static final DoubleVector E4 = all(0.0013888888917213717);
  private static final DoubleVector E5 = all(0.00019841269863053618);
  private static final DoubleVector E6 = all(2.4801521295954376e-05);
  private static final DoubleVector E7 = all(2.7557268459997064e-06);
  private static final DoubleVector E8 = all(2.7620088445409746e-07);
  private static final DoubleVector E9 = all(2.510038549551032e-08);

  // (2 artanh(s) - 2 s) / s^3 in s^2 on |s| <= (sqrt 2 - 1)/(sqrt 2 + 1), likewise; error 2e-18
  private static final DoubleVector L0 = all(0.666666666666667);
  private static final DoubleVector L1 = all(0.3999999999989938);
  private static final DoubleVector L2 = all(0.28571428626031065);
  private static final DoubleVector L3 = all(0.2222221112572281);
  private static final DoubleVector L4 = all(0.18182889786191042);
  private static final DoubleVector L5 = all(0.15331699633543858);
  private static final DoubleVector L6 = all(0.14616721179861816);

  private VectorExponential() {}

  /** exp(x) for x in [-708, 708]. */
  static DoubleVector exp(DoubleVector x) {
    var rounded = x.fma(LOG2_E, ROUNDER);
    var k = rounded.sub(ROUNDER);
    var r = k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, x));
    var scale =
        rounded
            .reinterpretAsLongs()
            .lanewise(LSHL, MANTISSA_BITS)
            .add(BITS_OF_ONE)
            .reinterpretAsDoubles();
    var r2 = r.mul(r);
    var r4 = r2.mul(r2);
    var low = r2.fma(r.fma(E3, E2), r.fma(E1, E0));
    var middle = r2.fma(r.fma(E7, E6), r.fma(E5, E4));
    var high = r4.fma(r.fma(E9, E8), middle);
    var tail = r2.fma(r4.fma(high, low), r);
    return tail.fma(scale, scale);
  }

  /** ln(x) for positive, normal x. */
  static DoubleVector log(DoubleVector x) {
    var shifted = x.reinterpretAsLongs().add(ONE_LESS_ROOT_HALF);
    var mantissa = shifted.and(MANTISSA_MASK).add(BITS_OF_ROOT_HALF).reinterpretAsDoubles();
    var k =
        shifted
            .lanewise(LSHR, MANTISSA_BITS)
            .add(ROUNDED_LESS_BIAS)
            .reinterpretAsDoubles()
            .sub(ROUNDER);
    var s = mantissa.sub(ONE).div(mantissa.add(ONE));
    var z = s.mul(s);
    var z2 = z.mul(z);
    var low = z2.fma(z.fma(L3, L2), z.fma(L1, L0));
    var high = z2.fma(L6, z.fma(L5, L4));
    var series = z2.mul(z2).fma(high, low);
    var rest = s.mul(z).fma(series, k.mul(LN2_LOW));
    return k.fma(LN2_HIGH, s.add(s).add(rest));
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(DOUBLES, value);
  }

  private static LongVector all(long value) {
    return LongVector.broadcast(LONGS, value);
  }
}
