package isoloss.sampling.confidence;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.stat.WithoutReplacement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The rows of one checkpoint.
 *
 * @param name as in the table, or {@code all}
 * @param problems the name of the problem of each row
 * @param samples n of each row; empty where the table has none
 * @param right c of each row
 */
record Checkpoint(
    String name,
    List<String> problems,
    double[] confidence,
    double[] correct,
    double[] samples,
    double[] right) {

  /** In the order in which they first appear. */
  static List<Checkpoint> all(Observations table) {
    boolean sampled = table.variable("n").isPresent() && table.variable("c").isPresent();
    List<String> names =
        table.label("checkpoint").orElseGet(() -> Collections.nCopies(table.size(), "all"));
    List<String> problems = problems(table);
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    for (int row = 0; row < table.size(); row++) {
      rows.computeIfAbsent(names.get(row), any -> new ArrayList<>()).add(row);
    }
    List<Checkpoint> all = new ArrayList<>();
    rows.forEach((name, at) -> {
      Observations own = table.select(at.stream().mapToInt(Integer::intValue).toArray());
      all.add(
          new Checkpoint(
              name,
              at.stream().map(problems::get).toList(),
              own.column("confidence"),
              own.column("correct"),
              sampled ? own.column("n") : new double[0],
              sampled ? own.column("c") : new double[0]));
    });
    return all;
  }

  /** The problem of each row; a row is one of its own where the table names none. */
  static List<String> problems(Observations table) {
    return table
        .label("problem")
        .orElseGet(() -> IntStream.range(0, table.size()).mapToObj(String::valueOf).toList());
  }

  int fewestSamples() {
    return (int) Arrays.stream(samples).min().orElse(0);
  }

  /** pass@N of each row. */
  double[] passAt(int drawn) {
    double[] pass = new double[samples.length];
    for (int row = 0; row < pass.length; row++) {
      if (right[row] > samples[row]) {
        throw new InputException(
            "checkpoint %s, problem %s: c = %.0f is above n = %.0f"
                .formatted(name, problems.get(row), right[row], samples[row]));
      }
      pass[row] = WithoutReplacement.atLeastOne((long) samples[row], (long) right[row], drawn);
    }
    return pass;
  }

  /**
   * What no policy exceeds that knows only how often an answer of this confidence is right, all
   * other answers taken as one: the mean of the best pass@N for {@code (q, 1 - q)}.
   */
  double bound(Calibration calibration, int drawn) {
    double sum = 0;
    for (double each : confidence) {
      double q = calibration.calibrated(each);
      sum += OptimalConfidence.of(new double[] {q, 1 - q}, drawn).value();
    }
    return sum / confidence.length;
  }
}
