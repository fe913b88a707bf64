package isoloss.sampling.coverage;

import static isoloss.stat.GammaFunctions.digamma;

import isoloss.fit.Parameter;
import isoloss.fit.Source;
import isoloss.optim.Bounds;
import isoloss.sampling.ProblemCounts;
import isoloss.stat.GammaFunctions;
import java.util.Arrays;
import java.util.List;

/**
 * p from a Beta distribution: {@code P(c) = C(n, c) B(alpha+c, beta+n-c) / B(alpha, beta)} and
 * {@code E(1-p)^k = prod_{j<k} (beta+j)/(alpha+beta+j)}, a power law of exponent alpha in k.
 */
public final class BetaBinomial implements SuccessDistribution {
  /** Sums of this many terms are exact and fast; beyond, differences of log-gammas. */
  private static final double LONGEST_SUM = 4_096;

  private static final double[] PRIOR_MEANS = {Math.log(0.25), 3};
  private static final double[] PRIOR_DEVIATIONS = {0.5, 1.5};

  static final LogBox BOX = new LogBox(-14, 16);

  private final boolean weakPrior;

  private BetaBinomial(boolean weakPrior) {
    this.weakPrior = weakPrior;
  }

  /** By maximum likelihood alone. */
  public BetaBinomial() {
    this(false);
  }

  /**
   * With weak priors, {@code ln alpha ~ N(ln 0.25, 0.5)} and {@code ln beta ~ N(3, 1.5)}, which
   * keep a forecast sensible where a handful of successes is all there is.
   */
  static BetaBinomial withWeakPrior() {
    return new BetaBinomial(true);
  }

  @Override
  public String name() {
    return weakPrior ? "beta-binomial-weak-prior" : "beta-binomial";
  }

  @Override
  public String formula() {
    return "pass@k = 1 - B(alpha, beta+k)/B(alpha, beta)";
  }

