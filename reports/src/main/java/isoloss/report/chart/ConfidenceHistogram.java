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
import java.util.List;

/** How many right and wrong answers the last checkpoint gives at each confidence. */
final class ConfidenceHistogram implements Chart<Findings> {

  static boolean suits(Findings findings) {
    return Reliability.suits(findings);
  }

  @Override
  public String name() {
    return "confidence-histogram";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table bins = findings.table("bins");
    String checkpoint = findings.table("checkpoints").texts("checkpoint").getLast();
    int[] rows = FindingsRows.where(bins, "checkpoint", checkpoint);
    List<Layer> layers = new ArrayList<>();
    layers.addAll(steps("wrong answers", Ink.VERMILION, Layer.Stroke.DASHED, bins, rows, "wrong"));
    layers.addAll(steps("right answers", Ink.GREEN, Layer.Stroke.SOLID, bins, rows, "right"));
    double answers =
        Arrays.stream(rows)
            .mapToDouble(row -> bins.number(row, "right") + bins.number(row, "wrong"))
            .sum();
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Confidence of right and of wrong answers",
            "Checkpoint %s, n = %s answers in bins of equal width."
                .formatted(checkpoint, NumberText.count((long) answers)),
            Axis.linear("confidence in the likeliest answer", "").within(0, 1.02),
            Axis.linear("answers", ""),
            "",
            layers));
  }

  /** The outline of the bars and the area below it; empty bins are zero. */
  private static List<Layer> steps(
      String name, Ink ink, Layer.Stroke stroke, Findings.Table bins, int[] rows, String column) {
    List<Double> x = new ArrayList<>(List.of(0.0));
    List<Double> y = new ArrayList<>(List.of(0.0));
    for (int row : rows) {
      double low = bins.number(row, "low");
      if (low > x.getLast()) {
        add(x, y, x.getLast(), 0);
        add(x, y, low, 0);
      }
      add(x, y, low, bins.number(row, column));
      add(x, y, bins.number(row, "high"), bins.number(row, column));
    }
    add(x, y, x.getLast(), 0);
    Values edges = values(x);
    Values heights = values(y);
    return List.of(
        new Layer.Band("", ink, edges, Values.of(new double[x.size()]), heights),
        new Layer.Line(name, ink, stroke, Layer.Weight.NORMAL, edges, heights));
  }

  private static void add(List<Double> x, List<Double> y, double at, double height) {
    x.add(at);
    y.add(height);
  }

  private static Values values(List<Double> numbers) {
    return Values.of(numbers.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
