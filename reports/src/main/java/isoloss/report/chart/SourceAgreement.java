package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rank correlations of sources, two by two, numbered along both axes. */
final class SourceAgreement implements Chart<Findings> {
  /** With more sources a cell holds hundredths only. */
  private static final int MOST_FULL = 8;

  static boolean suits(Findings findings) {
    return RankedModels.suits(findings, "agreement");
  }

  @Override
  public String name() {
    return "source-agreement";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table("agreement");
    List<String> sources =
        IntStream.range(0, table.size())
            .boxed()
            .flatMap(
                row -> Stream.of(table.texts("first").get(row), table.texts("second").get(row)))
            .distinct()
            .toList();
    if (sources.size() < 2) {
      return new Drawing.LeftOut(name(), "there are no two sources.");
    }
    int[][] pairs = pairs(table, sources);
    Layer.HeatCells cells = cells(table, sources, pairs);
    List<Layer> layers = new ArrayList<>(List.of(cells));
    Layer.Hatching hatching = new Layer.Hatching("not comparable", Ink.MUTED, boxes(cells));
    if (!hatching.boxes().isEmpty()) {
      layers.add(hatching);
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Agreement of sources",
            caption(table, sources.size()),
            axis(
                "source, by number",
                sources.size(),
                IntStream.range(0, sources.size()).mapToObj(i -> String.valueOf(i + 1)).toList()),
            axis("source", sources.size(), numbered(sources).reversed()),
            "",
            layers));
  }

  /** The row of the table for two sources, whichever is named first; -1 for none. */
  private static int[][] pairs(Findings.Table table, List<String> sources) {
    int[][] pairs = new int[sources.size()][sources.size()];
    for (int[] row : pairs) {
      Arrays.fill(row, -1);
    }
    for (int row = 0; row < table.size(); row++) {
      int first = sources.indexOf(table.texts("first").get(row));
      int second = sources.indexOf(table.texts("second").get(row));
      pairs[first][second] = row;
      pairs[second][first] = row;
    }
    return pairs;
  }

  private static List<String> numbered(List<String> sources) {
    return IntStream.range(0, sources.size())
        .mapToObj(i -> (i + 1) + " · " + sources.get(i))
        .toList();
  }

  private static Axis axis(String label, int count, List<String> names) {
    return Axis.linear(label, "")
        .within(0, count)
        .withTicks(
            IntStream.range(0, count).mapToObj(i -> new Axis.Tick(i + 0.5, names.get(i))).toList());
  }

  /** The first source on top and to the left. */
  private static Layer.HeatCells cells(Findings.Table table, List<String> sources, int[][] pairs) {
    int count = sources.size();
    List<Values> rows = new ArrayList<>();
    List<List<String>> words = new ArrayList<>();
    List<List<String>> labels = new ArrayList<>();
    for (int i = count - 1; i >= 0; i--) {
      int[] own = pairs[i];
      rows.add(
          Values.of(
              Arrays.stream(own)
                  .mapToDouble(row -> row < 0 ? Double.NaN : table.number(row, "tau"))
                  .toArray()));
      words.add(Arrays.stream(own).mapToObj(row -> word(table, row, count)).toList());
      labels.add(Arrays.stream(own).mapToObj(row -> label(table, row)).toList());
    }
    Values edges = Values.of(IntStream.rangeClosed(0, count).asDoubleStream().toArray());
    double lowest =
        rows.stream().flatMapToDouble(Values::stream).filter(Double::isFinite).min().orElse(0);
    double low = Math.min(0, Math.floor(10 * lowest) / 10);
    return Layer.HeatCells.of(
            "Kendall's tau, %s to 1".formatted(NumberText.significant(low, 1)), edges, edges, rows)
        .within(low, 1)
        .withWords(words)
        .withLabels(labels);
  }

  private static String word(Findings.Table table, int row, int sources) {
    double tau = row < 0 ? Double.NaN : table.number(row, "tau");
    if (!Double.isFinite(tau)) {
      return "";
    }
    return sources <= MOST_FULL ? NumberText.decimals(tau, 2) : NumberText.decimals(100 * tau, 0);
  }

  private static String label(Findings.Table table, int row) {
    if (row < 0) {
      return "";
    }
    String pair = table.texts("first").get(row) + " and " + table.texts("second").get(row);
    long count = (long) table.number(row, "models");
    String models = NumberText.count(count) + (count == 1 ? " model" : " models") + " of both";
    double tau = table.number(row, "tau");
    return Double.isFinite(tau)
        ? "%s: %s (%s to %s), %s"
            .formatted(
                pair,
                NumberText.decimals(tau, 2),
                NumberText.decimals(table.number(row, "low"), 2),
                NumberText.decimals(table.number(row, "high"), 2),
                models)
        : "%s: not comparable, %s".formatted(pair, models);
  }

  /** Cells without a value but for those of a source with itself. */
  private static List<Layer.Box> boxes(Layer.HeatCells cells) {
    int count = cells.rows().size();
    List<Layer.Box> boxes = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      for (int column = 0; column < count; column++) {
        if (column != count - 1 - row && Double.isNaN(cells.rows().get(row).get(column))) {
          boxes.add(new Layer.Box(column, column + 1, row, row + 1));
        }
      }
    }
    return boxes;
  }

  private static String caption(Findings.Table table, int sources) {
    double[] models = table.numbers("models");
    return "Kendall's tau between the orders that two sources give the models of both%s; n = %s to %s models."
        .formatted(
            sources <= MOST_FULL ? "" : ", in hundredths",
            NumberText.count((long) Arrays.stream(models).min().orElse(0)),
            NumberText.count((long) Arrays.stream(models).max().orElse(0)));
  }
}
