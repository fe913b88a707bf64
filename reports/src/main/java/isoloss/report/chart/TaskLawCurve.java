package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code F = ln(-ln PU)} against model size: on it the task law is a line, and a bend is a
 * departure from it.
 */
final class TaskLawCurve implements Chart<Findings> {
  private static final double TWO_SIDED_95 = 1.959964;

  static boolean suits(Findings findings) {
    return findings.name().equals("pass-until") && findings.hasTable("lawCurve");
  }

  @Override
  public String name() {
    return "task-law";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table sizes = findings.table("sizes");
    Findings.Table law = findings.table("lawCurve");
    int[] usable =
        IntStream.range(0, sizes.size())
            .filter(row -> Double.isFinite(sizes.number(row, "f")))
            .toArray();
    List<Layer> layers = new ArrayList<>();
    Values size = Values.of(law.numbers("size"));
    double[] low = law.numbers("low");
    if (Arrays.stream(low).allMatch(Double::isFinite)) {
      layers.add(
          new Layer.Band("", Ink.BLUE, size, Values.of(low), Values.of(law.numbers("high"))));
    }
    layers.add(
        new Layer.Line(
            "task law",
            Ink.BLUE,
            Layer.Stroke.SOLID,
            Layer.Weight.STRONG,
            size,
            Values.of(law.numbers("f"))));
    double[] parabola = law.numbers("parabola");
    if (Arrays.stream(parabola).allMatch(Double::isFinite)) {
      layers.add(
          new Layer.Line(
              "with curvature",
              Ink.VERMILION,
              Layer.Stroke.DASHED,
              Layer.Weight.NORMAL,
              size,
              Values.of(parabola)));
    }
    layers.add(points(sizes, usable));
    Findings.Column column = law.columns().getFirst();
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Success of the task over " + column.title(),
            caption(findings, usable.length),
            Axis.log(column.title(), column.unit()),
            Axis.linear("F = ln(-ln PU)", ""),
            "",
            layers));
  }

  private static Layer points(Findings.Table sizes, int[] rows) {
    double[] f = FindingsRows.pick(sizes, "f", rows);
    double[] error = FindingsRows.pick(sizes, "fStandardError", rows);
    double[] low = new double[f.length];
    double[] high = new double[f.length];
    for (int i = 0; i < f.length; i++) {
      low[i] = f[i] - TWO_SIDED_95 * error[i];
      high[i] = f[i] + TWO_SIDED_95 * error[i];
    }
    List<String> models = sizes.texts("model");
    return new Layer.Points(
        "mean over problems",
        Ink.TEXT,
        Marker.CIRCLE,
        Layer.Weight.NORMAL,
        FindingsRows.values(sizes, "size", rows),
        Values.of(f),
        Optional.of(new Layer.ErrorBars(Layer.Along.Y, Values.of(low), Values.of(high))),
        Arrays.stream(rows).mapToObj(models::get).toList(),
        Values.of());
  }

  private static String caption(Findings findings, int sizes) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "n = %d sizes, %.0f problems. Lower is better: F falls as the pass rate PU rises. Bars:"
                    + " 95 %% with the problems as a sample; band: bootstrap of problems.",
                sizes,
                findings.number("problems")));
    if (findings.hasTable("curvature")) {
      Findings.Table curve = findings.table("curvature");
      text.append(
          String.format(
              Locale.ROOT,
              " Curvature %.3g: %s.",
              curve.number(0, "quadratic"),
              curve.texts("verdict").getFirst()));
    }
    return text.toString();
  }
}
