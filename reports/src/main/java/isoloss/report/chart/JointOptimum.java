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
import java.util.Optional;
import java.util.stream.IntStream;

/** What each model size reaches under a budget, with the flat range around the best. */
final class JointOptimum implements Chart<Findings> {
  @Override
  public String name() {
    return "train-to-test-optimum";
  }

  static boolean suits(Findings findings) {
    return findings.hasTable("lossAgainstN") && findings.hasTable("optima");
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table curve = findings.table("lossAgainstN");
    Findings.Table optima = findings.table("optima");
    double[] n = curve.numbers("N");
    double[] loss = curve.numbers("loss");
    List<Layer> layers = new ArrayList<>();
    double level = 1.01 * optima.number(0, "loss");
    flat(findings, n, loss).ifPresent(layers::add);
    layers.add(
        new Layer.Line(
            "best D and k for N",
            Ink.BLUE,
            Layer.Stroke.SOLID,
            Layer.Weight.STRONG,
            Values.of(n),
            Values.of(loss)));
    layers.add(
        new Layer.ReferenceLine(
            "1 % above the least",
            Ink.MUTED, Layer.Stroke.DASHED, Layer.ReferenceLine.Course.HORIZONTAL, level));
    layers.add(optimum("planned jointly", Ink.VERMILION, Marker.DIAMOND, optima, 0));
    List<String> planned = optima.texts("planned");
    int sampled = planned.indexOf("k = 1, then sampled");
    if (sampled >= 0) {
      layers.add(
          optimum("planned for k = 1, then sampled", Ink.GREEN, Marker.SQUARE, optima, sampled));
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Loss against model size under the budget",
            "%s Evaluated at n = %d sizes.".formatted(findings.headline(), n.length),
            Axis.log("parameters N", ""),
            Axis.linear("-ln pass@k", ""),
            "",
            layers));
  }

  /** The sizes within a percent of the least loss, over the height of the curve. */
  private static Optional<Layer> flat(Findings findings, double[] n, double[] loss) {
    double least = findings.table("optima").number(0, "loss");
    int[] rows = IntStream.range(0, n.length).filter(row -> loss[row] <= 1.01 * least).toArray();
    if (rows.length < 2) {
      return Optional.empty();
    }
    double floor = Arrays.stream(loss).min().orElse(least);
    double[] x = Arrays.stream(rows).mapToDouble(row -> n[row]).toArray();
    double[] low = new double[x.length];
    double[] high = new double[x.length];
    Arrays.fill(low, floor);
    Arrays.fill(high, Arrays.stream(loss).max().orElse(least));
    return Optional.of(
        new Layer.Band("within 1 %", Ink.BLUE, Values.of(x), Values.of(low), Values.of(high)));
  }

  private static Layer optimum(
      String name, Ink ink, Marker marker, Findings.Table optima, int row) {
    return Layer.Points.of(
            name,
            ink,
            marker,
            Values.of(optima.number(row, "N")),
            Values.of(optima.number(row, "loss")))
        .with(Layer.Weight.STRONG);
  }
}
