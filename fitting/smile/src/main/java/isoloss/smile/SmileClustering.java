package isoloss.smile;

import isoloss.stat.cluster.Clustering;
import isoloss.stat.cluster.Dendrogram;
import isoloss.stat.cluster.Linkage;
import isoloss.stat.cluster.Partition;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.IntStream;
import smile.clustering.HierarchicalClustering;
import smile.clustering.KMeans;
import smile.clustering.linkage.CompleteLinkage;
import smile.clustering.linkage.UPGMALinkage;
import smile.clustering.linkage.WardLinkage;
import smile.math.MathEx;

/**
 * Clustering by Smile 6, in the parts of it that are pure Java: nothing here needs OpenBLAS or
 * ARPACK. Smile gets copies, since parts of it sort what they are given.
 *
 * @see <a href="https://haifengl.github.io/clustering.html">Smile: clustering</a>
 */
public final class SmileClustering implements Clustering {
  private static final int ITERATIONS = 100;

  @Override
  public Partition kMeans(double[][] rows, int clusters, long seed) {
    requireMatrix(rows);
    if (clusters < 1 || clusters > rows.length) {
      throw new IllegalArgumentException(
          "%d clusters of %d rows are not possible".formatted(clusters, rows.length));
    }
    int wanted = Math.min(clusters, distinct(rows));
    if (wanted == 1) { // Smile wants two
      return Partition.of(rows, new int[rows.length]);
    }
    MathEx.setSeed(seed);
    return Partition.of(rows, KMeans.lloyd(copy(rows), wanted, ITERATIONS).group());
  }

  @Override
  public Dendrogram hierarchical(double[][] rows, Linkage linkage) {
    requireMatrix(rows);
    HierarchicalClustering found =
        HierarchicalClustering.fit(
            switch (linkage) {
              case AVERAGE -> UPGMALinkage.of(copy(rows));
              case WARD -> WardLinkage.of(copy(rows));
              case COMPLETE -> CompleteLinkage.of(copy(rows));
            });
    int[][] tree = found.tree();
    double[] height = found.height();
    return new Dendrogram(
        IntStream.range(0, tree.length)
            .mapToObj(k -> new Dendrogram.Merge(tree[k][0], tree[k][1], height[k]))
            .toList());
  }

  private static void requireMatrix(double[][] rows) {
    for (double[] row : rows) {
      if (row.length != rows[0].length || !Arrays.stream(row).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "rows to cluster must be finite and of one length; one is " + Arrays.toString(row));
      }
    }
  }

  private static int distinct(double[][] rows) {
    TreeSet<double[]> different = new TreeSet<>(Arrays::compare);
    different.addAll(Arrays.asList(rows));
    return different.size();
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }
}
