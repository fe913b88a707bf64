package isoloss.report.chart;

import isoloss.fit.Findings;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Observed coverage and the fitted law with its interval, on to where nothing was sampled: one
 * colour per model. Where several laws were fitted, the last one of a model, their mixture.
 */
final class CoverageLaws implements Chart<Findings> {
  private static final int MOST_MODELS = 6;

  static boolean suits(Findings findings) {
    return findings.hasTable("coverage") && findings.table("coverage").hasColumn("fitted");
  }

  @Override
  public String name() {
    return "coverage-laws";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table("coverage");
    Map<String, List<Integer>> rows = ofLastLaw(table);
    List<Layer> bands = new ArrayList<>();
    List<Layer> lines = new ArrayList<>();
    int index = 0;
    for (Map.Entry<String, List<Integer>> model : rows.entrySet()) {
      if (index < MOST_MODELS) {
        add(bands, lines, table, model, index++);
      }
    }
    bands.addAll(lines);
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Coverage: observed and by the law",
            "n = %d models%s. Points: observed; lines: %s, with bootstrap intervals over problems."
                .formatted(
                    rows.size(),
                    rows.size() > MOST_MODELS ? ", the first " + MOST_MODELS + " shown" : "",
                    table.texts("law").getLast()),
            Axis.log("samples k", ""),
            Axis.linear("pass@k", "").within(0, 1),
            "",
            bands));
  }

  private static Map<String, List<Integer>> ofLastLaw(Findings.Table table) {
    List<String> models = table.texts("model");
    List<String> laws = table.texts("law");
    Map<String, String> last = new LinkedHashMap<>();
    for (int row = 0; row < table.size(); row++) {
      last.put(models.get(row), laws.get(row));
    }
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    for (int row = 0; row < table.size(); row++) {
      if (laws.get(row).equals(last.get(models.get(row)))) {
        rows.computeIfAbsent(models.get(row), model -> new ArrayList<>()).add(row);
      }
    }
    return rows;
  }

  private static void add(
      List<Layer> bands,
      List<Layer> lines,
      Findings.Table table,
      Map.Entry<String, List<Integer>> model,
      int index) {
    Ink ink = Ink.category(index);
    List<Integer> all = model.getValue();
    List<Integer> bounded =
        all.stream().filter(row -> Double.isFinite(table.number(row, "low"))).toList();
    if (!bounded.isEmpty()) {
      bands.add(
          new Layer.Band(
              "",
              ink,
              FindingsRows.values(table, "k", bounded),
              FindingsRows.values(table, "low", bounded),
              FindingsRows.values(table, "high", bounded)));
    }
    lines.add(
        new Layer.Line(
            "",
            ink,
            Layer.Stroke.SOLID,
            Layer.Weight.NORMAL,
            FindingsRows.values(table, "k", all),
            FindingsRows.values(table, "fitted", all)));
    List<Integer> seen =
        all.stream().filter(row -> Double.isFinite(table.number(row, "observed"))).toList();
    lines.add(
        Layer.Points.of(
            model.getKey(),
            ink,
            Marker.cycle(index),
            FindingsRows.values(table, "k", seen),
            FindingsRows.values(table, "observed", seen)));
  }
}
