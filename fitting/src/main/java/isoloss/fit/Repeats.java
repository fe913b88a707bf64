package isoloss.fit;

import isoloss.data.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that repeat the same inputs: how far their responses lie apart, and how far apart the means
 * of different inputs lie; both standard deviations on the scale of the residuals.
 *
 * @param groups inputs that occur more than once
 * @param repeated rows in these groups
 */
record Repeats(int rows, int groups, int repeated, double within, double between, boolean log) {
  private static final int FEWEST_GROUPS = 3;

  static Repeats of(Rows rows) {
    Map<Values, List<Double>> byInputs = new LinkedHashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      byInputs
          .computeIfAbsent(Values.of(rows.rawInputs(row)), inputs -> new ArrayList<>())
          .add(rows.target(row));
    }
    List<List<Double>> groups =
        byInputs.values().stream().filter(group -> group.size() > 1).toList();
    int repeated = groups.stream().mapToInt(List::size).sum();
    double squares = groups.stream().mapToDouble(Repeats::squares).sum();
    List<Double> means = groups.stream().map(Repeats::mean).toList();
    return new Repeats(
        rows.size(),
        groups.size(),
        repeated,
        Math.sqrt(squares / Math.max(1, repeated - groups.size())),
        Math.sqrt(squares(means) / Math.max(1, means.size() - 1)),
        rows.logarithmic());
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private static double squares(List<Double> values) {
    double mean = mean(values);
    return values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
  }

  /** Whether repeats, which most rows are, scatter more than the inputs make a difference. */
  boolean looksMixed() {
    return groups >= FEWEST_GROUPS && 2 * repeated >= rows && within > between;
  }

  double shown(double deviation) {
    return log ? 100 * Math.expm1(deviation) : deviation;
  }

  String unit() {
    return log ? " %" : "";
  }
}
