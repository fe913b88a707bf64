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

/** Accuracy against confidence in bins, a series per checkpoint. */
final class Reliability implements Chart<Findings> {

  static boolean suits(Findings findings) {
    return findings.name().equals("overconfidence") && findings.hasTable("bins");
  }

  @Override
  public String name() {
    return "accuracy-against-confidence";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table bins = findings.table("bins");
    List<String> checkpoints = findings.table("checkpoints").texts("checkpoint");
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new Layer.ReferenceLine(
            "calibrated", Ink.MUTED, Layer.Stroke.DASHED, Layer.ReferenceLine.Course.IDENTITY, 0));
    for (int c = 0; c < checkpoints.size(); c++) {
      int[] rows = FindingsRows.where(bins, "checkpoint", checkpoints.get(c));
      Ink ink = checkpoints.size() <= 6 ? Ink.category(c) : ramp(c, checkpoints.size());
      Values x = FindingsRows.values(bins, "confidence", rows);
      Values y = FindingsRows.values(bins, "accuracy", rows);
      layers.add(new Layer.Line("", ink, Layer.Stroke.SOLID, Layer.Weight.FAINT, x, y));
      layers.add(
          Layer.Points.of(checkpoints.get(c), ink, Marker.cycle(c), x, y)
              .withErrors(
                  new Layer.ErrorBars(
                      Layer.Along.Y,
                      FindingsRows.values(bins, "accuracyLow", rows),
                      FindingsRows.values(bins, "accuracyHigh", rows))));
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Accuracy against confidence",
            "Bins of equal width; n = %s problems. Bars: exact binomial intervals. Below the dashed line a model is too sure."
                .formatted(NumberText.count((long) findings.number("problemCount"))),
            Axis.linear("confidence in the likeliest answer", "").within(0, 1.02),
            Axis.linear("accuracy", "").within(0, 1.02),
            checkpoints.size() > 1 ? "checkpoint" : "",
            layers));
  }

  /** A single one gets the ink of the most. */
  static Ink ramp(int index, int count) {
    return count < 2 ? Ink.ramp(1) : Ink.ramp(index, count);
  }
}
