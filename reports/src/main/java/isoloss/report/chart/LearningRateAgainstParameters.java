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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The learning rate that each law names at 20 tokens per parameter, far beyond the measured sizes.
 */
final class LearningRateAgainstParameters implements Chart<Findings> {
  /** Of published laws; blue is the fit's. */
  private static final int COLOURS = 5;

  @Override
  public String name() {
    return "lr-against-parameters";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table curves = findings.table("curves");
    List<String> laws = curves.texts("law");
    List<Layer> layers = new ArrayList<>();
    String chosen = "fitted, " + LossOverLearningRateAndBatch.method(findings);
    int fitted = 0;
    int published = 0;
    for (String law : new LinkedHashSet<>(laws)) {
      if (law.equals(chosen)) {
        layers.add(curve(curves, law, Ink.TEXT, Layer.Stroke.SOLID, Layer.Weight.STRONG));
      } else if (law.startsWith("fitted")) {
        Ink ink = Ink.ramp(1 - fitted++ / 2.0);
        layers.add(curve(curves, law, ink, Layer.Stroke.SOLID, Layer.Weight.NORMAL));
      } else {
        Layer.Stroke stroke = published < COLOURS ? Layer.Stroke.DASHED : Layer.Stroke.DOTTED;
        layers.add(
            curve(
                curves, law, Ink.category(1 + published++ % COLOURS), stroke, Layer.Weight.NORMAL));
      }
    }
    if (!laws.contains(chosen)) {
      return new Drawing.LeftOut(name(), "the fit does not determine how lr depends on N.");
    }
    double largest =
        Arrays.stream(findings.table("cells").numbers("parameters")).max().orElse(Double.NaN);
    layers.add(
        new Layer.ReferenceLine(
            "largest N measured",
            Ink.MUTED,
            Layer.Stroke.DOTTED,
            Layer.ReferenceLine.Course.VERTICAL,
            largest));
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Learning rate by each law at 20 tokens per parameter",
            ("n = %s cells behind the fitted laws; published laws as printed. To the right of the"
                    + " vertical line all are extrapolations.")
                .formatted(NumberText.count(findings.table("cells").size())),
            Axis.log("parameters N", ""),
            Axis.log("peak learning rate", ""),
            "",
            layers));
  }

  private static Layer.Line curve(
      Findings.Table curves, String law, Ink ink, Layer.Stroke stroke, Layer.Weight weight) {
    List<String> laws = curves.texts("law");
    int[] rows = IntStream.range(0, laws.size()).filter(i -> laws.get(i).equals(law)).toArray();
    return new Layer.Line(
        law,
        ink,
        stroke,
        weight,
        pick(curves.numbers("parameters"), rows),
        pick(curves.numbers("lr"), rows));
  }

  private static Values pick(double[] values, int[] rows) {
    return Values.of(IntStream.of(rows).mapToDouble(i -> values[i]).toArray());
  }
}
