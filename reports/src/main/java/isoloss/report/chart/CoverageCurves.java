package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Coverage against the number of samples, one colour per model, with the simultaneous band. */
final class CoverageCurves implements Chart<Findings> {
  private static final int MOST_MODELS = 6;

  @Override
  public String name() {
    return "coverage";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table("passAtK");
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    List<String> models = table.texts("model");
    for (int row = 0; row < table.size(); row++) {
      rows.computeIfAbsent(models.get(row), model -> new ArrayList<>()).add(row);
    }
    if (rows.values().stream().allMatch(own -> own.size() < 2)) {
      return new Drawing.LeftOut(name(), "Only one k was asked for.");
    }
    List<Layer> bands = new ArrayList<>();
    List<Layer> lines = new ArrayList<>();
    int index = 0;
    for (Map.Entry<String, List<Integer>> each : rows.entrySet()) {
      if (index == MOST_MODELS) {
        break;
      }
      add(bands, lines, table, each, Ink.category(index++));
    }
    bands.addAll(lines);
    String left =
        rows.size() > MOST_MODELS
            ? " The first %d of %d models are shown.".formatted(MOST_MODELS, rows.size())
            : "";
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Coverage against samples",
            "Mean of pass@k over n = %s problems. Bands hold a whole curve at once, with the problems as a sample.%s"
                .formatted(NumberText.count((long) findings.number("problems")), left),
            Axis.log("samples k", ""),
            Axis.linear("pass@k", "").within(0, 1),
            "",
            bands));
  }

  private static void add(
      List<Layer> bands,
      List<Layer> lines,
      Findings.Table table,
      Map.Entry<String, List<Integer>> model,
      Ink ink) {
    double[] k = FindingsRows.pick(table, "k", model.getValue());
    double[] low = FindingsRows.pick(table, "bandLow", model.getValue());
    double[] high = FindingsRows.pick(table, "bandHigh", model.getValue());
    if (Arrays.stream(low).allMatch(Double::isFinite)) {
      bands.add(new Layer.Band("", ink, Values.of(k), Values.of(low), Values.of(high)));
    }
    lines.add(
        new Layer.Line(
            model.getKey(),
            ink,
            Layer.Stroke.SOLID,
            Layer.Weight.STRONG,
            Values.of(k),
            FindingsRows.values(table, "value", model.getValue())));
  }
}
