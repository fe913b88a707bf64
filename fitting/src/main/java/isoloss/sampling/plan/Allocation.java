package isoloss.sampling.plan;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Neyman's allocation: totals {@code n_i} in proportion to {@code sqrt(E[p (1-p)^(2k-1)])} minimise
 * the first-order variance of the mean pass@k for a given sum. What a pilot drew counts towards the
 * total, so problems that already have more than their part get the floor only.
 *
 * @see <a href="https://arxiv.org/abs/2510.05197">Kazdan et al. (2025)</a>
 */
public final class Allocation {
  private Allocation() {}

  /**
   * Further samples per problem; they sum to the budget.
   *
   * @param weights of the totals, not negative
   * @param drawn samples of each problem so far
   * @param floor further samples that every problem gets
   * @throws IllegalArgumentException if the floor alone exceeds the budget
   */
  public static long[] of(double[] weights, long[] drawn, long budget, long floor) {
    if (floor < 0 || floor * weights.length > budget) {
      throw new IllegalArgumentException(
          "%d problems with a floor of %d each need %d samples, more than the budget of %d"
              .formatted(weights.length, floor, floor * weights.length, budget));
    }
    double low = 0;
    double high = 1;
    while (Arrays.stream(more(weights, drawn, floor, high)).sum() < budget && high < 1e300) {
      high *= 2;
    }
    for (int step = 0; step < 200; step++) {
      double middle = (low + high) / 2;
      if (Arrays.stream(more(weights, drawn, floor, middle)).sum() < budget) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return rounded(more(weights, drawn, floor, high), budget);
  }

  private static double[] more(double[] weights, long[] drawn, long floor, double scale) {
    return IntStream.range(0, weights.length)
        .mapToDouble(i -> Math.max(floor, scale * weights[i] - drawn[i]))
        .toArray();
  }

  /** Whole numbers of the same sum, those with the largest fractions rounded up. */
  private static long[] rounded(double[] exact, long budget) {
    long[] whole = Arrays.stream(exact).mapToLong(value -> (long) Math.floor(value)).toArray();
    long left = budget - Arrays.stream(whole).sum();
    Integer[] order = IntStream.range(0, exact.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> whole[i] - exact[i]));
    for (int i = 0; left > 0; i = (i + 1) % order.length) {
      whole[order[i]]++;
      left--;
    }
    for (int i = order.length - 1; left < 0; i = (i + order.length - 1) % order.length) {
      if (whole[order[i]] > 0) {
        whole[order[i]]--;
        left++;
      }
    }
    return whole;
  }
}
