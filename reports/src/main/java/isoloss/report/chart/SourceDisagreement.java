package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import isoloss.report.NumberText;
import isoloss.stat.Normal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Models that a source places higher or lower than the others do, the most certain first; those
 * that remain after Holm's correction stand out.
 */
final class SourceDisagreement implements Chart<Findings> {
  private static final int MOST = 40;
  private static final double ALPHA = 0.05;

  static boolean suits(Findings findings) {
    return RankedModels.suits(findings, "disagreements");
  }

  @Override
  public String name() {
    return "source-disagreement";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table("disagreements");
    int[] shown = shown(table);
    if (shown.length == 0) {
      return new Drawing.LeftOut(name(), "no model can be compared between sources.");
    }
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new Layer.ReferenceLine(
            "", Ink.MUTED, Layer.Stroke.DASHED, Layer.ReferenceLine.Course.VERTICAL, 0));
    add(layers, table, shown, true);
    add(layers, table, shown, false);
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Where sources disagree on a model",
            caption(table, shown.length),
            Axis.linear("score by the source less score by all", ""),
            axis(table, shown),
            "",
            layers));
  }

  /** By the size of the difference in standard errors. */
  private static int[] shown(Findings.Table table) {
    double[] difference = table.numbers("difference");
    double[] error = table.numbers("standardError");
    return IntStream.range(0, table.size())
        .filter(row -> Double.isFinite(difference[row]) && error[row] > 0)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> -Math.abs(difference[row] / error[row])))
        .limit(MOST)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static Axis axis(Findings.Table table, int[] shown) {
    List<Axis.Tick> names = new ArrayList<>();
    List<Axis.Tick> p = new ArrayList<>();
    for (int i = 0; i < shown.length; i++) {
      double at = shown.length - i;
      names.add(
          new Axis.Tick(
              at,
              "%s: %s"
                  .formatted(
                      table.texts("source").get(shown[i]), table.texts("model").get(shown[i]))));
      p.add(new Axis.Tick(at, probability(table.number(shown[i], "p"))));
    }
    return Axis.linear("source: model", "")
        .within(0.4, shown.length + 0.6)
        .withTicks(names)
        .facing("p (Holm)", p);
  }

  private static String probability(double p) {
    return p < 1e-4 ? "< 0.0001" : NumberText.decimals(p, p < 0.01 ? 4 : p < 0.1 ? 3 : 2);
  }

  private static void add(
      List<Layer> layers, Findings.Table table, int[] shown, boolean significant) {
    double[] p = table.numbers("p");
    int[] places =
        IntStream.range(0, shown.length).filter(i -> p[shown[i]] < ALPHA == significant).toArray();
    if (places.length == 0) {
      return;
    }
    double reach = Normal.quantile(1 - ALPHA / 2);
    layers.add(
        Layer.Points.of(
                significant ? "p < 0.05 by Holm" : "could be chance",
                significant ? Ink.VERMILION : Ink.BLUE,
                significant ? Marker.DIAMOND : Marker.CIRCLE,
                along(table, shown, places, 0),
                Values.of(Arrays.stream(places).mapToDouble(i -> shown.length - i).toArray()))
            .withErrors(
                new Layer.ErrorBars(
                    Layer.Along.X,
                    along(table, shown, places, -reach),
                    along(table, shown, places, reach)))
            .withLabels(Arrays.stream(places).mapToObj(i -> label(table, shown[i])).toList()));
  }

  /** Differences, so many standard errors further on. */
  private static Values along(Findings.Table table, int[] shown, int[] places, double errors) {
    return Values.of(
        Arrays.stream(places)
            .mapToDouble(i ->
                table.number(shown[i], "difference")
                    + errors * table.number(shown[i], "standardError"))
            .toArray());
  }

  private static String label(Findings.Table table, int row) {
    return "%s by %s: %s, standard error %s, Holm's p: %s"
        .formatted(
            table.texts("model").get(row),
            table.texts("source").get(row),
            NumberText.significant(table.number(row, "difference"), 3),
            NumberText.significant(table.number(row, "standardError"), 2),
            probability(table.number(row, "p")));
  }

  private static String caption(Findings.Table table, int shown) {
    long significant = Arrays.stream(table.numbers("p")).filter(p -> p < ALPHA).count();
    return "n = %s pairs of a model and a source%s; %s beyond chance after Holm's correction for all of them. Bars: pointwise 95 %% intervals."
        .formatted(
            NumberText.count(table.size()),
            shown < table.size() ? ", the %d most certain shown".formatted(shown) : "",
            significant == 0 ? "none" : NumberText.count(significant));
  }
}
