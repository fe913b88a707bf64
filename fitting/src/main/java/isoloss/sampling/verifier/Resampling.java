package isoloss.sampling.verifier;

import java.util.ArrayList;
import java.util.List;

/**
 * Up to K attempts at a problem whose type is unknown; the first accepted answer is returned. With
 * {@code b_j} the probability that a sample of type j is rejected and {@code v_j} what an attempt
 * is worth there:
 *
 * <pre>{@code
 * R(K)                      = sum_j w_j v_j (1 - b_j^K) / (1 - b_j)
 * gain of attempt K + 1     = sum_j w_j v_j b_j^K
 * P(type j | K rejections) ~ w_j b_j^K
 * }</pre>
 *
 * The notebook behind the paper weights the value of an attempt with the posterior and then weights
 * the probability of getting there with the posterior once more, in place of the prior. Its best K
 * is the same in the example that it prints, its rewards are too high (.5541343 where the reward is
 * .5245671).
 *
 * @param types their weights are made to add up to 1
 * @see <a href="https://arxiv.org/abs/2411.17501">Stroebl et al. (2024)</a>,
 *     inference-scaling-limits at 11a8f6e
 */
public record Resampling(List<ProblemType> types, Payoff payoff) implements AttemptCurve {

  public Resampling {
    if (types.isEmpty()) {
      throw new IllegalArgumentException("no problem type");
    }
    double total = types.stream().mapToDouble(ProblemType::weight).sum();
    types =
        types.stream()
            .map(t -> new ProblemType(t.weight() / total, t.correct(), t.verifier()))
            .toList();
  }

  public static Resampling of(ProblemType type, Payoff payoff) {
    return new Resampling(List.of(type), payoff);
  }

  @Override
  public double returned(int attempts) {
    return types.stream().mapToDouble(t -> -t.weight() * Math.expm1(t.logRejects(attempts))).sum();
  }

  @Override
  public double correct(int attempts) {
    return correctAfter(attempts);
  }

  private double correctAfter(double attempts) {
    return types.stream()
        .mapToDouble(t ->
            t.accepts() == 0
                ? 0
                : t.weight()
                    * t.verifier().acceptsRight(t.correct())
                    * t.expectedAttempts(attempts))
        .sum();
  }

  @Override
  public double reward(int attempts) {
    return rewardAfter(attempts);
  }

  /** R(K) for K that may be infinite. */
  double rewardAfter(double attempts) {
    double sum = 0;
    for (ProblemType type : types) {
      double value = type.valueOfAttempt(payoff);
      sum += value == 0 ? 0 : type.weight() * value * type.expectedAttempts(attempts);
    }
    return sum;
  }

  /** The reward of attempts without end; minus infinity where they cost and never end. */
  public double rewardAtInfinity() {
    return rewardAfter(Double.POSITIVE_INFINITY);
  }

  @Override
  public double upperBound() {
    return correctAfter(Double.POSITIVE_INFINITY);
  }

  /** What attempt {@code attempts + 1} adds to the reward. */
  public double marginalGain(int attempts) {
    return types.stream()
        .mapToDouble(t -> t.weight() * t.valueOfAttempt(payoff) * Math.exp(t.logRejects(attempts)))
        .sum();
  }

  /** The probability of each type after so many rejections; NaN where they cannot happen. */
  public double[] posterior(int rejections) {
    double[] share =
        types.stream().mapToDouble(t -> t.weight() * Math.exp(t.logRejects(rejections))).toArray();
    double total = 0;
    for (double each : share) {
      total += each;
    }
    for (int j = 0; j < share.length; j++) {
      share[j] /= total;
    }
    return share;
  }

  /** The smallest number of attempts with the highest reward, over all numbers and infinity. */
  public BestAttempts best() {
    BestAttempts best = new BestAttempts(0, 0);
    for (double attempts : candidates()) {
      double reward = rewardAfter(attempts);
      if (reward > best.reward()) {
        best = new BestAttempts(attempts, reward);
      }
    }
    return best;
  }

  /** One attempt, every number at which gains turn into losses, and infinity; ascending. */
  private List<Double> candidates() {
    ExponentialSum gain = gains();
    List<Double> candidates = new ArrayList<>(List.of(1.0));
    for (double zero : gain.zeros()) {
      double first = Math.max(1, Math.ceil(zero) - 1);
      while (first <= zero && gain.at(first) > 0) {
        first++;
      }
      if (first > candidates.getLast()) {
        candidates.add(first);
      }
    }
    if (gain.signAtInfinity() > 0) {
      candidates.add(Double.POSITIVE_INFINITY);
    }
    return candidates;
  }

  /** The gain of attempt k + 1 for k of 1 and more; types that are always accepted are done. */
  private ExponentialSum gains() {
    List<ExponentialSum.Term> terms = new ArrayList<>();
    for (ProblemType type : types) {
      if (type.rejects() > 0) {
        terms.add(
            new ExponentialSum.Term(
                type.weight() * type.valueOfAttempt(payoff), -Math.log1p(-type.accepts())));
      }
    }
    return ExponentialSum.of(terms);
  }
}
