package isoloss.law;

import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.log1p;
import static java.lang.Math.pow;

import isoloss.data.Values;
import isoloss.fit.Coordinates;
import isoloss.fit.Loss;
import isoloss.fit.Parameter;
import isoloss.fit.Procedure;
import isoloss.fit.PublishedConstants;
import isoloss.fit.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Loss of one model run in P parallel streams whose outputs are aggregated: {@code L(N, P) = E + (A
 * / (N (k ln P + 1)))^alpha}. P streams do what {@code k ln P + 1} times the parameters would.
 *
 * <p>N in non-embedding parameters, those that the streams add included; P a count; L in nats per
 * token; theta = (E, A, alpha, k) with A in parameters. The law says nothing about the number of
 * training tokens: the published constants are for 42e9 in every run. NaN in, NaN out.
 *
 * @see <a href="https://arxiv.org/abs/2505.10475">Chen et al. (2025), Parallel Scaling Law for
 *     Language Models</a>; they count A in 1e9 parameters
 */
public final class ParScale extends StreamLaw {
  private static final int E = 0;
  private static final int A = 1;
  private static final int ALPHA = 2;
  private static final int K = 3;

  @Override
  public String name() {
    return "parscale";
  }

  @Override
  public String formula() {
    return "L = E + (A/(N (k ln P + 1)))^alpha";
  }

  @Override
  public String convention() {
    return CONVENTION;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.positive("E", "irreducible loss, the limit of infinite N"),
        Parameter.positive("A", "parameters at which the reducible loss of one stream is 1"),
        Parameter.exponent("alpha", "exponent of the equivalent model size"),
        Parameter.exponent("k", "growth of the equivalent model size per unit of ln P")
            .within(0, 100));
  }

  @Override
  public double value(double[] theta, double[] x) {
    return theta[E] + pow(theta[A] / equivalentParameters(theta, x[0], x[1]), theta[ALPHA]);
  }

  /** {@code N (k ln P + 1)}: the model of one stream with the same loss. */
  public static double equivalentParameters(double[] theta, double n, double p) {
    return n * (theta[K] * log(p) + 1);
  }

  /**
   * N at which P streams reach the loss: {@code A (L - E)^(-1/alpha) / (k ln P + 1)}; infinite
   * where the loss is not above E.
   */
  public static double parametersFor(double[] theta, double loss, double p) {
    return equivalentFor(theta, loss) / (theta[K] * log(p) + 1);
  }

  /**
   * P, a real number, at which N parameters reach the loss: {@code exp((A (L - E)^(-1/alpha)/N -
   * 1)/k)}; below 1 where one stream does better already, infinite where no number of streams does.
   */
  public static double streamsFor(double[] theta, double loss, double n) {
    double growth = equivalentFor(theta, loss) / n - 1;
    return growth == 0 ? 1 : exp(growth / theta[K]);
  }

  private static double equivalentFor(double[] theta, double loss) {
    return loss > theta[E]
        ? theta[A] * pow(loss - theta[E], -1 / theta[ALPHA])
        : Double.POSITIVE_INFINITY;
  }

  @Override
  public void gradient(double[] theta, double[] x, double[] out) {
    double ratio = theta[A] / equivalentParameters(theta, x[0], x[1]);
    double reducible = pow(ratio, theta[ALPHA]);
    double logP = log(x[1]);
    out[E] = 1;
    out[A] = theta[ALPHA] * reducible / theta[A];
    out[ALPHA] = reducible * log(ratio);
    out[K] = -theta[ALPHA] * reducible * logP / (theta[K] * logP + 1);
  }

  @Override
  public Optional<double[]> inUnits(double[] theta, double[] inputUnits, double responseUnit) {
    if (inputUnits[1] != 1) {
      return Optional.empty();
    }
    double[] out = theta.clone();
    out[E] /= responseUnit;
    out[A] *= pow(responseUnit, -1 / theta[ALPHA]) / inputUnits[0];
    return Optional.of(out);
  }

  @Override
  public List<PublishedConstants> constants() {
    return List.of(
        new PublishedConstants(
            "stack",
            Values.of(0.6912, 1.131e7, 0.1894, 0.3935),
            "Chen et al. (2025), figure 2: Stack-V2-Python, N from 0.5e9 to 4.4e9, P from 1 to 8,"
                + " 42e9 tokens in every run"),
        new PublishedConstants(
            "pile",
            Values.of(1.2888, 1.974e8, 0.1963, 0.3345),
            "Chen et al. (2025), figure 2: Pile, N from 0.5e9 to 4.4e9, P from 1 to 8, 42e9 tokens"
                + " in every run"));
  }

  @Override
  public List<Procedure> procedures() {
    return List.of(
        Procedure.bestOptimum(),
        new Procedure(
            Procedure.PUBLISHED,
            "Chen et al. (2025) and their code: sum of Huber(1e-3) of log residuals from 300 starts,"
                + " best kept; here in centred logarithms, and the best is polished as well",
            List.of(),
            new Procedure.FixedStarts(
                new Loss.Huber(Loss.Huber.PUBLISHED_DELTA),
                rows -> publishedStarts(),
                Procedure.Resamples.KEYED)));
  }

  /**
   * In natural parameters: E in exp{-1, -.5, 0}, A in exp{-4, -2, 0, 2, 4} 1e9 parameters, alpha in
   * {0, .5, 1, 1.5, 2}, k in {.2, .4, .6, .8}.
   */
  static List<double[]> publishedStarts() {
    List<double[]> starts = new ArrayList<>(300);
    for (int e = -2; e <= 0; e++) {
      for (int a = -4; a <= 4; a += 2) {
        for (int alpha = 0; alpha <= 4; alpha++) {
          for (int k = 1; k <= 4; k++) {
            starts.add(new double[] {exp(e / 2.0), 1e9 * exp(a), alpha / 2.0, 0.2 * k});
          }
        }
      }
    }
    return starts;
  }

  @Override
  public Coordinates coordinates(Rows rows) {
    return new CentredLogs(rows);
  }

  /**
   * (ln E, alpha (ln A - mean ln N), alpha, k): the second is the logarithm of the reducible loss
   * of one stream in the middle of the sizes.
   */
  private static final class CentredLogs extends Search {
    private static final double LEAST_ALPHA = 0.01;

    CentredLogs(Rows rows) {
      super(
          rows,
          List.of("E", "A", "alpha", "k"),
          new double[] {rows.leastTarget() - 25, rows.leastTarget() - 25, LEAST_ALPHA, 0},
          new double[] {rows.greatestTarget() + 2, rows.greatestTarget() + 10, 5, 100},
          0.03,
          3);
    }

    @Override
    public double[] natural(double[] search) {
      return new double[] {
        exp(search[0]), exp(search[1] / search[2] + centreN), search[2], search[3]
      };
    }

    @Override
    public double[] search(double[] natural) {
      return clamped(
          log(natural[E]),
          natural[ALPHA] * (log(natural[A]) - centreN),
          natural[ALPHA],
          natural[K]);
    }

    @Override
    public double predict(double[] search, double[] x, double[] gradient) {
      double logP = log(x[1]);
      double size = centredLogN(x) + log1p(search[3] * logP);
      double reducible = search[1] - search[2] * size;
      double logLoss = TwoPowerLogs.logSum(search[0], reducible);
      double share = exp(reducible - logLoss);
      gradient[0] = exp(search[0] - logLoss);
      gradient[1] = share;
      gradient[2] = -share * size;
      gradient[3] = -share * search[2] * logP / (1 + search[3] * logP);
      return logLoss;
    }
  }
}
