package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Fit;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.List;

/** Predicted against observed response; held-out rows are marked, with their intervals. */
final class PredictedAgainstObserved implements Chart<Fit> {

  @Override
  public String name() {
    return "predicted-against-observed";
  }

  @Override
  public Drawing draw(Fit fit) {
    FittedRows rows = FittedRows.of(fit);
    if (rows.size() == 0) {
      return new Drawing.LeftOut(name(), "there is no row to draw");
    }
    FittedRows heldOut = FittedRows.heldOut(fit);
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new Layer.ReferenceLine(
            "", Ink.MUTED, Layer.Stroke.SOLID, Layer.ReferenceLine.Course.IDENTITY, 0));
    layers.add(
        Layer.Points.of(
                heldOut.size() == 0 ? "" : "fitted rows",
                Ink.BLUE,
                Marker.CIRCLE,
                Values.of(rows.observed()),
                Values.of(rows.fitted()))
            .withLabels(rows.labels()));
    if (heldOut.size() > 0) {
      layers.add(heldOutPoints(fit, heldOut));
    }
    String unit = fit.law().response().unit();
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Predicted against observed",
            caption(fit, heldOut.size()),
            Axis.log("observed " + fit.law().response().name(), unit),
            Axis.log("predicted " + fit.law().response().name(), unit),
            "",
            layers));
  }

  private static Layer heldOutPoints(Fit fit, FittedRows heldOut) {
    Layer.Points points =
        Layer.Points.of(
                "held out",
                Ink.VERMILION,
                Marker.DIAMOND,
                Values.of(heldOut.observed()),
                Values.of(heldOut.fitted()))
            .withLabels(heldOut.labels());
    return fit.heldOut()
        .filter(held ->
            held.predictions().size() == heldOut.size()
                && held.predictions().stream()
                    .allMatch(p -> p.low().isPresent() && p.high().isPresent()))
        .map(held ->
            points.withErrors(
                new Layer.ErrorBars(
                    Layer.Along.Y,
                    Values.of(
                        held.predictions().stream()
                            .mapToDouble(p -> p.low().orElseThrow())
                            .toArray()),
                    Values.of(
                        held.predictions().stream()
                            .mapToDouble(p -> p.high().orElseThrow())
                            .toArray()))))
        .orElse(points);
  }

  private static String caption(Fit fit, int heldOut) {
    String held =
        fit.heldOut()
            .filter(h -> heldOut > 0)
            .map(h ->
                "; held out by %s: n = %d, mean absolute error %s %%"
                    .formatted(
                        h.rule(),
                        h.score().n(),
                        NumberText.significant(h.score().mapePercent(), 3)))
            .orElse("");
    return "%s, mean absolute error %s %%%s. Line: predicted = observed."
        .formatted(
            FittedRows.method(fit), NumberText.significant(fit.inSample().mapePercent(), 3), held);
  }
}
