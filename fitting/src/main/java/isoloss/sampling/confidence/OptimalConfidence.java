package isoloss.sampling.confidence;

import isoloss.data.Values;
import java.util.Arrays;

/**
 * The policy with the highest expected pass@N when answer i is right with probability q_i: maximise
 * {@code sum_i q_i (1 - (1 - p_i)^N)} over the simplex. With {@code s = 1/(N - 1)} and A the
 * answers that get a share at all,
 *
 * <pre>{@code
 * p_i = 1 - (|A| - 1) q_i^-s / sum_{j in A} q_j^-s
 * }</pre>
 *
 * The answer with the most negative share leaves A until none is negative. For N = 1 all goes to
 * the likeliest answers.
 *
 * @param policy p, adds up to 1
 * @param value the expected pass@N
 */
public record OptimalConfidence(Values policy, double value) {

  /**
   * @param posteriors q, none negative, with a sum of at most 1
   * @param samples N, at least 1
   */
  public static OptimalConfidence of(double[] posteriors, int samples) {
    require(posteriors, samples);
    double[] policy = samples == 1 ? likeliest(posteriors) : shared(posteriors, samples);
    return new OptimalConfidence(Values.of(policy), value(posteriors, policy, samples));
  }

  /** {@code sum_i q_i (1 - (1 - p_i)^N)}: the pass@N that a policy is expected to have. */
  public static double value(double[] posteriors, double[] policy, int samples) {
    double sum = 0;
    for (int i = 0; i < policy.length; i++) {
      sum -= posteriors[i] * Math.expm1(samples * Math.log1p(-Math.min(1, policy[i])));
    }
    return sum;
  }

  /** By how much a policy falls short of the best one. */
  public static double regret(double[] posteriors, double[] policy, int samples) {
    return of(posteriors, samples).value() - value(posteriors, policy, samples);
  }

  private static double[] likeliest(double[] q) {
    double highest = Arrays.stream(q).max().orElseThrow();
    double ties = Arrays.stream(q).filter(each -> each == highest).count();
    return Arrays.stream(q).map(each -> each == highest ? 1 / ties : 0).toArray();
  }

  private static double[] shared(double[] q, int samples) {
    double[] p = new double[q.length];
    boolean[] active = new boolean[q.length];
    int count = 0;
    for (int i = 0; i < q.length; i++) {
      active[i] = q[i] > 0;
      count += active[i] ? 1 : 0;
    }
    while (true) {
      shares(q, active, count, samples, p);
      int worst = mostNegative(p);
      if (worst < 0) {
        return p;
      }
      active[worst] = false;
      count--;
    }
  }

  private static void shares(double[] q, boolean[] active, int count, int samples, double[] p) {
    double power = -1.0 / (samples - 1);
    double sum = 0;
    for (int i = 0; i < q.length; i++) {
      sum += active[i] ? Math.pow(q[i], power) : 0;
    }
    for (int i = 0; i < q.length; i++) {
      p[i] = active[i] ? 1 - (count - 1) * Math.pow(q[i], power) / sum : 0;
    }
  }

  private static int mostNegative(double[] p) {
    int worst = -1;
    double least = 0;
    for (int i = 0; i < p.length; i++) {
      if (p[i] < least) {
        worst = i;
        least = p[i];
      }
    }
    return worst;
  }

  private static void require(double[] posteriors, int samples) {
    if (samples < 1) {
      throw new IllegalArgumentException("N = " + samples + " samples is below 1");
    }
    double sum = 0;
    for (double q : posteriors) {
      if (!(q >= 0 && q <= 1)) {
        throw new IllegalArgumentException("posterior " + q + " is not in [0, 1]");
      }
      sum += q;
    }
    if (!(sum > 0 && sum <= 1 + 1e-9)) {
      throw new IllegalArgumentException("posteriors add up to " + sum + ", not to 1 or less");
    }
  }
}
