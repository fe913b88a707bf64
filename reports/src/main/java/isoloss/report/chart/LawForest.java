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
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What each law says of one quantity of a planned run, from the largest to the smallest; bars where
 * a law has an interval, crosses where its constants are not verified.
 *
 * @param name of the chart
 * @param column of the table of laws; its interval is in columns with {@code Low} and {@code High}
 *     added
 * @param quantity in words
 */
record LawForest(String name, String column, String quantity, String unit)
    implements Chart<Findings> {

  static LawForest ofLearningRate() {
    return new LawForest("learning-rate-by-law", "lr", "peak learning rate", "");
  }

  static LawForest ofBatch() {
    return new LawForest("batch-by-law", "batchTokens", "batch", "tokens");
  }

  @Override
  public Drawing draw(Findings plan) {
    Findings.Table laws = plan.table("laws");
    double[] values = laws.numbers(column);
    int[] shown =
        IntStream.range(0, laws.size())
            .filter(row -> values[row] > 0)
            .boxed()
            .sorted((one, other) -> Double.compare(values[other], values[one]))
            .mapToInt(Integer::intValue)
            .toArray();
    if (shown.length == 0) {
      return new Drawing.LeftOut(name, "no law gives a " + quantity + ".");
    }
    List<Axis.Tick> ticks = new ArrayList<>();
    for (int place = 0; place < shown.length; place++) {
      ticks.add(new Axis.Tick(shown.length - place, laws.texts("law").get(shown[place])));
    }
    List<Layer> layers = new ArrayList<>();
    for (Group group : Group.values()) {
      layer(laws, shown, group).ifPresent(layers::add);
    }
    return new Drawing.Drawn(
        new Figure(
            name,
            "%s by law".formatted(capitalised(quantity)),
            caption(plan, laws, shown.length),
            Axis.log(quantity, unit),
            Axis.linear("law", "").within(0.4, shown.length + 0.6).withTicks(ticks),
            "",
            layers));
  }

  /** How much is known about a law's number. */
  private enum Group {
    WITH_INTERVAL("with interval", Ink.BLUE, Marker.CIRCLE),
    VERIFIED("constants verified", Ink.VERMILION, Marker.SQUARE),
    UNVERIFIED("constants not verified", Ink.MUTED, Marker.CROSS);

    private final String title;
    private final Ink ink;
    private final Marker marker;

    Group(String title, Ink ink, Marker marker) {
      this.title = title;
      this.ink = ink;
      this.marker = marker;
    }
  }

  private Group group(Findings.Table laws, int row) {
    boolean verified =
        !(laws.cell(row, "verified") instanceof Findings.Cell.Flag(boolean yes)) || yes;
    return laws.number(row, column + "Low") > 0
        ? Group.WITH_INTERVAL
        : verified ? Group.VERIFIED : Group.UNVERIFIED;
  }

  private Optional<Layer> layer(Findings.Table laws, int[] shown, Group group) {
    int[] places =
        IntStream.range(0, shown.length)
            .filter(place -> group(laws, shown[place]) == group)
            .toArray();
    if (places.length == 0) {
      return Optional.empty();
    }
    Layer.Points points =
        Layer.Points.of(
                group.title,
                group.ink,
                group.marker,
                numbers(laws, shown, places, column),
                Values.of(
                    IntStream.of(places).mapToDouble(place -> shown.length - place).toArray()))
            .withLabels(IntStream.of(places).mapToObj(place -> label(laws, shown[place])).toList());
    return Optional.of(
        group == Group.WITH_INTERVAL
            ? points.withErrors(
                new Layer.ErrorBars(
                    Layer.Along.X,
                    numbers(laws, shown, places, column + "Low"),
                    numbers(laws, shown, places, column + "High")))
            : points);
  }

  private static Values numbers(Findings.Table laws, int[] shown, int[] places, String key) {
    return Values.of(
        IntStream.of(places).mapToDouble(place -> laws.number(shown[place], key)).toArray());
  }

  private String label(Findings.Table laws, int row) {
    return "%s: %s %s"
        .formatted(
            laws.texts("law").get(row), NumberText.significant(laws.number(row, column), 4), unit)
        .strip();
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private String caption(Findings plan, Findings.Table laws, int shown) {
    String silent =
        shown < laws.size()
            ? " %d of %d laws give none here; the table says why."
                .formatted(laws.size() - shown, laws.size())
            : "";
    return "N = %s parameters, D = %s tokens; n = %d laws. Bars: %s intervals.%s"
        .formatted(
            NumberText.prefixed(plan.number("N")),
            NumberText.prefixed(plan.number("D")),
            shown,
            NumberText.percent(plan.number("level")),
            silent);
  }
}
