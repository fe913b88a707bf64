package isoloss.law;

import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.pow;

import isoloss.data.Variable;
import isoloss.fit.Coordinates;
import isoloss.fit.Parameter;
import isoloss.fit.Procedure;
import isoloss.fit.Rows;
import isoloss.fit.ScalingLaw;
import isoloss.fit.Source;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Laws in which parallel streams divide the reducible loss by a power of a function s of P: {@code
 * L(N, P) = E + A N^-alpha s(P)^-beta}; theta = (E, A, alpha, beta).
 */
abstract class StreamFactorLaw implements ScalingLaw {
  static final int E = 0;
  static final int A = 1;
  static final int ALPHA = 2;
  static final int BETA = 3;

  /** s(P), which is 1 at P = 1. */
  abstract double streams(double p);

  @Override
  public final Source source() {
    return ParScale.SOURCE;
  }

  @Override
  public final String convention() {
    return ParScale.CONVENTION
        + "; a form to compare parscale with, not one of Chen et al. (2025), whose data it is"
        + " meant for";
  }

  @Override
  public final List<Variable> inputs() {
    return List.of(ParScale.NON_EMBEDDING, Variable.P);
  }

  @Override
  public final Variable response() {
    return Variable.L;
  }

  @Override
  public final List<Parameter> parameters() {
    return List.of(
        Parameter.positive("E", "irreducible loss, the limit of infinite N"),
        Parameter.positive("A", "coefficient of the model-size term, loss at N = 1"),
        Parameter.exponent("alpha", "exponent of model size"),
        Parameter.exponent("beta", "exponent of the streams"));
  }

  @Override
  public final double value(double[] theta, double[] x) {
    return theta[E] + theta[A] * pow(x[0], -theta[ALPHA]) * pow(streams(x[1]), -theta[BETA]);
  }

  @Override
  public final void gradient(double[] theta, double[] x, double[] out) {
    double s = streams(x[1]);
    out[E] = 1;
    out[A] = pow(x[0], -theta[ALPHA]) * pow(s, -theta[BETA]);
    out[ALPHA] = -theta[A] * out[A] * log(x[0]);
    out[BETA] = -theta[A] * out[A] * log(s);
  }

  @Override
  public final List<Procedure> procedures() {
    return List.of(Procedure.bestOptimum(), StreamStarts.leastSquares());
  }

  @Override
  public final Coordinates coordinates(Rows rows) {
    return new CentredLogs(rows);
  }

  /** (ln E, ln A - alpha mean ln N, alpha, beta). */
  private final class CentredLogs extends CentredCoordinates {
    CentredLogs(Rows rows) {
      super(
          rows,
          List.of("E", "A", "alpha", "beta"),
          new double[] {rows.leastTarget() - 25, rows.leastTarget() - 40, -2, -5},
          new double[] {rows.greatestTarget() + 2, rows.greatestTarget() + 40, 5, 10});
    }

    @Override
    public double[] natural(double[] search) {
      return new double[] {
        exp(search[0]), exp(search[1] + search[2] * centreN), search[2], search[3]
      };
    }

    @Override
    public double[] search(double[] natural) {
      return clamped(
          log(natural[E]),
          log(natural[A]) - natural[ALPHA] * centreN,
          natural[ALPHA],
          natural[BETA]);
    }

    @Override
    public double predict(double[] search, double[] x, double[] gradient) {
      double u = centredLogN(x);
      double w = log(streams(x[1]));
      double reducible = search[1] - search[2] * u - search[3] * w;
      double logLoss = TwoPowerLogs.logSum(search[0], reducible);
      double share = exp(reducible - logLoss);
      gradient[0] = exp(search[0] - logLoss);
      gradient[1] = share;
      gradient[2] = -share * u;
      gradient[3] = -share * w;
      return logLoss;
    }

    @Override
    protected double[] start(RandomGenerator random) {
      double[] floorAndRest = StreamStarts.floorAndRest(rows(), uniform(random, 0.02, 0.98));
      return new double[] {
        floorAndRest[0],
        floorAndRest[1],
        uniform(random, 0.05, 1),
        exp(uniform(random, log(0.01), log(1)))
      };
    }
  }
}
