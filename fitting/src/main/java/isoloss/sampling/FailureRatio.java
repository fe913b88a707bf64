package isoloss.sampling;

/**
 * {@code q_k = C(n-c, k) / C(n, k)}: the share of k-subsets of n samples without any of the c
 * correct ones, which is the only unbiased estimate of {@code (1-p)^k} from a fixed n.
 *
 * <p>Computed as {@code ln q_k = sum_{j<m} log1p(-M/(n-j))} with m = min(c, k), M = max(c, k):
 * symmetric in c and k, with few terms, and exact to the last digits where differences of
 * log-gammas lose them (relative error 2e-4 at n = 1e6).
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
    if (k > n || k < 0 || c < 0 || c > n) {
      throw new IllegalArgumentException(
          "q_k needs 0 <= k <= n and 0 <= c <= n; n = %d, c = %d, k = %d".formatted(n, c, k));
    }
    if (n - c < k) {
      return Double.NEGATIVE_INFINITY;
    }
    double most = Math.max(c, k);
    double sum = 0;
    for (int j = 0; j < Math.min(c, k); j++) {
      sum += Math.log1p(-most / (n - j));
    }
    return sum;
  }

  public static double of(int n, int c, int k) {
    return Math.exp(log(n, c, k));
  }

  /** {@code pass@k = 1 - q_k} without loss of digits where it is small. */
  public static double pass(int n, int c, int k) {
    return -Math.expm1(log(n, c, k));
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
