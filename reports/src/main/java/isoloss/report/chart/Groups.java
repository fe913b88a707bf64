package isoloss.report.chart;

import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows gathered by a positive quantity: by its values when they are few, else by equal log bins.
 */
record Groups(List<Group> groups, boolean exact) {
  private static final int MOST = 8;

  /** Values within this ratio count as equal: files print rounded numbers. */
  private static final double SAME = 1.01;

  /**
   * @param low least value in the group
   * @param high greatest value in the group
   */
  record Group(String name, double low, double high, int[] rows) {
    double middle() {
      return Math.sqrt(low * high);
    }
  }

  static Groups of(double[] values) {
    List<double[]> clusters = clusters(values);
    boolean exact = clusters.size() <= MOST;
    List<double[]> ranges = exact ? clusters : bins(clusters);
    List<Group> groups = new ArrayList<>();
    for (double[] range : ranges) {
      int[] rows =
          IntStream.range(0, values.length)
              .filter(row -> values[row] >= range[0] && values[row] <= range[1])
              .toArray();
      if (rows.length > 0) {
        groups.add(named(values, rows));
      }
    }
    return new Groups(List.copyOf(groups), exact);
  }

  private static Group named(double[] values, int[] rows) {
    double low = Arrays.stream(rows).mapToDouble(row -> values[row]).min().orElseThrow();
    double high = Arrays.stream(rows).mapToDouble(row -> values[row]).max().orElseThrow();
    String from = NumberText.prefixed(low);
    String to = NumberText.prefixed(high);
    String name =
        high < low * SAME ? NumberText.prefixed(Math.sqrt(low * high)) : from + " – " + to;
    return new Group(name, low, high, rows);
  }

  private static List<double[]> clusters(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    List<double[]> clusters = new ArrayList<>();
    for (double value : sorted) {
      if (clusters.isEmpty() || value >= clusters.getLast()[0] * SAME) {
        clusters.add(new double[] {value, value});
      } else {
        clusters.getLast()[1] = value;
      }
    }
    return clusters;
  }

  private static List<double[]> bins(List<double[]> clusters) {
    double low = clusters.getFirst()[0];
    double high = clusters.getLast()[1];
    List<double[]> bins = new ArrayList<>();
    for (int bin = 0; bin < MOST; bin++) {
      double from = low * Math.pow(high / low, bin / (double) MOST);
      double to = low * Math.pow(high / low, (bin + 1) / (double) MOST);
      bins.add(new double[] {bin == 0 ? low : Math.nextUp(from), bin == MOST - 1 ? high : to});
    }
    return bins;
  }
}
