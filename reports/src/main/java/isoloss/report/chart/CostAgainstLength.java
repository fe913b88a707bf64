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
import java.util.stream.IntStream;

/**
 * The cost of a question against the tokens generated, one colour per model: solid with memory,
 * dotted for compute alone. Memory grows with the square of the length and hardly with the model.
 */
final class CostAgainstLength implements Chart<Findings> {
  private static final double TERA = 1e12;

  /** Whether the findings are a plan of test time. */
  static boolean suits(Findings findings) {
    return findings.name().equals("test-time") && findings.hasTable("costs");
  }

  @Override
  public String name() {
    return "cost-against-length";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table costs = findings.table("costs");
    if (Arrays.stream(costs.numbers("outputTokens")).distinct().count() < 2) {
      return new Drawing.LeftOut(
          name(), "All costs are of one output length; give several with --output-tokens.");
    }
    double samples = Arrays.stream(costs.numbers("samples")).min().orElseThrow();
    List<String> charged = costs.texts("model");
    List<String> models = bySize(findings).stream().filter(charged::contains).toList();
    List<Layer> layers = new ArrayList<>();
    for (int m = 0; m < models.size(); m++) {
      Ink ink = Ink.ramp(m, models.size());
      layers.addAll(model(costs, models.get(m), samples, ink, Marker.cycle(m)));
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Cost of a question against output length",
            caption(findings, costs, models.size(), samples),
            Axis.log("output", "tokens"),
            Axis.log("cost of a question", "FLOP"),
            "",
            layers));
  }

  private static List<Layer> model(
      Findings.Table costs, String model, double samples, Ink ink, Marker marker) {
    int[] rows =
        Arrays.stream(FindingsRows.where(costs, "model", model))
            .filter(row -> costs.number(row, "samples") == samples)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> costs.number(row, "outputTokens")))
            .mapToInt(Integer::intValue)
            .toArray();
    Values length = Values.of(pick(costs, "outputTokens", rows, 1));
    Values total = Values.of(pick(costs, "totalTera", rows, TERA));
    Values compute = Values.of(pick(costs, "computeTera", rows, TERA));
    return List.of(
        new Layer.Line("", ink, Layer.Stroke.DOTTED, Layer.Weight.NORMAL, length, compute),
        new Layer.Line("", ink, Layer.Stroke.SOLID, Layer.Weight.NORMAL, length, total),
        Layer.Points.of(model, ink, marker, length, total));
  }

  /** The models from small to large in active parameters. */
  private static List<String> bySize(Findings findings) {
    Findings.Table models = findings.table("models");
    List<String> names = models.texts("model");
    return IntStream.range(0, models.size())
        .boxed()
        .sorted(Comparator.comparingDouble(row -> models.number(row, "activeParameters")))
        .map(names::get)
        .toList();
  }

  private static double[] pick(Findings.Table costs, String column, int[] rows, double factor) {
    double[] values = costs.numbers(column);
    return Arrays.stream(rows).mapToDouble(row -> factor * values[row]).toArray();
  }

  private static String caption(
      Findings findings, Findings.Table costs, int models, double samples) {
    return "n = %d models, %s prompt tokens, %s sample%s, attention %s. Solid: eFLOPs, compute and memory at %s FLOP per byte; dotted: compute alone."
        .formatted(
            models,
            NumberText.count(Math.round(findings.number("promptTokens"))),
            NumberText.count(Math.round(samples)),
            samples == 1 ? "" : "s",
            costs.texts("attention").getFirst(),
            NumberText.significant(findings.number("flopPerByte"), 4));
  }
}
