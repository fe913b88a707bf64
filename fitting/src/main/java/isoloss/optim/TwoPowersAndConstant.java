package isoloss.optim;

import java.util.Arrays;

/**
 * Robust regression of a logarithm on the logarithm of two powers and a constant:
 *
 * <pre>
 * F(a, b, e, alpha, beta) = sum_i w_i rho( ln(exp(a - alpha u_i) + exp(b - beta v_i) + exp(e)) - y_i )
 * rho(r) = r^2/2 for |r| <= delta, else delta (|r| - delta/2)
 * </pre>
 *
 * with its gradient; u and v are logarithms of the inputs, y of the response. An infinite delta
 * gives half squares. Integer weights are the counts of a bootstrap resample.
 *
 * <p>The logarithm of the sum is exact for exponents of any finite size: it is taken relative to e,
 * and what exceeds 700 is set aside. NaN in, NaN out.
 *
 * <p>{@link #of} chooses the widest form that this JVM runs; see {@link Vectorisation}.
 */
public abstract sealed class TwoPowersAndConstant implements Objective
    permits TwoPowersAndConstantScalar, TwoPowersAndConstantVector {

  /** Exponents are kept within these ends, far enough from overflow for sums and products. */
  static final double LARGEST_EXPONENT = 700;

  static final double LEAST_EXPONENT = -708;

  final double delta;

  TwoPowersAndConstant(double delta) {
    this.delta = delta;
  }

  /** With all weights 1. */
  public static TwoPowersAndConstant of(double[] u, double[] v, double[] y, double delta) {
    return of(u, v, y, ones(y.length), delta);
  }

  /**
   * @param weights not negative; rows of weight 0 are left out
   * @param delta where Huber's function turns linear; infinity for half squares
   */
  public static TwoPowersAndConstant of(
      double[] u, double[] v, double[] y, double[] weights, double delta) {
    return Vectorisation.isUsed()
        ? vector(u, v, y, weights, delta)
        : scalar(u, v, y, weights, delta);
  }

  /** The form without vector instructions, whatever the JVM offers. */
  public static TwoPowersAndConstant scalar(
      double[] u, double[] v, double[] y, double[] weights, double delta) {
    requireRows(u, v, y, weights, delta);
    return new TwoPowersAndConstantScalar(Rows.compact(u, v, y, weights, 1), delta);
  }

  /** The form on the Vector API; fails where its module is missing. */
  static TwoPowersAndConstant vector(
      double[] u, double[] v, double[] y, double[] weights, double delta) {
    requireRows(u, v, y, weights, delta);
    return new TwoPowersAndConstantVector(
        Rows.compact(u, v, y, weights, TwoPowersAndConstantVector.LANES), delta);
  }

  /** An equal function over the same rows with scratch of its own, for another thread. */
  public abstract TwoPowersAndConstant twin();

  @Override
  public int dimension() {
    return 5;
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static void requireRows(
      double[] u, double[] v, double[] y, double[] weights, double delta) {
    if (u.length != y.length || v.length != y.length || weights.length != y.length) {
      throw new IllegalArgumentException(
          "%d, %d, %d and %d rows of u, v, y and weights"
              .formatted(u.length, v.length, y.length, weights.length));
    }
    if (!(delta > 0)) {
      throw new IllegalArgumentException("Huber's delta " + delta + " is not positive");
    }
    for (double weight : weights) {
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("weight " + weight + " is negative or not finite");
      }
    }
  }

  /** Rows of positive weight, filled up to a multiple of the lanes with rows of weight 0. */
  record Rows(int count, double[] u, double[] v, double[] y, double[] weight) {
    static Rows compact(double[] u, double[] v, double[] y, double[] weights, int multiple) {
      int count = 0;
      for (double weight : weights) {
        count += weight > 0 ? 1 : 0;
      }
      int padded = (count + multiple - 1) / multiple * multiple;
      Rows rows =
          new Rows(
              count,
              new double[padded],
              new double[padded],
              new double[padded],
              new double[padded]);
      int row = 0;
      for (int i = 0; i < weights.length; i++) {
        if (weights[i] > 0) {
          rows.set(row++, u[i], v[i], y[i], weights[i]);
        }
      }
      for (; row < padded; row++) {
        rows.set(row, rows.u[0], rows.v[0], rows.y[0], 0);
      }
      return rows;
    }

    private void set(int row, double ui, double vi, double yi, double wi) {
      u[row] = ui;
      v[row] = vi;
      y[row] = yi;
      weight[row] = wi;
    }
  }
}
