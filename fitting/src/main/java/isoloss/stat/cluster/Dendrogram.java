package isoloss.stat.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The tree of an agglomerative clustering. Leaves are nodes {@code 0..n-1}, the k-th merge is node
 * {@code n + k}.
 *
 * @param merges {@code n - 1} of them, from the nearest pair to the last
 */
public record Dendrogram(List<Merge> merges) {

  /** Two nodes that become one, and how far apart they were. */
  public record Merge(int left, int right, double height) {}

  public Dendrogram {
    merges = List.copyOf(merges);
  }

  public int leaves() {
    return merges.size() + 1;
  }

  /**
   * The leaves from one end of the tree to the other: from the last merge down, the child of the
   * smaller mean comes first; of equal means the child whose mean row comes first. Like stands
   * beside like, and a heat map shows its blocks.
   *
   * @param rows one per leaf
   */
  public List<Integer> leafOrder(double[][] rows) {
    if (rows.length != leaves()) {
      throw new IllegalArgumentException(rows.length + " rows for " + leaves() + " leaves");
    }
    double[][] means = meanRows(rows);
    List<Integer> order = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(rows.length + merges.size() - 1));
    while (!open.isEmpty()) {
      int node = open.pop();
      if (node < rows.length) {
        order.add(node);
      } else {
        Merge merge = merges.get(node - rows.length);
        boolean leftFirst = MeanOrder.compare(means[merge.left], means[merge.right]) <= 0;
        open.push(leftFirst ? merge.right : merge.left);
        open.push(leftFirst ? merge.left : merge.right);
      }
    }
    return order;
  }

  /** Of each node, the mean of the rows of its leaves. */
  private double[][] meanRows(double[][] rows) {
    double[][] means = new double[rows.length + merges.size()][];
    int[] size = new int[means.length];
    for (int node = 0; node < means.length; node++) {
      if (node < rows.length) {
        means[node] = rows[node];
        size[node] = 1;
      } else {
        Merge merge = merges.get(node - rows.length);
        size[node] = size[merge.left] + size[merge.right];
        means[node] =
            pooled(means[merge.left], size[merge.left], means[merge.right], size[merge.right]);
      }
    }
    return means;
  }

  private static double[] pooled(double[] a, int countA, double[] b, int countB) {
    double[] mean = new double[a.length];
    for (int j = 0; j < mean.length; j++) {
      mean[j] = (countA * a[j] + countB * b[j]) / (countA + countB);
    }
    return mean;
  }
}
