package isoloss.stat.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An order of rows in which like stands beside like, for heat maps. It depends on the rows alone,
 * not on how they were ordered: they are clustered in an order of their own, so that equal
 * distances merge in the same order.
 */
public final class Seriation {
  private Seriation() {}

  /**
   * @return indices of the rows, from one end of the tree to the other
   */
  public static List<Integer> of(double[][] rows, Clustering clustering, Linkage linkage) {
    int[] own =
        IntStream.range(0, rows.length)
            .boxed()
            .sorted((i, j) -> Arrays.compare(rows[i], rows[j]))
            .mapToInt(Integer::intValue)
            .toArray();
    if (rows.length < 2) {
      return IntStream.of(own).boxed().toList();
    }
    double[][] sorted = IntStream.of(own).mapToObj(i -> rows[i]).toArray(double[][]::new);
    return clustering.hierarchical(sorted, linkage).leafOrder(sorted).stream()
        .map(i -> own[i])
        .toList();
  }
}
