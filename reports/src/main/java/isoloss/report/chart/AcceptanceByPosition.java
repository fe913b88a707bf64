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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Acceptance at each position of the draft, with the one value that would serve for all. */
final class AcceptanceByPosition implements Chart<Findings> {
  static final String TABLE = "positions";
  private static final int MOST_RUNS = 8;
  private static final double SIDESTEP = 0.05;

  @Override
  public String name() {
    return "acceptance-by-position";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table(TABLE);
    List<Integer> usable =
        IntStream.range(0, table.size())
            .filter(row ->
                table.cell(row, "usable") instanceof Findings.Cell.Flag(boolean flag) && flag)
            .boxed()
            .toList();
    if (usable.isEmpty()) {
      return new Drawing.LeftOut(
          name(), "no run has drafts of one length, so that acceptance is not determined.");
    }
    Map<String, List<Integer>> runs = SettingNames.rowsByRun(table, usable);
    int shown = Math.min(MOST_RUNS, runs.size());
    List<Layer> layers = new ArrayList<>();
    int index = 0;
    for (Map.Entry<String, List<Integer>> run : runs.entrySet()) {
      if (index < shown) {
        double sidestep = SIDESTEP * (index - (shown - 1) / 2.0);
        layers.addAll(layers(table, run.getKey(), run.getValue(), index++, sidestep));
      }
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Acceptance by position",
            caption(table, usable, runs.size()),
            positionAxis(table, usable),
            Axis.linear("acceptance, all before accepted", ""),
            "",
            layers));
  }

  private static Axis positionAxis(Findings.Table table, List<Integer> usable) {
    int longest =
        (int)
            IntStream.range(0, usable.size())
                .mapToDouble(i -> table.number(usable.get(i), "position"))
                .max()
                .orElse(1);
    return Axis.linear("position in the draft", "tokens")
        .within(0.5, longest + 0.5)
        .withTicks(
            IntStream.rangeClosed(1, longest)
                .mapToObj(i -> new Axis.Tick(i, String.valueOf(i)))
                .toList());
  }

  private static List<Layer> layers(
      Findings.Table table, String name, List<Integer> rows, int index, double sidestep) {
    Ink ink = Ink.category(index);
    double[] position = FindingsRows.pick(table, "position", rows);
    double[] aside =
        IntStream.range(0, position.length).mapToDouble(i -> position[i] + sidestep).toArray();
    double alpha =
        sum(FindingsRows.pick(table, "accepted", rows))
            / sum(FindingsRows.pick(table, "atRisk", rows));
    Values ends = Values.of(0.7, position[position.length - 1] + 0.3);
    Layer.Points points =
        Layer.Points.of(
                name,
                ink,
                Marker.cycle(index),
                Values.of(aside),
                FindingsRows.values(table, "acceptance", rows))
            .withErrors(
                new Layer.ErrorBars(
                    Layer.Along.Y,
                    FindingsRows.values(table, "low", rows),
                    FindingsRows.values(table, "high", rows)));
    return List.of(
        new Layer.Line(
            "",
            ink,
            SettingNames.stroke(index, Layer.Stroke.DASHED),
            Layer.Weight.FAINT,
            ends,
            Values.of(alpha, alpha)),
        points);
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  private static String caption(Findings.Table table, List<Integer> usable, int runs) {
    double rounds =
        usable.stream()
            .filter(row -> table.number(row, "position") == 1)
            .mapToDouble(row -> table.number(row, "rounds"))
            .sum();
    String more = runs > MOST_RUNS ? " (the first %d are drawn)".formatted(MOST_RUNS) : "";
    return ("Share of the rounds at risk that accepted, with Wilson intervals; n = %s rounds in %d"
            + " %s%s. Dashed or dotted: one acceptance for all positions, by maximum likelihood.")
        .formatted(NumberText.count((long) rounds), runs, runs == 1 ? "run" : "runs", more);
  }
}
