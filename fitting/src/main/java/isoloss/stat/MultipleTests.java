package isoloss.stat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * p-values of many tests, adjusted so that each can be compared with a level as if it were alone.
 */
public final class MultipleTests {
  private MultipleTests() {}

  /**
   * Those below a level are all true with probability one minus the level: {@code max over j <= i
   * of (m - j + 1) p_(j)}, at most 1.
   *
   * @see <a href="https://www.jstor.org/stable/4615733">Holm (1979)</a>
   */
  public static double[] holm(double[] p) {
    int[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int i = 0; i < order.length; i++) {
      largest = Math.max(largest, Math.min(1, (order.length - i) * p[order[i]]));
      adjusted[order[i]] = largest;
    }
    return adjusted;
  }

  /**
   * Of those below a level at most that share is expected to be false: {@code min over j >= i of m
   * p_(j) / j}.
   *
   * @see <a href="https://doi.org/10.1111/j.2517-6161.1995.tb02031.x">Benjamini and Hochberg
   *     (1995)</a>
   */
  public static double[] benjaminiHochberg(double[] p) {
    int[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double least = 1;
    for (int i = order.length - 1; i >= 0; i--) {
      least = Math.min(least, p[order[i]] * order.length / (i + 1.0));
      adjusted[order[i]] = least;
    }
    return adjusted;
  }

  private static int[] ascending(double[] p) {
    if (!Arrays.stream(p).allMatch(each -> each >= 0 && each <= 1)) {
      throw new IllegalArgumentException("a p-value is not in [0, 1]");
    }
    return IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