  @Override
  public Source source() {
    return new Source(
        "Kazdan et al. (2025), efficient prediction of pass@k", "https://arxiv.org/abs/2510.05197");
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.positive("alpha", "shape near p = 0; the exponent of coverage in k"),
        Parameter.positive("beta", "shape near p = 1"));
  }

  @Override
  public double failure(double[] theta, double k) {
    return Math.exp(logFailure(theta[0], theta[1], k));
  }

  static double logFailure(double alpha, double beta, double k) {
    return logFailure(alpha, beta, k, LONGEST_SUM);
  }

  /**
   * {@code ln E(1-p)^k}.
   *
   * @param longestSum up to which a whole k is a sum of its factors; beyond, and for other k, it is
   *     a difference of log-gammas
   */
  public static double logFailure(double alpha, double beta, double k, double longestSum) {
    if (k <= longestSum && k == Math.rint(k)) {
      double sum = 0;
      for (int j = 0; j < k; j++) {
        sum -= Math.log1p(alpha / (beta + j));
      }
      return sum;
    }
    return GammaFunctions.logBeta(alpha, beta + k) - GammaFunctions.logBeta(alpha, beta);
  }

  @Override
  public double logLikelihood(double[] theta, ProblemCounts problem) {
    return new At(theta[0], theta[1]).row(CountRows.of(List.of(problem)), 0);
  }

  @Override
  public Problem on(CountRows rows, double[] weights) {
    return new Likelihood(rows, weights, weakPrior);
  }

  /** The likelihood of rows at one (alpha, beta); what all rows share is computed once. */
  static final class At {
    private final double alpha;
    private final double beta;
    private final double logBeta;
    private final double digammaAlpha;
    private final double digammaBeta;
    private final double digammaSum;
    private double lastSamples = Double.NaN;
    private double lastLogGamma;
    private double lastDigamma;

    /** Derivatives of the last row's log-likelihood by alpha and by beta. */
    double byAlpha;

    double byBeta;

    At(double alpha, double beta) {
      this.alpha = alpha;
      this.beta = beta;
      logBeta =
          GammaFunctions.log(alpha) + GammaFunctions.log(beta) - GammaFunctions.log(alpha + beta);
      digammaAlpha = digamma(alpha);
      digammaBeta = digamma(beta);
      digammaSum = digamma(alpha + beta);
    }

    double alpha() {
      return alpha;
    }

    double beta() {
      return beta;
    }

    /** The log-likelihood of a row; its derivatives are left in the fields. */
    double row(CountRows rows, int row) {
      double n = rows.samples(row);
      double c = rows.correct(row);
      if (n != lastSamples) {
        lastSamples = n;
        lastLogGamma = GammaFunctions.log(alpha + beta + n);
        lastDigamma = digamma(alpha + beta + n);
      }
      byAlpha = digammaSum - lastDigamma + (c == 0 ? 0 : digamma(alpha + c) - digammaAlpha);
      byBeta = digammaSum - lastDigamma + (c == n ? 0 : digamma(beta + n - c) - digammaBeta);
      return rows.logChoose(row)
          + GammaFunctions.log(alpha + c)
          + GammaFunctions.log(beta + n - c)
          - lastLogGamma
          - logBeta;
    }
  }

  /** In (ln alpha, ln beta). */
  private static final class Likelihood implements Problem {
    private final CountRows rows;
    private final double[] weights;

    private final boolean weakPrior;

    Likelihood(CountRows rows, double[] weights, boolean weakPrior) {
      this.rows = rows;
      this.weights = weights;
      this.weakPrior = weakPrior;
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public Bounds bounds() {
      return BOX.bounds();
    }

    @Override
    public List<double[]> starts() {
      return List.of(new double[] {-1, 1}, moments(rows, weights));
    }

    @Override
    public double value(double[] x, double[] gradient) {
      double alpha = Math.exp(x[0]);
      double beta = Math.exp(x[1]);
      Arrays.fill(gradient, 0);
      At at = new At(alpha, beta);
      double sum = 0;
      for (int row = 0; row < rows.size(); row++) {
        if (weights[row] > 0) {
          sum -= weights[row] * at.row(rows, row);
          gradient[0] -= weights[row] * at.byAlpha * alpha;
          gradient[1] -= weights[row] * at.byBeta * beta;
        }
      }
      return weakPrior ? sum + prior(x, gradient) : sum;
    }

    /** The negative logarithm of the prior, up to a constant; adds to the gradient. */
    private static double prior(double[] x, double[] gradient) {
      double sum = 0;
      for (int j = 0; j < x.length; j++) {
        double z = (x[j] - PRIOR_MEANS[j]) / PRIOR_DEVIATIONS[j];
        sum += z * z / 2;
        gradient[j] += z / PRIOR_DEVIATIONS[j];
      }
      return sum;
    }

    @Override
    public double[] natural(double[] search) {
      return new double[] {Math.exp(search[0]), Math.exp(search[1])};
    }

    @Override
    public double[] search(double[] natural) {
      return BOX.search(natural);
    }
  }

  /** (ln alpha, ln beta) that match mean and variance of c/n, within sensible limits. */
  static double[] moments(CountRows rows, double[] weights) {
    double total = 0;
    double mean = 0;
    double square = 0;
    for (int row = 0; row < rows.size(); row++) {
      double share = rows.correct(row) / (double) rows.samples(row);
      total += weights[row];
      mean += weights[row] * share;
      square += weights[row] * share * share;
    }
    mean = Math.clamp(mean / total, 1e-9, 1 - 1e-9);
    double variance = Math.max(square / total - mean * mean, 1e-12);
    double size = Math.max(mean * (1 - mean) / variance - 1, 0.05);
    return new double[] {
      Math.clamp(Math.log(mean * size), -8, 8), Math.clamp(Math.log((1 - mean) * size), -8, 12)
    };
  }
}
