package isoloss.sampling.coverage;

import isoloss.data.Values;
import isoloss.fit.Parameter;
import isoloss.fit.Source;
import isoloss.optim.Bounds;
import isoloss.sampling.ProblemCounts;
import java.util.Arrays;
import java.util.List;

/**
 * Beta-binomial with a share of problems that can never be solved: {@code P(c) = pi 1{c=0} + (1-pi)
 * BB(c)}; coverage has the wall {@code 1 - pi}. The share is held only by problems without a
 * success, and only together with alpha.
 */
public final class ZeroInflated implements SuccessDistribution {
  @Override
  public String name() {
    return "zero-inflated-beta-binomial";
  }

  @Override
  public String formula() {
    return "pass@k = (1 - pi) (1 - B(alpha, beta+k)/B(alpha, beta))";
  }

  @Override
  public Source source() {
    return ScaledDensity.SCHAEFFER;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.positive("alpha", "shape near p = 0"),
        Parameter.positive("beta", "shape near p = 1"),
        Parameter.real("pi", "share of problems that no number of samples solves").within(0, 1));
  }

  @Override
  public double failure(double[] theta, double k) {
    return theta[2] + (1 - theta[2]) * Math.exp(BetaBinomial.logFailure(theta[0], theta[1], k));
  }

  @Override
  public double logLikelihood(double[] theta, ProblemCounts problem) {
    double log = new BetaBinomial.At(theta[0], theta[1]).row(CountRows.of(List.of(problem)), 0);
    double mixed = (1 - theta[2]) * Math.exp(log);
    return problem.correct() == 0 ? Math.log(theta[2] + mixed) : Math.log1p(-theta[2]) + log;
  }

  @Override
  public Problem on(CountRows rows, double[] weights) {
    return new Likelihood(rows, weights);
  }

  /** In (ln alpha, ln beta, logit pi). */
  private static final class Likelihood implements Problem {
    /** A share of e^-24 stands for none. */
    private static final double NONE = -24;

    private static final double MOST = 9;
    private final CountRows rows;
    private final double[] weights;

    Likelihood(CountRows rows, double[] weights) {
      this.rows = rows;
      this.weights = weights;
    }

    @Override
    public int dimension() {
      return 3;
    }

    @Override
    public Bounds bounds() {
      LogBox box = BetaBinomial.BOX;
      return new Bounds(
          Values.of(box.low(), box.low(), NONE), Values.of(box.high(), box.high(), MOST));
    }

    @Override
    public List<double[]> starts() {
      double[] moments = BetaBinomial.moments(rows, weights);
      return List.of(
          new double[] {moments[0], moments[1], 0},
          new double[] {moments[0], moments[1], -2},
          new double[] {moments[0], moments[1], -6},
          new double[] {-1, 1, NONE});
    }

    @Override
    public double value(double[] x, double[] gradient) {
      double alpha = Math.exp(x[0]);
      double beta = Math.exp(x[1]);
      double pi = x[2] <= NONE ? 0 : 1 / (1 + Math.exp(-x[2]));
      Arrays.fill(gradient, 0);
      BetaBinomial.At at = new BetaBinomial.At(alpha, beta);
      double sum = 0;
      for (int row = 0; row < rows.size(); row++) {
        if (weights[row] > 0) {
          double log = at.row(rows, row);
          sum += add(row, log, pi, at, gradient);
        }
      }
      return sum;
    }

    private double add(int row, double log, double pi, BetaBinomial.At at, double[] gradient) {
      double w = weights[row];
      boolean none = rows.correct(row) == 0;
      double mixed = (1 - pi) * Math.exp(log);
      double likelihood = none ? pi + mixed : mixed;
      double share = none ? mixed / likelihood : 1;
      gradient[0] -= w * share * at.byAlpha * at.alpha();
      gradient[1] -= w * share * at.byBeta * at.beta();
      // d likelihood / d logit pi = pi (1 - pi) (1{c=0} - BB)
      gradient[2] -= w * (none ? pi * (1 - pi) * (1 - Math.exp(log)) / likelihood : -pi);
      return -w * (none ? Math.log(likelihood) : Math.log1p(-pi) + log);
    }

    @Override
    public double[] natural(double[] search) {
      return new double[] {
        Math.exp(search[0]),
        Math.exp(search[1]),
        search[2] <= NONE + 1e-9 ? 0 : 1 / (1 + Math.exp(-search[2]))
      };
    }

    @Override
    public double[] search(double[] natural) {
      double[] shapes = BetaBinomial.BOX.search(natural);
      double logit =
          natural[2] <= 0 ? NONE : Math.clamp(Math.log(natural[2] / (1 - natural[2])), NONE, MOST);
      return new double[] {shapes[0], shapes[1], logit};
    }
  }
}
