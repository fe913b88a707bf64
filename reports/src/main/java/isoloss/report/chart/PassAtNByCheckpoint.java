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

/**
 * pass@N against the checkpoint for several N: curves of large N turn down where training overfits.
 */
final class PassAtNByCheckpoint implements Chart<Findings> {

  static boolean suits(Findings findings) {
    return findings.name().equals("overconfidence") && findings.hasTable("passAtN");
  }

  @Override
  public String name() {
    return "pass-at-n-against-checkpoint";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table("passAtN");
    List<String> checkpoints = findings.table("checkpoints").texts("checkpoint");
    if (checkpoints.size() < 2) {
      return new Drawing.LeftOut(name(), "there is one checkpoint only");
    }
    List<Axis.Tick> ticks = new ArrayList<>();
    double[] places = new double[checkpoints.size()];
    for (int c = 0; c < places.length; c++) {
      places[c] = c + 1;
      ticks.add(new Axis.Tick(c + 1, checkpoints.get(c)));
    }
    double[] sizes = Arrays.stream(table.numbers("n")).distinct().sorted().toArray();
    List<Layer> layers = new ArrayList<>();
    for (int s = sizes.length - 1; s >= 0; s--) {
      layers.addAll(curve(table, sizes[s], Reliability.ramp(s, sizes.length), s, places));
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "pass@N against checkpoint",
            "n = %s problems. Where curves of two checkpoints change order with N, training for one N costs at the other."
                .formatted(NumberText.count((long) findings.number("problemCount"))),
            Axis.linear("checkpoint", "").within(0.7, places.length + 0.3).withTicks(ticks),
            Axis.linear("pass@N", ""),
            "samples N",
            layers));
  }

  private static List<Layer> curve(
      Findings.Table table, double size, Ink ink, int index, double[] places) {
    int[] rows = FindingsRows.where(table, "n", size);
    Values x = Values.of(places);
    Values y = FindingsRows.values(table, "passAtN", rows);
    Values low = FindingsRows.values(table, "low", rows);
    Layer.Points points =
        Layer.Points.of(NumberText.count((long) size), ink, Marker.cycle(index), x, y);
    boolean drawn = low.stream().allMatch(Double::isFinite);
    return List.of(
        new Layer.Line("", ink, Layer.Stroke.SOLID, Layer.Weight.NORMAL, x, y),
        drawn
            ? points.withErrors(
                new Layer.ErrorBars(Layer.Along.Y, low, FindingsRows.values(table, "high", rows)))
            : points);
  }
}
