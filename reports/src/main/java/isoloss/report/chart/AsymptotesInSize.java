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
 * Loss against model size at each amount of data, for the recipe that the findings are about: the
 * fitted {@code A/N^a + E} and, dashed, its limit E.
 */
final class AsymptotesInSize implements Chart<Findings> {

  /** How far the curves run beyond the largest model. */
  private static final double BEYOND = 4;

  private static final String IN_MEMBERS_FIRST = "K, then N";

  @Override
  public String name() {
    return "asymptotes-in-size";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table laws = findings.table("sizeAsymptotes");
    String series = FindingsRows.text(findings, "series");
    int[] rows = FindingsRows.where(laws, "series", series);
    if (rows.length == 0) {
      return new Drawing.LeftOut(name(), "no amount of data has three sizes.");
    }
    List<Layer> layers = new ArrayList<>();
    int points = 0;
    double[] tokens =
        Arrays.stream(rows).mapToDouble(row -> laws.number(row, "tokens")).distinct().toArray();
    for (int row : rows) {
      Xy measured = measured(findings, laws, row, series);
      int group = FindingsRows.indexOf(tokens, laws.number(row, "tokens"));
      Ink ink = Ink.ramp(group, tokens.length);
      points += measured.x.length;
      layers.addAll(law(laws, row, measured, ink, Marker.cycle(group)));
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Loss against model size, and its limit",
            "%s, n = %d. Solid: A/N^a + E fitted at each amount of data, df = %s each; dashed: its limit E for N without end."
                .formatted(series, points, freedom(laws, rows)),
            Axis.log("model size N", "parameters"),
            Axis.linear("loss", "nats/token"),
            "",
            layers));
  }

  private record Xy(double[] x, double[] y) {}

  /** Runs of single models, or the limits in K where the law rests on them. */
  private static Xy measured(Findings findings, Findings.Table laws, int row, String series) {
    double tokens = laws.number(row, "tokens");
    boolean tiered =
        laws.texts("limit").get(row).equals(IN_MEMBERS_FIRST)
            && findings.hasTable("memberAsymptotes");
    Findings.Table table = findings.table(tiered ? "memberAsymptotes" : "runs");
    int[] used =
        Arrays.stream(FindingsRows.where(table, "series", series))
            .filter(each -> table.number(each, "tokens") == tokens)
            .filter(each -> tiered || table.number(each, "members") == 1)
            .toArray();
    return new Xy(
        FindingsRows.pick(table, "parameters", used),
        FindingsRows.pick(table, tiered ? "floor" : "loss", used));
  }

  private static List<Layer> law(
      Findings.Table laws, int row, Xy measured, Ink ink, Marker marker) {
    double low = Arrays.stream(measured.x).min().orElse(Decay.BILLION);
    double high = Arrays.stream(measured.x).max().orElse(Decay.BILLION) * BEYOND;
    Decay decay = Decay.of(laws, row);
    return List.of(
        new Layer.Line(
            "",
            ink,
            Layer.Stroke.DASHED,
            Layer.Weight.FAINT,
            Values.of(low, high),
            Values.of(decay.floor(), decay.floor())),
        decay.curve(low, high, ink, Layer.Weight.NORMAL),
        Layer.Points.of(
            "D = "
                + NumberText.prefixed(laws.number(row, "tokens"))
                + ", E = "
                + NumberText.decimals(decay.floor(), 3),
            ink,
            marker,
            Values.of(measured.x),
            Values.of(measured.y)));
  }

  private static String freedom(Findings.Table laws, int[] rows) {
    double[] freedom =
        Arrays.stream(rows).mapToDouble(row -> laws.number(row, "degreesOfFreedom")).toArray();
    int least = (int) Arrays.stream(freedom).min().orElse(0);
    int most = (int) Arrays.stream(freedom).max().orElse(0);
    return least == most ? String.valueOf(least) : least + " to " + most;
  }
}
