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
import java.util.Comparator;
import java.util.List;

/**
 * How much of the order each method keeps when measurements are taken away.
 *
 * @param removedKind {@code cells} or {@code samples}
 */
record RobustnessCurves(String removedKind) implements Chart<Findings> {

  static boolean suits(Findings findings) {
    return RankedModels.suits(findings, "robustness");
  }

  @Override
  public String name() {
    return "robustness-" + removedKind;
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table("robustness");
    int[] rows = FindingsRows.where(table, "removedKind", removedKind);
    if (rows.length == 0) {
      return new Drawing.LeftOut(name(), "no " + removedKind + " were removed.");
    }
    List<String> methods =
        Arrays.stream(rows).mapToObj(table.texts("method")::get).distinct().toList();
    List<Layer> bands = new ArrayList<>();
    List<Layer> lines = new ArrayList<>();
    for (int m = 0; m < methods.size(); m++) {
      int[] own = rows(table, rows, methods.get(m));
      bands.add(band(table, own, Ink.category(m)));
      lines.addAll(line(table, own, methods.get(m), m));
    }
    bands.addAll(lines);
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Order kept when %s are removed".formatted(removedKind),
            caption(table, rows, methods.size()),
            Axis.linear("%s removed".formatted(removedKind), "%"),
            Axis.linear("Kendall's tau to the order of all measurements", ""),
            "",
            bands));
  }

  private static int[] rows(Findings.Table table, int[] rows, String method) {
    List<String> methods = table.texts("method");
    double[] removed = table.numbers("removed");
    return Arrays.stream(rows)
        .filter(row -> methods.get(row).equals(method))
        .boxed()
        .sorted(Comparator.comparingDouble(row -> removed[row]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static Values percent(Findings.Table table, int[] rows) {
    return Values.of(
        Arrays.stream(rows).mapToDouble(row -> 100 * table.number(row, "removed")).toArray());
  }

  /** One standard deviation to either side, within the range of tau. */
  private static Layer band(Findings.Table table, int[] rows, Ink ink) {
    double[] low = new double[rows.length];
    double[] high = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double tau = table.number(rows[i], "tau");
      double spread = table.number(rows[i], "tauSpread");
      double half = Double.isFinite(spread) ? spread : 0;
      low[i] = Math.max(-1, tau - half);
      high[i] = Math.min(1, tau + half);
    }
    return new Layer.Band("", ink, percent(table, rows), Values.of(low), Values.of(high));
  }

  private static List<Layer> line(Findings.Table table, int[] rows, String method, int index) {
    Values x = percent(table, rows);
    Values y = FindingsRows.values(table, "tau", rows);
    Ink ink = Ink.category(index);
    return List.of(
        new Layer.Line("", ink, Layer.Stroke.SOLID, Layer.Weight.NORMAL, x, y),
        Layer.Points.of(method, ink, Marker.cycle(index), x, y)
            .withLabels(
                Arrays.stream(rows)
                    .mapToObj(row ->
                        "%s, %s removed: %s ± %s"
                            .formatted(
                                method,
                                NumberText.percent(table.number(row, "removed")),
                                NumberText.decimals(table.number(row, "tau"), 3),
                                NumberText.decimals(table.number(row, "tauSpread"), 3)))
                    .toList()));
  }

  private static String caption(Findings.Table table, int[] rows, int methods) {
    double[] repetitions = FindingsRows.pick(table, "repetitions", rows);
    String least = NumberText.count((long) Arrays.stream(repetitions).min().orElse(0));
    String most = NumberText.count((long) Arrays.stream(repetitions).max().orElse(0));
    return "%d %s, each against its own order of all measurements; n = %s repetitions, bands one standard deviation over them. 1: the same order; 0: no relation."
        .formatted(
            methods,
            methods == 1 ? "method" : "methods",
            least.equals(most) ? least : least + " to " + most);
  }
}
