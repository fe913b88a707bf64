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

/**
 * R2 on held-out rows, table by table: the form in print against the chosen one. The axis ends at
 * -1, where a form is already twice as far off as the mean; values below are marked there.
 */
final class StudyComparison implements Chart<Findings> {
  private static final double LOWEST = -1;

  static boolean suits(Findings findings) {
    return findings.name().equals("scalebench") && findings.hasTable("comparison");
  }

  @Override
  public String name() {
    return "study-comparison";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table("comparison");
    if (table.size() == 0) {
      return new Drawing.LeftOut(name(), "no table was compared");
    }
    List<Layer> layers = new ArrayList<>();
    List<Axis.Tick> ticks = new ArrayList<>();
    layers.add(
        new Layer.ReferenceLine(
            "", Ink.MUTED, Layer.Stroke.DASHED, Layer.ReferenceLine.Course.VERTICAL, 0));
    for (int row = 0; row < table.size(); row++) {
      double at = table.size() - row;
      ticks.add(new Axis.Tick(at, table.texts("table").get(row).replace('_', ' ')));
      layers.add(
          new Layer.Line(
              "",
              Ink.MUTED,
              Layer.Stroke.SOLID,
              Layer.Weight.NORMAL,
              Values.of(
                  shown(table.number(row, "r2Literature")), shown(table.number(row, "r2Chosen"))),
              Values.of(at, at)));
    }
    layers.add(
        points(table, "form in print", Ink.VERMILION, Marker.DIAMOND, "literature", "Literature"));
    layers.add(points(table, "chosen on the rest", Ink.BLUE, Marker.CIRCLE, "chosen", "Chosen"));
    return new Drawing.Drawn(
        new Figure(
            name(),
            "The largest fifth of each table, predicted from the rest",
            caption(table),
            Axis.linear("R² on the rows held out", "").within(LOWEST - 0.08, 1.08),
            Axis.linear("table", "").within(0.4, table.size() + 0.6).withTicks(ticks),
            "",
            layers));
  }

  private static double shown(double r2) {
    return Double.isFinite(r2) ? Math.max(LOWEST, r2) : LOWEST;
  }

  private static Layer points(
      Findings.Table table, String title, Ink ink, Marker marker, String form, String suffix) {
    double[] r2 = table.numbers("r2" + suffix);
    double[] x = new double[r2.length];
    double[] y = new double[r2.length];
    List<String> labels = new ArrayList<>();
    for (int row = 0; row < r2.length; row++) {
      x[row] = shown(r2[row]);
      y[row] = r2.length - row;
      labels.add(
          "%s, %s: R² = %s, root mean square error %s"
              .formatted(
                  table.texts("table").get(row),
                  table.texts(form).get(row),
                  NumberText.significant(r2[row], 3),
                  NumberText.significant(table.number(row, "rmse" + suffix), 3)));
    }
    return Layer.Points.of(title, ink, marker, Values.of(x), Values.of(y)).withLabels(labels);
  }

  private static String caption(Findings.Table table) {
    double[] test = table.numbers("nTest");
    long rows = Math.round(Values.of(test).stream().sum());
    List<String> below = new ArrayList<>();
    double[] r2 = table.numbers("r2Literature");
    for (int row = 0; row < r2.length; row++) {
      if (r2[row] < LOWEST) {
        below.add(
            "%s %s"
                .formatted(
                    table.texts("table").get(row).replace('_', ' '),
                    NumberText.significant(r2[row], 3)));
      }
    }
    return "n = %s held-out rows; 1 is exact, 0 as good as their mean.%s"
        .formatted(
            NumberText.count(rows),
            below.isEmpty()
                ? ""
                : " Drawn at the left end: " + String.join(", ", below) + " (form in print).");
  }
}
