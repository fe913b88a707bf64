package isoloss.sampling.passuntil;

import java.util.ArrayList;
import java.util.List;

/**
 * The normal distribution of the problems' exponents, by empirical Bayes in two steps: each
 * problem's maximum-likelihood alpha_s with its variance v_s by the curvature, over problems with
 * at least two sizes with 0 &lt; c &lt; n; then the maximum of {@code sum ln N(alpha_s; mu, v_s +
 * tau^2)} over mu and tau.
 */
final class SharedExponent {
  private static final double LEAST_LOG_DEVIATION = -8;
  private static final double GREATEST_LOG_DEVIATION = 2;
  private static final int GOLDEN_STEPS = 60;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final double[] exponents;
  private final double[] variances;
  private final double[] weights;

  private SharedExponent(double[] exponents, double[] variances, double[] weights) {
    this.exponents = exponents;
    this.variances = variances;
    this.weights = weights;
  }

  /**
   * @param maxima without a prior, one per problem
   * @param multiplicities how often each problem counts
   * @return no prior where fewer than three problems have an exponent
   */
  static InstanceLikelihood.Prior of(
      Ladder ladder, InstanceLikelihood.Maximum[] maxima, int[] multiplicities) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < maxima.length; i++) {
      double variance = maxima[i].exponentVariance();
      if (multiplicities[i] > 0 && Double.isFinite(variance) && interior(ladder, i) >= 2) {
        rows.add(new double[] {maxima[i].exponent(), variance, multiplicities[i]});
      }
    }
    if (rows.size() < 3) {
      return InstanceLikelihood.Prior.NONE;
    }
    return new SharedExponent(column(rows, 0), column(rows, 1), column(rows, 2)).maximise();
  }

  private static long interior(Ladder ladder, int problem) {
    return ladder.counts().stream()
        .map(rung -> rung.get(problem))
        .filter(p -> p.correct() > 0 && p.correct() < p.samples())
        .count();
  }

  private static double[] column(List<double[]> rows, int index) {
    return rows.stream().mapToDouble(row -> row[index]).toArray();
  }

  /** Golden section over ln tau. */
  private InstanceLikelihood.Prior maximise() {
    double low = LEAST_LOG_DEVIATION;
    double high = GREATEST_LOG_DEVIATION;
    for (int step = 0; step < GOLDEN_STEPS; step++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (logLikelihood(left) > logLikelihood(right)) {
        high = right;
      } else {
        low = left;
      }
    }
    double deviation = Math.exp((low + high) / 2);
    return new InstanceLikelihood.Prior(mean(deviation), deviation);
  }

  private double mean(double deviation) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < exponents.length; i++) {
      double weight = weights[i] / (variances[i] + deviation * deviation);
      sum += weight * exponents[i];
      total += weight;
    }
    return sum / total;
  }

  private double logLikelihood(double logDeviation) {
    double deviation = Math.exp(logDeviation);
    double mean = mean(deviation);
    double sum = 0;
    for (int i = 0; i < exponents.length; i++) {
      double variance = variances[i] + deviation * deviation;
      double distance = exponents[i] - mean;
      sum -= 0.5 * weights[i] * (Math.log(variance) + distance * distance / variance);
    }
    return sum;
  }
}
