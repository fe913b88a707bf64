package isoloss.sampling.selection;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The sample with the highest score among N of n, exactly: the sample of ascending rank i is chosen
 * with probability {@code C(i-1, N-1) / C(n, N)}. Samples with equal scores share their credit.
 */
public final class BestOfN {
  private final double[] ascending;
  private final double[] credit;

  /**
   * @param scores of the samples, no NaN
   * @param credit 1 where a sample is right
   */
  public BestOfN(double[] scores, double[] credit) {
    if (scores.length == 0 || scores.length != credit.length) {
      throw new IllegalArgumentException(scores.length + " scores, " + credit.length + " credits");
    }
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.ascending = Arrays.stream(order).mapToDouble(i -> scores[i]).toArray();
    this.credit = sharedWithinTies(Arrays.stream(order).mapToDouble(i -> credit[i]).toArray());
  }

  private double[] sharedWithinTies(double[] own) {
    double[] shared = new double[own.length];
    for (int from = 0; from < own.length; ) {
      int to = from + 1;
      while (to < own.length && ascending[to] == ascending[from]) {
        to++;
      }
      double mean = Arrays.stream(own, from, to).average().orElseThrow();
      Arrays.fill(shared, from, to, mean);
      from = to;
    }
    return shared;
  }

  /** The expected highest score among {@code drawn} samples. */
  public double expectedScore(int drawn) {
    return weighted(ascending, drawn);
  }

  /** The expected credit of the sample with the highest score among {@code drawn}. */
  public double accuracy(int drawn) {
    return weighted(credit, drawn);
  }

  private static double weighted(double[] values, int drawn) {
    double[] weights = weights(values.length, drawn);
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum;
  }

  /**
   * The probability that the sample of each ascending rank is the highest of {@code drawn}; from
   * the top down by {@code w_i = w_{i+1} (i - N + 1) / i}.
   */
  public static double[] weights(int samples, int drawn) {
    if (drawn < 1 || drawn > samples) {
      throw new IllegalArgumentException("cannot draw %d of %d".formatted(drawn, samples));
    }
    double[] weights = new double[samples];
    double weight = (double) drawn / samples;
    for (int rank = samples; rank >= drawn; rank--) {
      weights[rank - 1] = weight;
      weight *= (rank - drawn) / (rank - 1.0);
    }
    return weights;
  }

  /**
   * {@code ln N - (N - 1)/N}, the divergence in nats of best-of-N from the policy that is sampled;
   * an upper bound where scores may be equal.
   */
  public static double divergence(int drawn) {
    return Math.log(drawn) - (drawn - 1.0) / drawn;
  }
}
