package isoloss.law;

import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.pow;

import isoloss.data.Variable;
import isoloss.fit.Coordinates;
import isoloss.fit.FloorAndRest;
import isoloss.fit.Loss;
import isoloss.fit.Parameter;
import isoloss.fit.Procedure;
import isoloss.fit.Rows;
import isoloss.fit.ScalingLaw;
import isoloss.fit.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Chinchilla with one more exponent around the reducible part: {@code L(N, D) = (A N^-alpha + B
 * D^-beta)^k + E}; k = 1 is Chinchilla. The compute-optimal N and D do not depend on k.
 *
 * <p>N in parameters, D in tokens, L in the unit of the data; theta = (A, B, E, alpha, beta, k).
 * NaN in, NaN out.
 */
public final class Skaling implements ScalingLaw {
  private static final int A = 0;
  private static final int B = 1;
  private static final int E = 2;
  private static final int ALPHA = 3;
  private static final int BETA = 4;
  private static final int K = 5;

  @Override
  public String name() {
    return "skaling";
  }

  @Override
  public String formula() {
    return "L = (A/N^alpha + B/D^beta)^k + E";
  }

  @Override
  public Source source() {
    return new Source("Skaling, arXiv 2608.07222", "https://arxiv.org/abs/2608.07222");
  }

  @Override
  public String convention() {
    return "N as the data count it: with or without embeddings, but the same in every row";
  }

  @Override
  public List<Variable> inputs() {
    return List.of(Variable.N, Variable.D);
  }

