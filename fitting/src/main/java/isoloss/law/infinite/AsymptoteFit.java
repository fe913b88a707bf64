package isoloss.law.infinite;

import isoloss.data.Values;
import isoloss.optim.Bounds;
import isoloss.optim.Lbfgs;
import isoloss.optim.LeastSquares;
import isoloss.optim.Misfit;
import isoloss.optim.Residuals;
import isoloss.optim.SeparableModel;
import isoloss.optim.VariableProjection;
import java.util.List;
import java.util.stream.IntStream;

/** Two ways to the least sum of squares of {@code L - (A/x^a + E)}, A, a and E not negative. */
enum AsymptoteFit {
  /** a is searched along its whole range; A and E follow by non-negative least squares. */
  PROJECTED {
    @Override
    PowerAsymptote of(double[] x, double[] loss) {
      VariableProjection.Solution best =
          VariableProjection.withDefaults()
              .withLocal(Lbfgs.withDefaults().withValueScale(NEGLIGIBLE))
              .minimize(
                  new PowerAndConstant(x), loss, Misfit.halfSquares(x.length), GRID, EXPONENTS);
      return new PowerAsymptote(
          best.linear().get(0),
          best.nonlinear().get(0),
          best.linear().get(1),
          Values.of(x),
          Values.of(loss));
    }
  },

  /**
   * Levenberg and Marquardt's steps from (A, a, E) = (1, 0.5, 2). The parameters are squares of
   * what is searched, which keeps them from becoming negative as the bounds of the authors' code
   * do.
   */
  FROM_ONE_START {
    @Override
    PowerAsymptote of(double[] x, double[] loss) {
      double[] q =
          LeastSquares.withDefaults()
              .minimize(
                  new SquaredParameters(x, loss), new double[] {1, Math.sqrt(0.5), Math.sqrt(2)})
              .minimum()
              .point()
              .toArray();
      return new PowerAsymptote(
          q[0] * q[0], q[1] * q[1], q[2] * q[2], Values.of(x), Values.of(loss));
    }
  };

  static final double LEAST_EXPONENT = 1e-3;
  static final double GREATEST_EXPONENT = 30;

  /** Half the square of a residual that counts as none: 1e-7. */
  private static final double NEGLIGIBLE = 5e-15;

  private static final int GRID_POINTS = 160;
  private static final List<double[]> GRID =
      IntStream.range(0, GRID_POINTS)
          .mapToObj(i -> new double[] {exponent(i / (GRID_POINTS - 1.0))})
          .toList();
  private static final Bounds EXPONENTS =
      new Bounds(Values.of(LEAST_EXPONENT), Values.of(GREATEST_EXPONENT));

  /** From the least exponent at 0 to the greatest at 1, evenly in the logarithm. */
  static double exponent(double share) {
    return LEAST_EXPONENT * Math.pow(GREATEST_EXPONENT / LEAST_EXPONENT, share);
  }

  /**
   * @param x positive, at least three different ones
   */
  abstract PowerAsymptote of(double[] x, double[] loss);

  private record PowerAndConstant(double[] x) implements SeparableModel {
    @Override
    public int rows() {
      return x.length;
    }

    @Override
    public int linear() {
      return 2;
    }

    @Override
    public int nonlinear() {
      return 1;
    }

    @Override
    public void columns(double[] theta, double[][] columns) {
      for (int i = 0; i < x.length; i++) {
        columns[0][i] = Math.pow(x[i], -theta[0]);
        columns[1][i] = 1;
      }
    }

    @Override
    public void derivatives(double[] theta, double[] c, double[][] derivatives) {
      for (int i = 0; i < x.length; i++) {
        derivatives[0][i] = -c[0] * Math.pow(x[i], -theta[0]) * Math.log(x[i]);
      }
    }
  }

  private record SquaredParameters(double[] x, double[] loss) implements Residuals {
    @Override
    public int count() {
      return x.length;
    }

    @Override
    public int dimension() {
      return PowerAsymptote.PARAMETERS;
    }

    @Override
    public void at(double[] q, double[] residuals, double[][] jacobian) {
      for (int i = 0; i < x.length; i++) {
        double power = Math.pow(x[i], -q[1] * q[1]);
        residuals[i] = q[0] * q[0] * power + q[2] * q[2] - loss[i];
        jacobian[i][0] = 2 * q[0] * power;
        jacobian[i][1] = -2 * q[1] * q[0] * q[0] * power * Math.log(x[i]);
        jacobian[i][2] = 2 * q[2];
      }
    }
  }
}
