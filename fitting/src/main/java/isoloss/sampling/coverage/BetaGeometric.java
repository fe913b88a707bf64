package isoloss.sampling.coverage;

import isoloss.fit.Parameter;
import isoloss.fit.Source;
import isoloss.optim.Bounds;
import isoloss.sampling.ProblemCounts;
import java.util.List;

/**
 * First successes of problems whose p is Beta distributed: {@code P(K = k) = B(alpha+1, beta+k-1) /
 * B(alpha, beta)}; censored at n, {@code B(alpha, beta+n)/B(alpha, beta)}. It is the beta-binomial
 * of the draws up to the first success, without the count of orders.
 */
public final class BetaGeometric implements SuccessDistribution {
  private final BetaBinomial kernel = new BetaBinomial();

  @Override
  public String name() {
    return "beta-geometric";
  }

  @Override
  public String formula() {
    return "pass@k = 1 - B(alpha, beta+k)/B(alpha, beta), by first successes";
  }

  @Override
  public Source source() {
    return kernel.source();
  }

  @Override
  public List<Parameter> parameters() {
    return kernel.parameters();
  }

  @Override
  public double failure(double[] theta, double k) {
    return kernel.failure(theta, k);
  }

  /** Draws up to the first success, or all of them where there was none. */
  @Override
  public List<ProblemCounts> observed(List<ProblemCounts> problems) {
    return problems.stream().map(ProblemCounts::upToFirstSuccess).toList();
  }

  @Override
  public double logLikelihood(double[] theta, ProblemCounts problem) {
    CountRows rows = CountRows.of(observed(List.of(problem)));
    return new BetaBinomial.At(theta[0], theta[1]).row(rows, 0) - rows.logChoose(0);
  }

  @Override
  public Problem on(CountRows rows, double[] weights) {
    Problem counts = kernel.on(rows, weights);
    double orders = 0;
    for (int row = 0; row < rows.size(); row++) {
      orders += weights[row] * rows.logChoose(row);
    }
    return new WithoutOrders(counts, orders);
  }

  /** The negative log-likelihood with the logarithm of the number of orders taken out. */
  private record WithoutOrders(Problem counts, double orders) implements Problem {
    @Override
    public int dimension() {
      return counts.dimension();
    }

    @Override
    public double value(double[] x, double[] gradient) {
      return counts.value(x, gradient) + orders;
    }

    @Override
    public Bounds bounds() {
      return counts.bounds();
    }

    @Override
    public List<double[]> starts() {
      return counts.starts();
    }

    @Override
    public double[] natural(double[] search) {
      return counts.natural(search);
    }

    @Override
    public double[] search(double[] natural) {
      return counts.search(natural);
    }
  }
}
