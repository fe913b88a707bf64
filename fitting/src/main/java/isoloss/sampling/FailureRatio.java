package isoloss.sampling;

import isoloss.stat.WithoutReplacement;

/**
 * {@code q_k = C(n-c, k) / C(n, k)}: the share of k-subsets of n samples without any of the c
 * correct ones, which is the only unbiased estimate of {@code (1-p)^k} from a fixed n.
 *
 * @see <a href="https://arxiv.org/abs/2107.03374">Chen et al. (2021), Codex</a>
 */
public final class FailureRatio {
  private FailureRatio() {}

  /**
   * The natural logarithm of q_k; minus infinity where every k-subset holds a correct sample.
   *
   * @throws IllegalArgumentException if k exceeds n: then nothing is estimable
   */
  public static double log(int n, int c, int k) {
    return WithoutReplacement.logNone(n, c, k);
  }

  public static double of(int n, int c, int k) {
    return Math.exp(log(n, c, k));
  }

  /** {@code pass@k = 1 - q_k} without loss of digits where it is small. */
  public static double pass(int n, int c, int k) {
    return WithoutReplacement.atLeastOne(n, c, k);
  }

  /**
   * The unbiased estimate of the variance of pass@k over repetitions of the n samples: {@code q_k^2
   * - q_2k}. Exists for 2k up to n only: the variance is a polynomial in p of degree 2k.
   */
  public static double variance(int n, int c, int k) {
    return covariance(n, c, k, k);
  }

  /** The unbiased estimate of the covariance of pass@k and pass@l, {@code q_k q_l - q_{k+l}}. */
  public static double covariance(int n, int c, int k, int l) {
    double product = log(n, c, k) + log(n, c, l);
    if (product == Double.NEGATIVE_INFINITY) {
      return 0;
    }
    // q_{k+l} <= q_k q_l always
    return -Math.expm1(Math.min(0, log(n, c, k + l) - product)) * Math.exp(product);
  }
}
