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
import java.util.stream.IntStream;

/** What each law costs in loss on the measured cells: the mean as a point, the worst as a bar. */
final class GapByLaw implements Chart<Findings> {
  @Override
  public String name() {
    return "gap-by-law";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table rivals = findings.table("rivals");
    double[] mean = rivals.numbers("mean");
    int[] shown = IntStream.range(0, rivals.size()).filter(i -> Double.isFinite(mean[i])).toArray();
    List<String> laws = rivals.texts("law");
    List<Axis.Tick> ticks = new ArrayList<>();
    for (int i : shown) {
      ticks.add(new Axis.Tick(place(shown, i), laws.get(i)));
    }
    List<Layer> layers = new ArrayList<>();
    kind(layers, rivals, shown, "refitted without the cell", Ink.BLUE, "refitted");
    kind(layers, rivals, shown, "published", Ink.VERMILION, "published");
    kind(layers, rivals, shown, "one for all cells", Ink.TEXT, "constant");
    double noise = findings.fact("noiseMedian").isPresent() ? findings.number("noiseMedian") : 0;
    if (noise > 0) {
      layers.add(
          new Layer.ReferenceLine(
              "noise of the runs",
              Ink.MUTED,
              Layer.Stroke.DASHED,
              Layer.ReferenceLine.Course.VERTICAL,
              noise));
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "What each law costs in loss",
            caption(findings),
            Axis.log("loss above the best run of a cell", "%"),
            Axis.linear("law", "").within(0.4, shown.length + 0.6).withTicks(ticks),
            "",
            layers));
  }

  /** The first row of the table on top. */
  private static double place(int[] shown, int row) {
    return shown.length - java.util.Arrays.binarySearch(shown, row);
  }

  private static void kind(
      List<Layer> layers, Findings.Table rivals, int[] shown, String name, Ink ink, String kind) {
    List<String> how = rivals.texts("how");
    List<String> laws = rivals.texts("law");
    int[] rows = IntStream.of(shown).filter(i -> how.get(i).startsWith(kind)).toArray();
    if (rows.length == 0) {
      return;
    }
    double[] mean = FindingsRows.pick(rivals, "mean", rows);
    layers.add(
        Layer.Points.of(
                name,
                ink,
                Marker.cycle(layers.size()),
                Values.of(mean),
                Values.of(IntStream.of(rows).mapToDouble(i -> place(shown, i)).toArray()))
            .withErrors(
                new Layer.ErrorBars(
                    Layer.Along.X, Values.of(mean), FindingsRows.values(rivals, "max", rows)))
            .withLabels(
                IntStream.of(rows)
                    .mapToObj(i ->
                        "%s: mean %s %%, at most %s %%"
                            .formatted(
                                laws.get(i),
                                NumberText.significant(rivals.number(i, "mean"), 3),
                                NumberText.significant(rivals.number(i, "max"), 3)))
                    .toList()));
  }

  private static String caption(Findings findings) {
    return ("n = %s cells; points: mean over cells, bars to the worst cell. Published laws as printed,"
            + " fitted ones refitted without the cell that they are judged on; loss interpolated between"
            + " runs. Laws nearer to each other than the noise are ties.")
        .formatted(NumberText.count(findings.table("cells").size()));
  }
}
