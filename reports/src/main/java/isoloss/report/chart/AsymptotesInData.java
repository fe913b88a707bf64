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

/**
 * Loss against data for each model size, and the limits of large models with the law {@code A/D^b +
 * C} through them; bars span the limits when one size is left out.
 */
final class AsymptotesInData implements Chart<Findings> {

  @Override
  public String name() {
    return "asymptotes-in-data";
  }

  @Override
  public Drawing draw(Findings findings) {
    String series = FindingsRows.text(findings, "series");
    Findings.Table laws = findings.table("dataLaws");
    int[] rows = FindingsRows.where(laws, "series", series);
    if (rows.length == 0) {
      return new Drawing.LeftOut(name(), "no law in data could be fitted.");
    }
    List<Layer> layers = new ArrayList<>();
    int points = 0;
    double[] sizes =
        Arrays.stream(FindingsRows.pick(laws, "parameters", rows))
            .filter(size -> !Double.isNaN(size))
            .toArray();
    for (int row : limitsLast(laws, rows)) {
      double size = laws.number(row, "parameters");
      Layer.Points measured =
          Double.isNaN(size)
              ? limits(findings, series)
              : runs(findings, series, size, FindingsRows.indexOf(sizes, size), sizes.length);
      points += measured.x().size();
      layers.add(curve(laws, row, measured));
      layers.add(measured);
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Loss against data, and the law of the limits",
            "%s, n = %d points. Lines: A/D^b + C, of each size and (strong) of the limits of large models; bars: the limit when one size is left out."
                .formatted(series, points),
            Axis.log("distinct training tokens D", "tokens"),
            Axis.linear("loss", "nats/token"),
            "",
            layers));
  }

  /** So that the limits and their bars lie above the runs. */
  private static int[] limitsLast(Findings.Table laws, int[] rows) {
    return IntStream.concat(
            Arrays.stream(rows).filter(row -> !Double.isNaN(laws.number(row, "parameters"))),
            Arrays.stream(rows).filter(row -> Double.isNaN(laws.number(row, "parameters"))))
        .toArray();
  }

  private static Layer.Points runs(
      Findings findings, String series, double size, int index, int count) {
    Findings.Table table = findings.table("runs");
    int[] used =
        Arrays.stream(FindingsRows.where(table, "series", series))
            .filter(row -> table.number(row, "parameters") == size)
            .filter(row -> table.number(row, "members") == 1)
            .toArray();
    return Layer.Points.of(
        "N = " + NumberText.prefixed(size),
        Ink.ramp(index, count),
        Marker.cycle(index + 1),
        Values.of(FindingsRows.pick(table, "tokens", used)),
        Values.of(FindingsRows.pick(table, "loss", used)));
  }

  /** The joint limits where there are any, as the law in data takes them. */
  private static Layer.Points limits(Findings findings, String series) {
    Findings.Table table = findings.table("sizeAsymptotes");
    int[] all = FindingsRows.where(table, "series", series);
    List<String> kinds = table.texts("limit");
    boolean joint = Arrays.stream(all).anyMatch(row -> kinds.get(row).contains("K"));
    int[] used = Arrays.stream(all).filter(row -> kinds.get(row).contains("K") == joint).toArray();
    Layer.Points points =
        Layer.Points.of(
            joint ? "limit of K, then N" : "limit of N",
            Ink.VERMILION,
            Marker.CIRCLE,
            Values.of(FindingsRows.pick(table, "tokens", used)),
            Values.of(FindingsRows.pick(table, "floor", used)));
    double[] low = FindingsRows.pick(table, "jackknifeLow", used);
    double[] high = FindingsRows.pick(table, "jackknifeHigh", used);
    return Arrays.stream(low).anyMatch(Double::isNaN)
        ? points
        : points.withErrors(new Layer.ErrorBars(Layer.Along.Y, Values.of(low), Values.of(high)));
  }

  private static Layer curve(Findings.Table laws, int row, Layer.Points measured) {
    double low = measured.x().stream().min().orElse(Decay.BILLION);
    double high = measured.x().stream().max().orElse(Decay.BILLION);
    boolean ofLimits = Double.isNaN(laws.number(row, "parameters"));
    return Decay.of(laws, row)
        .curve(low, high, measured.ink(), ofLimits ? Layer.Weight.STRONG : Layer.Weight.NORMAL);
  }
}
