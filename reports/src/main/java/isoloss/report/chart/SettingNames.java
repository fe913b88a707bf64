package isoloss.report.chart;

import isoloss.fit.Findings;
import isoloss.report.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of a table of findings, gathered by the run that they are about. */
final class SettingNames {
  private static final List<String> LABELS = List.of("dataset", "device", "model", "method");

  private static final int INKS = 6;

  private SettingNames() {}

  /** Rows by run, in the table's order; the name holds the labels in which the runs differ. */
  static Map<String, List<Integer>> rowsByRun(Findings.Table table, List<Integer> rows) {
    List<String> varying =
        LABELS.stream()
            .filter(table::hasColumn)
            .filter(label -> rows.stream().map(table.texts(label)::get).distinct().count() > 1)
            .toList();
    Map<String, List<Integer>> runs = new LinkedHashMap<>();
    List<List<String>> texts = varying.stream().map(table::texts).toList();
    for (int row : rows) {
      String name = texts.stream().map(column -> column.get(row)).collect(Collectors.joining(", "));
      runs.computeIfAbsent(name, n -> new ArrayList<>()).add(row);
    }
    return runs;
  }

  /** Told apart by stroke too, once the inks repeat. */
  static Layer.Stroke stroke(int index, Layer.Stroke first) {
    return index < INKS ? first : Layer.Stroke.DOTTED;
  }
}
