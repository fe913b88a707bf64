package isoloss.sampling.verifier;

import isoloss.data.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Samples that were drawn, checked and labelled. Problem i has n samples, {@code b} of them
 * accepted and {@code a} of those right; K attempts are a random choice of K of the n, exactly,
 * without replacement:
 *
 * <pre>{@code
 * R(K) = mean_i (1 - q_i(K)) (Vc a_i/b_i + Vf (1 - a_i/b_i)) - cost sum_{k < K} q_i(k)
 * q_i(K) = C(n_i - b_i, K) / C(n_i, K)
 * }</pre>
 *
 * A problem without an accepted sample returns nothing. The publication averages 1,000 random
 * orders instead.
 */
public final class VerifierCounts implements AttemptCurve {

  /**
   * @param samples n
   * @param accepted b, by the check
   * @param acceptedRight a, of the accepted
   */
  public record Problem(int samples, int accepted, int acceptedRight) {
    public Problem {
      if (samples < 1
          || accepted < 0
          || accepted > samples
          || acceptedRight < 0
          || acceptedRight > accepted) {
        throw new InputException(
            "counts n = %d, accepted = %d, correct = %d do not fit: correct <= accepted <= n"
                .formatted(samples, accepted, acceptedRight));
      }
    }

    /** {@code a / b}; 0 where nothing was accepted. */
    double accuracyOfAccepted() {
      return accepted == 0 ? 0 : (double) acceptedRight / accepted;
    }

    /** q of 0, 1, ..., {@code most} attempts, by {@code q(k+1) = q(k) (n - b - k)/(n - k)}. */
    double[] unanswered(int most) {
      double[] q = new double[most + 1];
      q[0] = 1;
      for (int k = 0; k < most; k++) {
        q[k + 1] = q[k] * Math.max(0, samples - accepted - k) / (samples - k);
      }
      return q;
    }

    /** {@code sum_{k < K} q(k)} of K = 0, 1, ..., the expected number of attempts. */
    static double[] expectedAttempts(double[] unanswered) {
      double[] expected = new double[unanswered.length];
      for (int k = 1; k < expected.length; k++) {
        expected[k] = expected[k - 1] + unanswered[k - 1];
      }
      return expected;
    }
  }

  private final List<Problem> problems;
  private final double[][] unanswered;
  private final double[][] expected;
  private final Payoff payoff;
  private final double[] times;
  private final int mostAttempts;

  private VerifierCounts(
      List<Problem> problems,
      double[][] unanswered,
      double[][] expected,
      Payoff payoff,
      double[] times) {
    this.problems = problems;
    this.unanswered = unanswered;
    this.expected = expected;
    this.payoff = payoff;
    this.times = times;
    this.mostAttempts = unanswered[0].length - 1;
  }

  /**
   * @throws InputException if there is no problem
   */
  public static VerifierCounts of(List<Problem> problems, Payoff payoff) {
    if (problems.isEmpty()) {
      throw new InputException("there is no problem with samples");
    }
    double[] once = new double[problems.size()];
    Arrays.fill(once, 1);
    int most = problems.stream().mapToInt(Problem::samples).min().orElseThrow();
    double[][] unanswered =
        problems.stream().map(problem -> problem.unanswered(most)).toArray(double[][]::new);
    double[][] expected =
        Arrays.stream(unanswered).map(Problem::expectedAttempts).toArray(double[][]::new);
    return new VerifierCounts(List.copyOf(problems), unanswered, expected, payoff, once);
  }

  /** The same problems, each counted so many times. */
  public VerifierCounts counted(double[] newTimes) {
    return new VerifierCounts(problems, unanswered, expected, payoff, newTimes);
  }

  public List<Problem> problems() {
    return problems;
  }

  /** The smallest n: more attempts than that were not made at every problem. */
  public int mostAttempts() {
    return mostAttempts;
  }

  @Override
  public double returned(int attempts) {
    return mean(i -> 1 - unanswered[i][attempts]);
  }

  @Override
  public double correct(int attempts) {
    return mean(i -> (1 - unanswered[i][attempts]) * problems.get(i).accuracyOfAccepted());
  }

  @Override
  public double reward(int attempts) {
    return mean(i -> rewardOf(i, attempts));
  }

  /** The rewards of 0, 1, ..., {@code most} attempts; 0 for no attempt. */
  public double[] rewards(int most) {
    double[] rewards = new double[most + 1];
    for (int k = 1; k <= most; k++) {
      rewards[k] = reward(k);
    }
    return rewards;
  }

  /** What problem i contributes to {@link #reward}. */
  private double rewardOf(int i, int attempts) {
    double accuracy = problems.get(i).accuracyOfAccepted();
    double value = payoff.of(accuracy, 1 - accuracy);
    double answered = problems.get(i).accepted() == 0 ? 0 : 1 - unanswered[i][attempts];
    return answered * value - payoff.cost() * expected[i][attempts];
  }

  /** The mean of a/b over the problems with accepted samples; NaN where there is none. */
  public double accuracyBound() {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < problems.size(); i++) {
      if (problems.get(i).accepted() > 0) {
        sum += times[i] * problems.get(i).accuracyOfAccepted();
        total += times[i];
      }
    }
    return sum / total;
  }

  /** The mean of a/b over all problems, 0 where nothing was accepted. */
  @Override
  public double upperBound() {
    return mean(i -> problems.get(i).accuracyOfAccepted());
  }

  private double mean(IntToDoubleFunction of) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < problems.size(); i++) {
      if (times[i] > 0) {
        sum += times[i] * of.applyAsDouble(i);
        total += times[i];
      }
    }
    return sum / total;
  }
}
