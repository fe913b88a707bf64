package isoloss.law;

import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.pow;
import static java.lang.Math.sqrt;

import isoloss.fit.Coordinates;
import isoloss.fit.Parameter;
import isoloss.fit.Rows;
import java.util.List;
import java.util.Optional;

/**
 * Parallel streams that take the same amount off the loss of every size: {@code L(N, P) = E + A
 * N^-alpha + G (P^-1/2 - 1)}. A form to compare {@link ParScale} with; inputs and units as there,
 * A, E and G in nats per token. The limit of infinite N and P is E - G; a fit keeps it positive.
 */
public final class ParScaleAdditive extends StreamLaw {
  private static final int E = 0;
  private static final int A = 1;
  private static final int ALPHA = 2;
  private static final int G = 3;

  @Override
  public String name() {
    return "parscale-additive";
  }

  @Override
  public String formula() {
    return "L = E + A N^-alpha + G (P^-1/2 - 1)";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.positive("E", "irreducible loss of one stream, the limit of infinite N at P = 1"),
        Parameter.positive("A", "coefficient of the model-size term, loss at N = 1"),
        Parameter.exponent("alpha", "exponent of model size"),
        Parameter.real("G", "what infinitely many streams take off the loss, below E")
            .within(0, Double.POSITIVE_INFINITY));
  }

  /** E is not the limit of infinite N and P, which is E - G. */
  @Override
  public Optional<String> floor() {
    return Optional.empty();
  }

  @Override
  public double value(double[] theta, double[] x) {
    return theta[E] + theta[A] * pow(x[0], -theta[ALPHA]) - theta[G] * gain(x[1]);
  }

  /** {@code 1 - P^-1/2}, the share of G that P streams take off. */
  private static double gain(double p) {
    return 1 - 1 / sqrt(p);
  }

  @Override
  public void gradient(double[] theta, double[] x, double[] out) {
    out[E] = 1;
    out[A] = pow(x[0], -theta[ALPHA]);
    out[ALPHA] = -theta[A] * out[A] * log(x[0]);
    out[G] = -gain(x[1]);
  }

  @Override
  public Optional<double[]> inUnits(double[] theta, double[] inputUnits, double responseUnit) {
    if (inputUnits[1] != 1) {
      return Optional.empty();
    }
    double[] out = theta.clone();
    out[E] /= responseUnit;
    out[A] *= pow(inputUnits[0], -theta[ALPHA]) / responseUnit;
    out[G] /= responseUnit;
    return Optional.of(out);
  }

  @Override
  public Coordinates coordinates(Rows rows) {
    return new CentredLogs(rows);
  }

  /**
   * (ln E, ln A - alpha mean ln N, alpha, G/E). The last stays below 1, so that the loss of any
   * size and any number of streams is positive and has a logarithm.
   */
  private static final class CentredLogs extends Search {
    private static final double GREATEST_SHARE = 0.999;

    CentredLogs(Rows rows) {
      super(
          rows,
          List.of("E", "A", "alpha", "G"),
          new double[] {rows.leastTarget() - 25, rows.leastTarget() - 40, -2, 0},
          new double[] {rows.greatestTarget() + 2, rows.greatestTarget() + 40, 5, GREATEST_SHARE},
          0.01,
          0.5);
    }

    @Override
    public double[] natural(double[] search) {
      double floor = exp(search[0]);
      return new double[] {
        floor, exp(search[1] + search[2] * centreN), search[2], search[3] * floor
      };
    }

    @Override
    public double[] search(double[] natural) {
      return clamped(
          log(natural[E]),
          log(natural[A]) - natural[ALPHA] * centreN,
          natural[ALPHA],
          natural[G] / natural[E]);
    }

    @Override
    public double predict(double[] search, double[] x, double[] gradient) {
      double u = centredLogN(x);
      double gain = gain(x[1]);
      double size = search[1] - search[2] * u;
      double floor = search[0] + Math.log1p(-search[3] * gain);
      double logLoss = TwoPowerLogs.logSum(floor, size);
      gradient[0] = exp(floor - logLoss);
      gradient[1] = exp(size - logLoss);
      gradient[2] = -gradient[1] * u;
      gradient[3] = -exp(search[0] - logLoss) * gain;
      return logLoss;
    }
  }
}
