package isoloss.stat.cluster;

import isoloss.data.Values;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows in clusters, none of them empty.
 *
 * @param clusterOf one per row, from 0
 * @param centres the mean of each cluster's rows
 */
public record Partition(List<Integer> clusterOf, List<Values> centres) {
  public Partition {
    clusterOf = List.copyOf(clusterOf);
    centres = List.copyOf(centres);
  }

  /** The clusters of rows that are assigned so; empty ones are left out. */
  public static Partition of(double[][] rows, int[] assigned) {
    int[] used = IntStream.of(assigned).sorted().distinct().toArray();
    double[][] sums = new double[used.length][rows.length == 0 ? 0 : rows[0].length];
    int[] sizes = new int[used.length];
    int[] compact = new int[assigned.length];
    for (int i = 0; i < assigned.length; i++) {
      int cluster = Arrays.binarySearch(used, assigned[i]);
      compact[i] = cluster;
      sizes[cluster]++;
      for (int j = 0; j < rows[i].length; j++) {
        sums[cluster][j] += rows[i][j];
      }
    }
    return new Partition(
        IntStream.of(compact).boxed().toList(),
        IntStream.range(0, used.length).mapToObj(c -> scaled(sums[c], sizes[c])).toList());
  }

  private static Values scaled(double[] sum, int size) {
    return Values.of(Arrays.stream(sum).map(each -> each / size).toArray());
  }

  public int clusters() {
    return centres.size();
  }

  /** How many rows a cluster holds. */
  public int size(int cluster) {
    return (int) clusterOf.stream().filter(each -> each == cluster).count();
  }
}
