package isoloss.law;

import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.pow;

import isoloss.fit.Coordinates;
import isoloss.fit.Parameter;
import isoloss.fit.Rows;
import java.util.List;
import java.util.Optional;

/**
 * Laws in which parallel streams divide the reducible loss by a power of a function s of P: {@code
 * L(N, P) = E + A N^-alpha s(P)^-beta}; theta = (E, A, alpha, beta).
 */
abstract class StreamFactorLaw extends StreamLaw {
  static final int E = 0;
  static final int A = 1;
  static final int ALPHA = 2;
  static final int BETA = 3;

  /** s(P), which is 1 at P = 1. */
  abstract double streams(double p);

  /** Whether P may be counted in other units: s is a power. */
  boolean isPower() {
    return false;
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
  public final Optional<double[]> inUnits(
      double[] theta, double[] inputUnits, double responseUnit) {
    if (inputUnits[1] != 1 && !isPower()) {
      return Optional.empty();
    }
    double[] out = theta.clone();
    out[E] /= responseUnit;
    out[A] *=
        pow(inputUnits[0], -theta[ALPHA])
            * pow(streams(inputUnits[1]), -theta[BETA])
            / responseUnit;
    return Optional.of(out);
  }

  @Override
  public final Coordinates coordinates(Rows rows) {
    return new CentredLogs(rows);
  }

  /** (ln E, ln A - alpha mean ln N, alpha, beta). */
  private final class CentredLogs extends Search {
    CentredLogs(Rows rows) {
      super(
          rows,
          List.of("E", "A", "alpha", "beta"),
          new double[] {rows.leastTarget() - 25, rows.leastTarget() - 40, -2, -5},
          new double[] {rows.greatestTarget() + 2, rows.greatestTarget() + 40, 5, 10},
          0.01,
          1);
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
  }
}
