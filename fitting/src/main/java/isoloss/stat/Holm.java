package isoloss.stat;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * P-values adjusted for their number: rejecting where the adjusted one is at most alpha makes any
 * false rejection at all as rare as alpha, however the tests depend on each other.
 *
 * @see <a href="https://www.jstor.org/stable/4615733">Holm (1979)</a>
 */
public final class Holm {
  private Holm() {}

  /**
   * @param p in [0, 1]
   * @return {@code max_{j <= i} min(1, (m - j + 1) p_(j))}, in the order of p
   */
  public static double[] adjusted(double[] p) {
    int[] ascending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double reached = 0;
    for (int rank = 0; rank < p.length; rank++) {
      reached = Math.max(reached, Math.min(1, (p.length - rank) * p[ascending[rank]]));
      adjusted[ascending[rank]] = reached;
    }
    return adjusted;
  }
}
