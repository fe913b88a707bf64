package isoloss.sampling.coverage;

import static isoloss.stat.GammaFunctions.digamma;

import isoloss.data.Values;
import isoloss.fit.Parameter;
import isoloss.fit.Source;
import isoloss.optim.Bounds;
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

  @Override
  public String name() {
    return "beta-binomial";
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
    if (k <= LONGEST_SUM && k == Math.rint(k)) {
      double sum = 0;
      for (int j = 0; j < k; j++) {
        sum -= Math.log1p(alpha / (beta + j));
      }
      return sum;
    }
    return GammaFunctions.logBeta(alpha, beta + k) - GammaFunctions.logBeta(alpha, beta);
  }

  @Override
  public Problem on(CountRows rows, double[] weights) {
    return new Likelihood(rows, weights);
  }

  /** Log-likelihood of one row and its derivatives by alpha and beta. */
  static double row(CountRows rows, int row, double alpha, double beta, double[] slopes) {
    double c = rows.correct(row);
    double failures = rows.samples(row) - c;
    double sumDigamma = digamma(alpha + beta) - digamma(alpha + beta + c + failures);
    slopes[0] = sumDigamma + (c == 0 ? 0 : digamma(alpha + c) - digamma(alpha));
    slopes[1] = sumDigamma + (failures == 0 ? 0 : digamma(beta + failures) - digamma(beta));
    return rows.logChoose(row)
        + GammaFunctions.logBeta(alpha + c, beta + failures)
        - GammaFunctions.logBeta(alpha, beta);
  }

  /** In (ln alpha, ln beta). */
  private static final class Likelihood implements Problem {
    private final CountRows rows;
    private final double[] weights;
    private final double[] slopes = new double[2];

    Likelihood(CountRows rows, double[] weights) {
      this.rows = rows;
      this.weights = weights;
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public Bounds bounds() {
      return box(2);
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
      double sum = 0;
      for (int row = 0; row < rows.size(); row++) {
        if (weights[row] > 0) {
          sum -= weights[row] * row(rows, row, alpha, beta, slopes);
          gradient[0] -= weights[row] * slopes[0] * alpha;
          gradient[1] -= weights[row] * slopes[1] * beta;
        }
      }
      return sum;
    }

    @Override
    public double[] natural(double[] search) {
      return new double[] {Math.exp(search[0]), Math.exp(search[1])};
    }

    @Override
    public double[] search(double[] natural) {
      return new double[] {
        Math.clamp(Math.log(natural[0]), LOWEST, HIGHEST),
        Math.clamp(Math.log(natural[1]), LOWEST, HIGHEST)
      };
    }
  }

  private static final double LOWEST = -14;
  private static final double HIGHEST = 16;

  static Bounds box(int dimension) {
    double[] low = new double[dimension];
    double[] high = new double[dimension];
    Arrays.fill(low, LOWEST);
    Arrays.fill(high, HIGHEST);
    return new Bounds(Values.of(low), Values.of(high));
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
