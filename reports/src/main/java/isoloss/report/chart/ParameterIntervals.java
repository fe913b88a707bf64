package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Estimate;
import isoloss.fit.Fit;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.GreekLetters;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.List;

/** The interval of each parameter in percent of its estimate, so that all share one axis. */
final class ParameterIntervals implements Chart<Fit> {

  @Override
  public String name() {
    return "parameter-intervals";
  }

  @Override
  public Drawing draw(Fit fit) {
    List<Estimate> shown =
        fit.estimates().stream()
            .filter(e -> e.low().isPresent() && e.high().isPresent() && e.value() != 0)
            .toList();
    if (shown.isEmpty()) {
      return new Drawing.LeftOut(name(), "the fit has no intervals");
    }
    int count = shown.size();
    double[] row = new double[count];
    double[] low = new double[count];
    double[] high = new double[count];
    List<String> labels = new ArrayList<>();
    List<Axis.Tick> ticks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Estimate e = shown.get(i);
      row[i] = count - i;
      low[i] = percent(e, e.value() > 0 ? e.low().orElseThrow() : e.high().orElseThrow());
      high[i] = percent(e, e.value() > 0 ? e.high().orElseThrow() : e.low().orElseThrow());
      labels.add(
          "%s = %s, from %s to %s"
              .formatted(
                  e.name(),
                  NumberText.significant(e.value(), 4),
                  NumberText.significant(e.low().orElseThrow(), 4),
                  NumberText.significant(e.high().orElseThrow(), 4)));
      ticks.add(new Axis.Tick(row[i], GreekLetters.of(e.name())));
    }
    List<Layer> layers =
        List.of(
            new Layer.ReferenceLine(
                "", Ink.MUTED, Layer.Stroke.SOLID, Layer.ReferenceLine.Course.VERTICAL, 0),
            Layer.Points.of(
                    "", Ink.BLUE, Marker.CIRCLE, Values.of(new double[count]), Values.of(row))
                .withErrors(new Layer.ErrorBars(Layer.Along.X, Values.of(low), Values.of(high)))
                .withLabels(labels));
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Intervals of the parameters",
            "%s. %s intervals, relative to each estimate."
                .formatted(
                    FittedRows.method(fit),
                    NumberText.percent(shown.getFirst().level().orElse(Double.NaN))),
            Axis.linear("distance from the estimate", "%"),
            Axis.linear("parameter", "").within(0.4, count + 0.6).withTicks(ticks),
            "",
            layers));
  }

  private static double percent(Estimate estimate, double end) {
    return 100 * (end / estimate.value() - 1);
  }
}
