package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Speed-up over plain decoding against the draft length, the best one marked. */
final class SpeedUpAgainstDraftLength implements Chart<Findings> {
  static final String TABLE = "lengths";
  private static final int MOST_RUNS = 8;

  @Override
  public String name() {
    return "speed-up-against-draft-length";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table(TABLE);
    Map<String, List<Integer>> runs =
        SettingNames.rowsByRun(table, IntStream.range(0, table.size()).boxed().toList());
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new Layer.ReferenceLine(
            "", Ink.MUTED, Layer.Stroke.DASHED, Layer.ReferenceLine.Course.HORIZONTAL, 1));
    int index = 0;
    for (Map.Entry<String, List<Integer>> run : runs.entrySet()) {
      if (index < MOST_RUNS) {
        layers.addAll(layers(table, run.getKey(), run.getValue(), index++, runs.size() == 1));
      }
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Speed-up against draft length",
            caption(findings, runs.size()),
            Axis.linear("draft length", "tokens"),
            Axis.linear("speed-up over plain decoding", "times"),
            "",
            layers));
  }

  private static List<Layer> layers(
      Findings.Table table, String name, List<Integer> rows, int index, boolean alone) {
    Ink ink = Ink.category(index);
    Values gamma = FindingsRows.values(table, "gamma", rows);
    double[] speedUp = FindingsRows.pick(table, "speedUp", rows);
    List<Layer> out = new ArrayList<>();
    if (alone && table.hasColumn("speedUpLow")) {
      out.add(
          new Layer.Band(
              "interval",
              ink,
              gamma,
              FindingsRows.values(table, "speedUpLow", rows),
              FindingsRows.values(table, "speedUpHigh", rows)));
    }
    out.add(
        new Layer.Line(
            "",
            ink,
            SettingNames.stroke(index, Layer.Stroke.SOLID),
            Layer.Weight.NORMAL,
            gamma,
            Values.of(speedUp)));
    int best =
        IntStream.range(0, rows.size())
            .filter(i ->
                table.cell(rows.get(i), "best") instanceof Findings.Cell.Flag(boolean flag) && flag)
            .findFirst()
            .orElse(0);
    out.add(
        Layer.Points.of(
                alone ? "best" : name,
                alone ? Ink.VERMILION : ink,
                alone ? Marker.DIAMOND : Marker.cycle(index),
                Values.of(gamma.get(best)),
                Values.of(speedUp[best]))
            .withLabels(
                List.of(
                    "%s tokens: %s times"
                        .formatted(
                            NumberText.count((long) gamma.get(best)),
                            NumberText.significant(speedUp[best], 4)))));
    return out;
  }

  private static String caption(Findings findings, int runs) {
    String interval =
        findings
            .fact("level")
            .map(level ->
                " Band: %s interval from the uncertainty of acceptance."
                    .formatted(NumberText.percent(findings.number("level"))))
            .orElse("");
    String more = runs > MOST_RUNS ? "; the first %d are drawn".formatted(MOST_RUNS) : "";
    return "%s; n = %d %s%s. Marked: the best draft. Dashed: plain decoding.%s"
        .formatted(
            findings.formula(),
            runs,
            runs == 1 ? "setting" : "settings",
            more,
            runs == 1 ? interval : "");
  }
}
