package isoloss.cost.speculative;

import isoloss.data.Values;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Acceptance of the children of a node, in the order of drafting: p_b is the probability that the
 * b-th child is the accepted one. What is missing to 1 is the probability that none is.
 *
 * @see <a href="https://arxiv.org/abs/2402.12374">Chen et al. (2024), Sequoia</a>
 */
public record AcceptanceVector(Values byRank) {
  private static final double SUM_TOLERANCE = 1e-6;

  public AcceptanceVector {
    byRank.stream().forEach(each -> Chain.requireProbability("acceptance of a rank", each));
    double sum = byRank.stream().sum();
    if (byRank.size() == 0 || !(sum <= 1 + SUM_TOLERANCE)) {
      throw new IllegalArgumentException(
          "%d acceptances by rank sum to %s, above 1".formatted(byRank.size(), sum));
    }
  }

  /**
   * From a table as Sequoia writes it: rank 0 with nothing is left out, and where everything sums
   * to 1 the last rank is the probability that no child is accepted.
   *
   * @throws IllegalArgumentException if the ranks are not 1, 2, 3, ... in some order
   */
  public static AcceptanceVector fromRanks(double[] ranks, double[] p) {
    int[] order =
        IntStream.range(0, ranks.length)
            .filter(i -> ranks[i] != 0 || p[i] != 0)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> ranks[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < order.length; i++) {
      if (ranks[order[i]] != i + 1) {
        throw new IllegalArgumentException(
            "rank %s stands where %d should".formatted(ranks[order[i]], i + 1));
      }
    }
    double[] sorted = Arrays.stream(order).mapToDouble(i -> p[i]).toArray();
    boolean lastIsNone =
        sorted.length > 1 && Math.abs(Arrays.stream(sorted).sum() - 1) <= SUM_TOLERANCE;
    return new AcceptanceVector(
        Values.of(lastIsNone ? Arrays.copyOf(sorted, sorted.length - 1) : sorted));
  }

  /**
   * Of independent drafts from a distribution with this acceptance of one: {@code p_b = alpha (1 -
   * alpha)^(b-1)}, as if later children were as good as the first; an optimist's stand-in for a
   * measured vector.
   */
  public static AcceptanceVector independent(double alpha, int ranks) {
    return new AcceptanceVector(
        Values.of(
            IntStream.range(0, ranks).mapToDouble(b -> alpha * Math.pow(1 - alpha, b)).toArray()));
  }

  public int size() {
    return byRank.size();
  }

  /** Of the b-th child, from 1. */
  public double of(int rank) {
    return byRank.get(rank - 1);
  }

  /** Probability that one of the first b children is accepted. */
  public double anyOfFirst(int b) {
    return byRank.stream().limit(b).sum();
  }

  /** {@code r_k = 1 - sum_(b<=k) p_b}: all of the first k are rejected. */
  public double rejection(int k) {
    return 1 - anyOfFirst(k);
  }

  /** {@code 1/(1 - p_1)}: tokens of an endless chain of first children. */
  public double chainLimit() {
    return 1 / (1 - of(1));
  }

  /** {@code sum_(i<n) p_1^i}: tokens of a chain of n nodes, the root among them. */
  public double chain(int nodes) {
    return Chain.expectedTokens(of(1), nodes - 1);
  }

  /** Whether a later child is accepted less often than an earlier one throughout. */
  public boolean isMonotone() {
    return IntStream.range(1, size()).allMatch(i -> byRank.get(i) <= byRank.get(i - 1));
  }
}
