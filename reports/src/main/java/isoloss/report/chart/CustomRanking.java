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
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Ranks on the samples that were asked for, beside the same models' ranks on all. */
final class CustomRanking implements Chart<Findings> {
  private static final int MOST = 25;

  static boolean suits(Findings findings) {
    return RankedModels.suits(findings, "custom");
  }

  @Override
  public String name() {
    return "custom-ranking";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table("custom");
    double[] custom = table.numbers("customRank");
    int[] shown =
        IntStream.range(0, table.size())
            .filter(row -> Double.isFinite(custom[row]))
            .boxed()
            .sorted(Comparator.comparingDouble(row -> custom[row]))
            .limit(MOST)
            .mapToInt(Integer::intValue)
            .toArray();
    if (shown.length == 0) {
      return new Drawing.LeftOut(name(), "no model was measured on the samples of the query.");
    }
    List<Layer> layers = new ArrayList<>(moves(table, shown));
    layers.add(global(table, shown));
    layers.add(custom(table, shown));
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Ranks on the samples of the query and on all",
            caption(table, shown.length),
            axis(table, shown),
            models(table, shown),
            "",
            layers));
  }

  private static Axis axis(Findings.Table table, int[] shown) {
    double worst =
        Arrays.stream(shown)
            .mapToDouble(row ->
                Math.max(table.number(row, "customHigh"), finite(table.number(row, "globalRank"))))
            .max()
            .orElse(1);
    return RankedModels.rankAxis("rank", worst);
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : 1;
  }

  private static Axis models(Findings.Table table, int[] shown) {
    List<Axis.Tick> names = new ArrayList<>();
    List<Axis.Tick> ranks = new ArrayList<>();
    for (int i = 0; i < shown.length; i++) {
      double at = shown.length - i;
      names.add(new Axis.Tick(at, table.texts("model").get(shown[i])));
      ranks.add(
          new Axis.Tick(
              at,
              RankedModels.ranks(
                  table.number(shown[i], "customLow"), table.number(shown[i], "customHigh"))));
    }
    return Axis.linear("model", "")
        .within(0.4, shown.length + 0.6)
        .withTicks(names)
        .facing("query", ranks);
  }

  private static List<Layer> moves(Findings.Table table, int[] shown) {
    List<Layer> lines = new ArrayList<>();
    for (int i = 0; i < shown.length; i++) {
      double at = shown.length - i;
      lines.add(
          new Layer.Line(
              "",
              Ink.MUTED,
              Layer.Stroke.DOTTED,
              Layer.Weight.NORMAL,
              Values.of(table.number(shown[i], "globalRank"), table.number(shown[i], "customRank")),
              Values.of(at, at)));
    }
    return lines;
  }

  private static Layer global(Findings.Table table, int[] shown) {
    return Layer.Points.of(
            "on all samples",
            Ink.VERMILION,
            Marker.DIAMOND,
            FindingsRows.values(table, "globalRank", shown),
            heights(shown))
        .withLabels(
            Arrays.stream(shown)
                .mapToObj(row ->
                    "%s: rank %s on all samples"
                        .formatted(
                            table.texts("model").get(row),
                            NumberText.significant(table.number(row, "globalRank"), 4)))
                .toList());
  }

  private static Layer custom(Findings.Table table, int[] shown) {
    return Layer.Points.of(
            "on the samples of the query",
            Ink.BLUE,
            Marker.CIRCLE,
            FindingsRows.values(table, "customRank", shown),
            heights(shown))
        .withErrors(
            new Layer.ErrorBars(
                Layer.Along.X,
                FindingsRows.values(table, "customLow", shown),
                FindingsRows.values(table, "customHigh", shown)))
        .withLabels(
            Arrays.stream(shown)
                .mapToObj(row ->
                    "%s: rank %s on the samples of the query, possible %s"
                        .formatted(
                            table.texts("model").get(row),
                            NumberText.significant(table.number(row, "customRank"), 4),
                            RankedModels.ranks(
                                table.number(row, "customLow"), table.number(row, "customHigh"))))
                .toList());
  }

  private static Values heights(int[] shown) {
    return Values.of(IntStream.range(0, shown.length).mapToDouble(i -> shown.length - i).toArray());
  }

  private static String caption(Findings.Table table, int shown) {
    return "n = %s models%s. Bars, and the numbers at the right: the ranks that the samples of the query allow."
        .formatted(
            NumberText.count(table.size()),
            shown < table.size() ? ", the best %d by the query shown".formatted(shown) : "");
  }
}
