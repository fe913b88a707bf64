package isoloss.report.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Places of the nodes of a graph on a circle of radius 1, two in a row at most, so that no edge
 * runs through a third node and no two names meet. A node that is known to be above another lies in
 * a higher row.
 *
 * @param x -1 to 1
 * @param y -1 to 1, upwards
 */
@SuppressWarnings("ArrayRecordComponent")
record GraphLayout(double[] x, double[] y, int rows) {

  /**
   * @param above {@code above[i][j]} where node i is known to be above node j; a cycle is no order
   *     and is ignored
   */
  static GraphLayout of(boolean[][] above) {
    List<int[]> rows = rows(layers(above));
    double[] x = new double[above.length];
    double[] y = new double[above.length];
    for (int row = 0; row < rows.size(); row++) {
      double height = 1 - (2 * row + 1) / (double) rows.size();
      double side = Math.sqrt(1 - height * height);
      int[] nodes = rows.get(row);
      for (int i = 0; i < nodes.length; i++) {
        boolean left = nodes.length == 1 ? row % 2 == 0 : i == 0;
        x[nodes[i]] = left ? -side : side;
        y[nodes[i]] = height;
      }
    }
    return new GraphLayout(x, y, rows.size());
  }

  /** The length of the longest chain of nodes above each, which is its layer. */
  private static int[] layers(boolean[][] above) {
    int[] layers = new int[above.length];
    for (int pass = 0; pass < above.length; pass++) {
      for (int i = 0; i < above.length; i++) {
        for (int j = 0; j < above.length; j++) {
          if (above[i][j] && layers[j] <= layers[i] && layers[i] + 1 < above.length) {
            layers[j] = layers[i] + 1;
          }
        }
      }
    }
    return layers;
  }

  private static List<int[]> rows(int[] layers) {
    List<int[]> rows = new ArrayList<>();
    int[] distinct = Arrays.stream(layers).distinct().sorted().toArray();
    for (int layer : distinct) {
      List<Integer> nodes = new ArrayList<>();
      for (int node = 0; node < layers.length; node++) {
        if (layers[node] == layer) {
          nodes.add(node);
        }
      }
      for (int from = 0; from < nodes.size(); from += 2) {
        rows.add(
            nodes.subList(from, Math.min(from + 2, nodes.size())).stream()
                .mapToInt(Integer::intValue)
                .toArray());
      }
    }
    return rows;
  }
}
