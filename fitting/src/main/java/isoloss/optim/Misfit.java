package isoloss.optim;

import isoloss.data.Values;
import java.util.Arrays;

/**
 * What a separable fit minimises: a sum over rows of a function of fitted and observed value,
 * written so that re-weighted least squares has its gradient.
 */
public interface Misfit {

  /** The sum; plus infinity where it is not defined. */
  double value(double[] fitted, double[] observed);

  /**
   * @param weights overwritten with {@code w_i = (dF / d fitted_i) / (fitted_i - observed_i)}, or
   *     its limit where fitted and observed agree
   */
  void weights(double[] fitted, double[] observed, double[] weights);

  /** Whether the weights do not depend on the fitted values, so that one solution is exact. */
  default boolean isQuadratic() {
    return false;
  }

  /** {@code sum_i w_i (fitted_i - observed_i)^2 / 2}. */
  record HalfSquares(Values rowWeights) implements Misfit {
    @Override
    public double value(double[] fitted, double[] observed) {
      double sum = 0;
      for (int i = 0; i < observed.length; i++) {
        double r = fitted[i] - observed[i];
        sum += 0.5 * rowWeights.get(i) * r * r;
      }
      return sum;
    }

    @Override
    public void weights(double[] fitted, double[] observed, double[] weights) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] = rowWeights.get(i);
      }
    }

    @Override
    public boolean isQuadratic() {
      return true;
    }
  }

  /**
   * {@code sum_i w_i rho(ln fitted_i - ln observed_i)} with Huber's rho; an infinite delta gives
   * half squares of the logarithms.
   */
  record HuberOfLogs(double delta, Values rowWeights) implements Misfit {
    /** Relative difference below which the quotient is replaced by its limit. */
    private static final double AGREE = 1e-12;

    public HuberOfLogs {
      if (!(delta > 0)) {
        throw new IllegalArgumentException("Huber's delta " + delta + " is not positive");
      }
    }

    @Override
    public double value(double[] fitted, double[] observed) {
      double sum = 0;
      for (int i = 0; i < observed.length; i++) {
        double r = logRatio(fitted[i], observed[i]);
        double clipped = Math.clamp(r, -delta, delta);
        sum += rowWeights.get(i) * clipped * (r - 0.5 * clipped);
      }
      return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }

    @Override
    public void weights(double[] fitted, double[] observed, double[] weights) {
      for (int i = 0; i < weights.length; i++) {
        double gap = fitted[i] - observed[i];
        double slope =
            Math.abs(gap) <= AGREE * observed[i]
                ? 1 / observed[i]
                : Math.clamp(logRatio(fitted[i], observed[i]), -delta, delta) / gap;
        weights[i] = fitted[i] > 0 ? rowWeights.get(i) * slope / fitted[i] : 0;
      }
    }

    private static double logRatio(double fitted, double observed) {
      double relative = (fitted - observed) / observed;
      return Math.abs(relative) < 0.1 ? Math.log1p(relative) : Math.log(fitted / observed);
    }
  }

  /** Half squares with equal weights. */
  static Misfit halfSquares(int rows) {
    return new HalfSquares(ones(rows));
  }

  /** Huber of logarithms with equal weights. */
  static Misfit huberOfLogs(int rows, double delta) {
    return new HuberOfLogs(delta, ones(rows));
  }

  private static Values ones(int rows) {
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    return Values.of(ones);
  }
}
