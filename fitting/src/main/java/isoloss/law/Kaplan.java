package isoloss.law;

import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.pow;

import isoloss.data.Values;
import isoloss.data.Variable;
import isoloss.fit.Coordinates;
import isoloss.fit.Loss;
import isoloss.fit.Parameter;
import isoloss.fit.Procedure;
import isoloss.fit.PublishedConstants;
import isoloss.fit.Rows;
import isoloss.fit.ScalingLaw;
import isoloss.fit.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The first joint law of size and data: {@code L(N, D) = ((Nc/N)^(alphaN/alphaD) + Dc/D)^alphaD}.
 *
 * <p>N in non-embedding parameters, D in tokens, L in nats per token; theta = (Nc, alphaN, Dc,
 * alphaD). It has no floor and so misfits any grid that reaches far; a cheap baseline. NaN in, NaN
 * out.
 *
 * @see <a href="https://arxiv.org/abs/2001.08361">Kaplan et al. (2020), eq. 1.5</a>
 */
public final class Kaplan implements ScalingLaw {
  private static final int NC = 0;
  private static final int ALPHA_N = 1;
  private static final int DC = 2;
  private static final int ALPHA_D = 3;

  @Override
  public String name() {
    return "kaplan";
  }

  @Override
  public String formula() {
    return "L = ((Nc/N)^(alphaN/alphaD) + Dc/D)^alphaD";
  }

  @Override
  public Source source() {
    return new Source(
        "Kaplan et al. (2020), Scaling Laws for Neural Language Models",
        "https://arxiv.org/abs/2001.08361");
  }

  @Override
  public String convention() {
    return "N counts parameters without embeddings; D counts training tokens";
  }

  @Override
  public List<Variable> inputs() {
    return List.of(Variable.positive("N", "non-embedding parameters", "parameters"), Variable.D);
  }

