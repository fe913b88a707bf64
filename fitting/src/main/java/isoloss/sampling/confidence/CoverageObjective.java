package isoloss.sampling.confidence;

/**
 * Direct coverage optimisation: training on {@code L = -ln(1 - (1 - p)^N)}, the negative logarithm
 * of the chance that one of N samples is the right answer, where p is the probability of that
 * answer. The gradient is that of the cross-entropy {@code -ln p} times {@code F(N, p)}, which is 1
 * for N = 1 and vanishes once p is well above 1/N.
 *
 * @see <a href="https://arxiv.org/abs/2502.07154">Chen et al. (2025)</a>
 */
public final class CoverageObjective {
  private CoverageObjective() {}

  /**
   * In nats; infinite for p = 0, 0 for p = 1.
   *
   * @param samples N, at least 1
   * @param p in [0, 1]
   */
  public static double loss(double samples, double p) {
    require(samples, p);
    if (samples == 1) {
      return 0 - Math.log(p);
    }
    double logMiss = samples * Math.log1p(-p);
    return 0 - Math.log(-Math.expm1(logMiss));
  }

  /**
   * {@code F(N, p) = N (1-p)^(N-1) p / (1 - (1-p)^N)}; 1 in the limit p = 0.
   *
   * @param samples N, at least 1
   * @param p in [0, 1]
   */
  public static double gradientFactor(double samples, double p) {
    require(samples, p);
    if (p == 0 || samples == 1) {
      return 1;
    }
    double logMiss = Math.log1p(-p);
    return samples * p * Math.exp((samples - 1) * logMiss) / -Math.expm1(samples * logMiss);
  }

  private static void require(double samples, double p) {
    if (!(samples >= 1)) {
      throw new IllegalArgumentException("N = " + samples + " samples is below 1");
    }
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p = " + p + " is not in [0, 1]");
    }
  }
}