  @Override
  public Variable response() {
    return Variable.L;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.positive("A", "coefficient of the model-size term inside the power"),
        Parameter.positive("B", "coefficient of the data term inside the power"),
        Parameter.positive("E", "irreducible loss, the limit of infinite N and D"),
        Parameter.exponent("alpha", "exponent of model size inside the power"),
        Parameter.exponent("beta", "exponent of data inside the power"),
        Parameter.exponent("k", "exponent of the reducible part").within(0, 100));
  }

  @Override
  public double value(double[] theta, double[] x) {
    return pow(inner(theta, x), theta[K]) + theta[E];
  }

  private static double inner(double[] theta, double[] x) {
    return theta[A] * pow(x[0], -theta[ALPHA]) + theta[B] * pow(x[1], -theta[BETA]);
  }

  @Override
  public void gradient(double[] theta, double[] x, double[] out) {
    double inner = inner(theta, x);
    double reducible = pow(inner, theta[K]);
    double outer = theta[K] * reducible / inner;
    out[A] = outer * pow(x[0], -theta[ALPHA]);
    out[B] = outer * pow(x[1], -theta[BETA]);
    out[E] = 1;
    out[ALPHA] = -theta[A] * out[A] * log(x[0]);
    out[BETA] = -theta[B] * out[B] * log(x[1]);
    out[K] = reducible * log(inner);
  }

  @Override
  public Optional<double[]> inUnits(double[] theta, double[] inputUnits, double responseUnit) {
    double[] out = theta.clone();
    double innerUnit = pow(responseUnit, 1 / theta[K]);
    out[A] *= pow(inputUnits[0], -theta[ALPHA]) / innerUnit;
    out[B] *= pow(inputUnits[1], -theta[BETA]) / innerUnit;
    out[E] /= responseUnit;
    return Optional.of(out);
  }

  @Override
  public List<Procedure> procedures() {
    return List.of(
        Procedure.bestOptimum(),
        new Procedure(
            Procedure.PUBLISHED,
            "no fitting procedure of the authors could be checked; this is least squares of the"
                + " logarithm of the loss from 54 fixed starts, with ln A and ln B in place of A and B",
            List.of(),
            new Procedure.FixedStarts(
                new Loss.Squared(), Skaling::fixedStarts, Procedure.Resamples.KEYED)));
  }

  /**
   * k in {0.3, 0.5, 1}, asymptotic exponents in {0.1, 0.2, 0.4}, E at 0.3 or 0.8 of the least L.
   */
  private static List<double[]> fixedStarts(Rows rows) {
    AsymptoticExponents coordinates = new AsymptoticExponents(rows);
    List<double[]> starts = new ArrayList<>();
    for (double k : new double[] {0.3, 0.5, 1}) {
      for (double p : new double[] {0.1, 0.2, 0.4}) {
        for (double q : new double[] {0.1, 0.2, 0.4}) {
          for (double floor : new double[] {0.3, 0.8}) {
            starts.add(coordinates.natural(coordinates.startAt(p, q, floor, 0.5, k)));
          }
        }
      }
    }
    return starts;
  }

  @Override
  public Coordinates coordinates(Rows rows) {
    return new AsymptoticExponents(rows);
  }

  /**
   * (P, Q, ln E, p, q, ln k) with {@code (L - E)^(1/k) = e^((P - p u)/k) + e^((Q - q v)/k)}, u and
   * v the centred logarithms of N and D. p = k alpha and q = k beta are the slopes that the data
   * show far from the crossing; k alone shapes the crossing.
   */
  static final class AsymptoticExponents extends CentredCoordinates {
    AsymptoticExponents(Rows rows) {
      super(
          rows,
          List.of("A", "B", "E", "alpha", "beta", "k"),
          new double[] {
            rows.leastTarget() - 40,
            rows.leastTarget() - 40,
            rows.leastTarget() - 25,
            -1,
            -1,
            log(0.05)
          },
          new double[] {
            rows.greatestTarget() + 40,
            rows.greatestTarget() + 40,
            rows.greatestTarget() + 2,
            3,
            3,
            log(20)
          });
    }

    @Override
    public double[] natural(double[] search) {
      double k = exp(search[5]);
      double alpha = search[3] / k;
      double beta = search[4] / k;
      return new double[] {
        exp(search[0] / k + alpha * centreN),
        exp(search[1] / k + beta * centreD),
        exp(search[2]),
        alpha,
        beta,
        k
      };
    }

    @Override
    public double[] search(double[] natural) {
      double k = natural[K];
      return clamped(
          k * (log(natural[A]) - natural[ALPHA] * centreN),
          k * (log(natural[B]) - natural[BETA] * centreD),
          log(natural[E]),
          k * natural[ALPHA],
          k * natural[BETA],
          log(k));
    }

    @Override
    public double predict(double[] search, double[] x, double[] gradient) {
      double k = exp(search[5]);
      double u = centredLogN(x);
      double v = centredLogD(x);
      double sizeTerm = (search[0] - search[3] * u) / k;
      double dataTerm = (search[1] - search[4] * v) / k;
      double inner = TwoPowerLogs.logSum(sizeTerm, dataTerm);
      double logLoss = TwoPowerLogs.logSum(k * inner, search[2]);
      double reducible = exp(k * inner - logLoss);
      double sizeShare = exp(sizeTerm - inner);
      double dataShare = exp(dataTerm - inner);
      gradient[0] = reducible * sizeShare;
      gradient[1] = reducible * dataShare;
      gradient[2] = exp(search[2] - logLoss);
      gradient[3] = -gradient[0] * u;
      gradient[4] = -gradient[1] * v;
      gradient[5] = reducible * k * (inner - sizeShare * sizeTerm - dataShare * dataTerm);
      return logLoss;
    }

    @Override
    protected double[] start(RandomGenerator random) {
      return startAt(
          uniform(random, 0.05, 0.6),
          uniform(random, 0.05, 0.6),
          uniform(random, 0.02, 0.95),
          uniform(random, 0.1, 0.9),
          exp(uniform(random, log(0.25), log(1.5))));
    }

    /**
     * @param floor E as a share of the least loss
     * @param share of the model-size term inside the power, in the middle of the data
     */
    double[] startAt(double p, double q, double floor, double share, double k) {
      FloorAndRest start = FloorAndRest.of(rows(), floor);
      double rest = start.rest();
      return clamped(rest + k * log(share), rest + k * log(1 - share), start.floor(), p, q, log(k));
    }
  }
}
