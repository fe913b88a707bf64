package isoloss.stat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * P-values adjusted for their number: of the tests rejected where the adjusted one is at most
 * alpha, no more than that share is expected to be false, if the tests are independent or depend on
 * each other positively. Less cautious than {@link Holm}, which guards against any false one.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1995.tb02031.x">Benjamini and Hochberg
 *     (1995)</a>
 */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /**
   * Adjusts the p-values of a family of tests.
   *
   * @param p in [0, 1]
   * @return {@code min_{j >= i} m p_(j) / j}, in the order of p
   */
  public static double[] adjusted(double[] p) {
    if (!Arrays.stream(p).allMatch(each -> each >= 0 && each <= 1)) {
      throw new IllegalArgumentException("a p-value is not in [0, 1]");
    }
    int[] ascending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double least = 1;
    for (int i = p.length - 1; i >= 0; i--) {
      least = Math.min(least, p[ascending[i]] * p.length / (i + 1.0));
      adjusted[ascending[i]] = least;
    }
    return adjusted;
  }
}
