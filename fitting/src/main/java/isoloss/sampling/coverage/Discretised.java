package isoloss.sampling.coverage;

import isoloss.fit.Parameter;
import isoloss.fit.Source;
import isoloss.optim.Bounds;
import isoloss.sampling.ProblemCounts;
import java.util.Arrays;
import java.util.List;

/**
 * The authors' discretised estimator: the shares c/n fall into bins {0} and 30 of equal ratio from
 * 1/n to 1, whose masses are differences of the distribution function of a scaled Kumaraswamy. Kept
 * for comparison: it treats c/n as if it were p, and is biased low.
 *
 * @see <a href="https://arxiv.org/abs/2502.17578">Schaeffer et al. (2025)</a>
 */
public final class Discretised implements SuccessDistribution {
  private static final int BINS = 30;
  private static final double LEAST_MASS = 1e-300;

  private final ScaledDensity kernel = ScaledDensity.kumaraswamy();

  @Override
  public String name() {
    return "discretised-kumaraswamy";
  }

  @Override
  public String formula() {
    return "pass@k = 1 - E(1 - s x)^k, x ~ Kumaraswamy(alpha, beta), fitted to binned c/n";
  }

  @Override
  public Source source() {
    return ScaledDensity.SCHAEFFER;
  }

  @Override
  public List<Parameter> parameters() {
    return kernel.parameters();
  }

  @Override
  public double failure(double[] theta, double k) {
    return kernel.failure(theta, k);
  }

  /** Of the counts, under the Kumaraswamy that the bins gave. */
  @Override
  public double logLikelihood(double[] theta, ProblemCounts problem) {
    return kernel.logLikelihood(theta, problem);
  }

  @Override
  public Problem on(CountRows rows, double[] weights) {
    return new Likelihood(rows, weights);
  }

  /** Multinomial over bins, in (ln alpha, ln beta). */
  private static final class Likelihood implements Problem {
    private final double scale;
    private final double[] edges = new double[BINS + 1];
    private final double[] counts = new double[BINS + 1];
    private final double[] byA = new double[BINS + 1];
    private final double[] byB = new double[BINS + 1];

    Likelihood(CountRows rows, double[] weights) {
      double problems = Arrays.stream(weights).sum();
      double greatest = rows.greatestShare(weights);
      scale = greatest > 0 ? Math.min(1, (problems + 1) / problems * greatest) : 1;
      int most = 1;
      for (int row = 0; row < rows.size(); row++) {
        most = Math.max(most, rows.samples(row));
      }
      for (int e = 0; e <= BINS; e++) {
        edges[e] = Math.pow(most, e / (double) BINS - 1);
      }
      for (int row = 0; row < rows.size(); row++) {
        counts[bin(rows.correct(row) / (double) rows.samples(row))] += weights[row];
      }
    }

    /** Bin 0 holds everything below 1/n. */
    private int bin(double share) {
      for (int e = 0; e < BINS; e++) {
        if (share < edges[e]) {
          return e;
        }
      }
      return BINS;
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public Bounds bounds() {
      return ScaledDensity.BOX.bounds();
    }

    @Override
    public List<double[]> starts() {
      return List.of(new double[] {Math.log(0.35), Math.log(3.5)}, new double[] {-2, 0.7});
    }

    @Override
    public double value(double[] x, double[] gradient) {
      double a = Math.exp(x[0]);
      double b = Math.exp(x[1]);
      Arrays.fill(gradient, 0);
      double sum = 0;
      double before = 0;
      double beforeA = 0;
      double beforeB = 0;
      for (int j = 0; j <= BINS; j++) {
        double upTo = cumulative(j == BINS ? 1 : Math.min(1, edges[j] / scale), a, b, j);
        double mass = Math.max(upTo - before, LEAST_MASS);
        if (counts[j] > 0) {
          sum -= counts[j] * Math.log(mass);
          gradient[0] -= counts[j] * (byA[j] - beforeA) / mass * a;
          gradient[1] -= counts[j] * (byB[j] - beforeB) / mass * b;
        }
        before = upTo;
        beforeA = byA[j];
        beforeB = byB[j];
      }
      return sum;
    }

    /** {@code 1 - (1 - x^a)^b}; its derivatives are left in the arrays. */
    private double cumulative(double x, double a, double b, int at) {
      if (x >= 1) {
        byA[at] = 0;
        byB[at] = 0;
        return 1;
      }
      double logX = Math.log(x);
      double power = Math.exp(a * logX);
      double logRest = Math.log1p(-power);
      double rest = Math.exp(b * logRest);
      byA[at] = b * Math.exp((b - 1) * logRest) * power * logX;
      byB[at] = -rest * logRest;
      return -Math.expm1(b * logRest);
    }

    @Override
    public double[] natural(double[] search) {
      return new double[] {Math.exp(search[0]), Math.exp(search[1]), scale};
    }

    @Override
    public double[] search(double[] natural) {
      return ScaledDensity.BOX.search(natural);
    }
  }
}