  @Override
  public Variable response() {
    return Variable.L;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.positive("Nc", "model size at which unlimited data give a loss of 1"),
        Parameter.exponent("alphaN", "exponent of model size"),
        Parameter.positive("Dc", "tokens at which an unlimited model has a loss of 1"),
        Parameter.exponent("alphaD", "exponent of data").within(0, 100));
  }

  @Override
  public double value(double[] theta, double[] x) {
    return exp(theta[ALPHA_D] * TwoPowerLogs.logSum(sizeTerm(theta, x), dataTerm(theta, x)));
  }

  private static double sizeTerm(double[] theta, double[] x) {
    return theta[ALPHA_N] / theta[ALPHA_D] * (log(theta[NC]) - log(x[0]));
  }

  private static double dataTerm(double[] theta, double[] x) {
    return log(theta[DC]) - log(x[1]);
  }

  @Override
  public void gradient(double[] theta, double[] x, double[] out) {
    double size = sizeTerm(theta, x);
    double inner = TwoPowerLogs.logSum(size, dataTerm(theta, x));
    double loss = exp(theta[ALPHA_D] * inner);
    double sizeShare = exp(size - inner);
    out[NC] = loss * sizeShare * theta[ALPHA_N] / theta[NC];
    out[ALPHA_N] = loss * sizeShare * (log(theta[NC]) - log(x[0]));
    out[DC] = loss * (1 - sizeShare) * theta[ALPHA_D] / theta[DC];
    out[ALPHA_D] = loss * (inner - sizeShare * size);
  }

  @Override
  public Optional<double[]> inUnits(double[] theta, double[] inputUnits, double responseUnit) {
    double[] out = theta.clone();
    out[NC] /= inputUnits[0] * pow(responseUnit, 1 / theta[ALPHA_N]);
    out[DC] /= inputUnits[1] * pow(responseUnit, 1 / theta[ALPHA_D]);
    return Optional.of(out);
  }

  @Override
  public List<PublishedConstants> constants() {
    return List.of(
        new PublishedConstants(
            "paper",
            Values.of(6.4e13, 0.076, 1.8e13, 0.103),
            "Kaplan et al. (2020), joint fit, as commonly quoted; not checked against the paper's"
                + " text"));
  }

  @Override
  public List<Procedure> procedures() {
    return List.of(
        Procedure.bestOptimum(),
        new Procedure(
            Procedure.PUBLISHED,
            "the paper prints no procedure that could be replayed; this is least squares of the"
                + " logarithm of the loss from 27 fixed starts",
            List.of(),
            new Procedure.FixedStarts(
                new Loss.Squared(), Kaplan::fixedStarts, Procedure.Resamples.KEYED)));
  }

  /** alphaN, alphaD in {0.04, 0.1, 0.25}, size term at .2, .5, .8 of the middle. */
  private static List<double[]> fixedStarts(Rows rows) {
    LossInTheMiddle coordinates = new LossInTheMiddle(rows);
    List<double[]> starts = new ArrayList<>();
    for (double alphaN : new double[] {0.04, 0.1, 0.25}) {
      for (double alphaD : new double[] {0.04, 0.1, 0.25}) {
        for (double share : new double[] {0.2, 0.5, 0.8}) {
          starts.add(coordinates.natural(coordinates.startAt(alphaN, alphaD, share)));
        }
      }
    }
    return starts;
  }

  @Override
  public Coordinates coordinates(Rows rows) {
    return new LossInTheMiddle(rows);
  }

  /**
   * (P, Q, p, q) with {@code ln L = q ln(e^((P - p u)/q) + e^((Q - q v)/q))}, u and v the centred
   * logarithms of N and D: P and Q are the log losses that size and data alone would give in the
   * middle of the data, p = alphaN, q = alphaD.
   */
  private static final class LossInTheMiddle extends CentredCoordinates {
    LossInTheMiddle(Rows rows) {
      super(
          rows,
          List.of("Nc", "Dc", "alphaN", "alphaD"),
          new double[] {rows.leastTarget() - 20, rows.leastTarget() - 20, 1e-3, 5e-3},
          new double[] {rows.greatestTarget() + 20, rows.greatestTarget() + 20, 3, 3});
    }

    @Override
    public double[] natural(double[] search) {
      return new double[] {
        exp(search[0] / search[2] + centreN),
        search[2],
        exp(search[1] / search[3] + centreD),
        search[3]
      };
    }

    @Override
    public double[] search(double[] natural) {
      return clamped(
          natural[ALPHA_N] * (log(natural[NC]) - centreN),
          natural[ALPHA_D] * (log(natural[DC]) - centreD),
          natural[ALPHA_N],
          natural[ALPHA_D]);
    }

    @Override
    public double predict(double[] search, double[] x, double[] gradient) {
      double q = search[3];
      double u = centredLogN(x);
      double v = centredLogD(x);
      double sizeTerm = (search[0] - search[2] * u) / q;
      double dataTerm = search[1] / q - v;
      double inner = TwoPowerLogs.logSum(sizeTerm, dataTerm);
      double sizeShare = exp(sizeTerm - inner);
      double dataShare = exp(dataTerm - inner);
      gradient[0] = sizeShare;
      gradient[1] = dataShare;
      gradient[2] = -sizeShare * u;
      gradient[3] = inner - sizeShare * sizeTerm - dataShare * (dataTerm + v);
      return q * inner;
    }

    @Override
    protected double[] start(RandomGenerator random) {
      return startAt(
          exp(uniform(random, log(0.02), log(0.5))),
          exp(uniform(random, log(0.02), log(0.5))),
          uniform(random, 0.1, 0.9));
    }

    double[] startAt(double alphaN, double alphaD, double share) {
      double middle = (rows().leastTarget() + rows().greatestTarget()) / 2;
      return clamped(
          middle + alphaD * log(share), middle + alphaD * log(1 - share), alphaN, alphaD);
    }
  }
}
