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
import java.util.stream.IntStream;

/** How right accepted samples are against how right a single one is, over models. */
final class AcceptedAccuracy implements Chart<Findings> {

  static boolean suits(Findings findings) {
    return findings.kind().equals(Findings.ANALYSIS)
        && findings.name().equals("verifier")
        && findings.hasTable("models");
  }

  @Override
  public String name() {
    return "accepted-against-single-accuracy";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table("models");
    double[] x = table.numbers("x");
    double stronger = findings.number("strongerAccuracy");
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new Layer.ReferenceLine(
            "one sample of the stronger model",
            Ink.PURPLE,
            Layer.Stroke.DASHED,
            Layer.ReferenceLine.Course.HORIZONTAL,
            stronger));
    double low = Arrays.stream(x).min().orElse(0);
    double high = Arrays.stream(x).max().orElse(1);
    double intercept = findings.estimate("intercept");
    double slope = findings.estimate("slope");
    layers.add(
        new Layer.Line(
            "line through all models",
            Ink.MUTED,
            Layer.Stroke.SOLID,
            Layer.Weight.NORMAL,
            Values.of(low, high),
            Values.of(intercept + slope * low, intercept + slope * high)));
    layers.add(models(table, stronger, true));
    layers.add(models(table, stronger, false));
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Accepted samples against single ones",
            "Least squares, n = %s models, r = %s, R2 = %s. Models below the dashed line never reach it by resampling."
                .formatted(
                    NumberText.count(table.size()),
                    NumberText.significant(findings.number("pearson"), 3),
                    NumberText.significant(findings.number("rSquared"), 3)),
            Axis.linear("accuracy of one sample", ""),
            Axis.linear("accuracy of accepted samples", ""),
            "",
            layers));
  }

  private static Layer models(Findings.Table table, double stronger, boolean able) {
    double[] accepted = table.numbers("y");
    int[] rows =
        IntStream.range(0, table.size())
            .filter(row -> (accepted[row] >= stronger) == able)
            .toArray();
    List<String> names = table.texts("model");
    return Layer.Points.of(
            able ? "reaches it" : "cannot reach it",
            able ? Ink.GREEN : Ink.VERMILION,
            able ? Marker.CIRCLE : Marker.TRIANGLE,
            FindingsRows.values(table, "x", rows),
            FindingsRows.values(table, "y", rows))
        .withLabels(Arrays.stream(rows).mapToObj(names::get).toList());
  }
}
