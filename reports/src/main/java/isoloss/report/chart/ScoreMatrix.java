package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Layer;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Scores of models on samples, rows and columns as the findings have arranged them, the first row
 * on top; what was not measured is hatched.
 */
final class ScoreMatrix implements Chart<Findings> {
  /** More names than this beside a matrix are thinned out. */
  private static final int MOST_NAMES = 30;

  static boolean suits(Findings findings) {
    return RankedModels.suits(findings, "matrix");
  }

  @Override
  public String name() {
    return "score-matrix";
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table table = findings.table("matrix");
    if (table.size() == 0) {
      return new Drawing.LeftOut(name(), "the matrix has no cell.");
    }
    Grid grid = Grid.of(table);
    Layer.HeatCells cells = grid.cells();
    List<Layer> layers = new ArrayList<>(List.of(cells));
    Layer.Hatching hatching = Layer.Hatching.of("not measured", cells);
    if (!hatching.boxes().isEmpty()) {
      layers.add(hatching);
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Scores of models on samples",
            caption(table, grid),
            Axis.linear("samples", grid.order())
                .within(0, grid.columns())
                .withTicks(List.of(new Axis.Tick(0, ""), new Axis.Tick(grid.columns(), ""))),
            Axis.linear("models", "")
                .within(0, grid.rows())
                .withTicks(grid.names())
                .facing("mean", grid.means()),
            "",
            layers));
  }

  /** Values by row and column; NaN where there is none. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Grid(double[][] values, double[][] missing, String[] models, String[] samples) {

    static Grid of(Findings.Table table) {
      int[] row = indices(table, "row");
      int[] column = indices(table, "column");
      int rows = Arrays.stream(row).max().orElse(0) + 1;
      int columns = Arrays.stream(column).max().orElse(0) + 1;
      double[][] values = new double[rows][columns];
      double[][] missing = new double[rows][columns];
      for (int r = 0; r < rows; r++) {
        Arrays.fill(values[r], Double.NaN);
        Arrays.fill(missing[r], 1);
      }
      String[] models = new String[rows];
      String[] samples = new String[columns];
      Arrays.fill(models, "");
      Arrays.fill(samples, "");
      double[] value = table.numbers("value");
      double[] share = table.numbers("missing");
      List<String> modelNames = table.texts("model");
      List<String> sampleNames = table.texts("sample");
      for (int i = 0; i < row.length; i++) {
        values[row[i]][column[i]] = value[i];
        missing[row[i]][column[i]] = share[i];
        models[row[i]] = modelNames.get(i);
        samples[column[i]] = sampleNames.get(i);
      }
      return new Grid(values, missing, models, samples);
    }

    private static int[] indices(Findings.Table table, String column) {
      return Arrays.stream(table.numbers(column)).mapToInt(value -> (int) value).toArray();
    }

    int rows() {
      return models.length;
    }

    int columns() {
      return samples.length;
    }

    /** The first row on top. */
    Layer.HeatCells cells() {
      List<Values> rows = new ArrayList<>();
      List<List<String>> labels = new ArrayList<>();
      for (int row = rows() - 1; row >= 0; row--) {
        int at = row;
        rows.add(Values.of(values[row]));
        labels.add(IntStream.range(0, columns()).mapToObj(column -> label(at, column)).toList());
      }
      return Layer.HeatCells.of("mean score, 0 to 1", edges(columns()), edges(rows()), rows)
          .within(0, 1)
          .withLabels(labels);
    }

    private static Values edges(int count) {
      return Values.of(IntStream.rangeClosed(0, count).asDoubleStream().toArray());
    }

    private String label(int row, int column) {
      double value = values[row][column];
      if (Double.isNaN(value)) {
        return "%s, %s: not measured".formatted(models[row], samples[column]);
      }
      String partly =
          missing[row][column] > 0
              ? ", %s not measured".formatted(NumberText.percent(missing[row][column]))
              : "";
      return "%s, %s: %s%s"
          .formatted(models[row], samples[column], NumberText.significant(value, 3), partly);
    }

    /** At the middle of each row, or of every few rows. */
    List<Axis.Tick> names() {
      return ticks(row -> models[row]);
    }

    /** Of the measured cells of the same rows. */
    List<Axis.Tick> means() {
      return ticks(row -> NumberText.decimals(mean(row), 2));
    }

    int stride() {
      return (rows() + MOST_NAMES - 1) / MOST_NAMES;
    }

    private List<Axis.Tick> ticks(IntFunction<String> text) {
      return IntStream.iterate(0, row -> row < rows(), row -> row + stride())
          .mapToObj(row -> new Axis.Tick(rows() - row - 0.5, text.apply(row)))
          .toList();
    }

    private double mean(int row) {
      return Arrays.stream(values[row]).filter(Double::isFinite).average().orElse(Double.NaN);
    }

    /** Which end of the columns has the higher means. */
    String order() {
      double[] means = new double[columns()];
      Arrays.setAll(
          means,
          column ->
              Arrays.stream(values)
                  .mapToDouble(row -> row[column])
                  .filter(Double::isFinite)
                  .average()
                  .orElse(Double.NaN));
      double[] known = Arrays.stream(means).filter(Double::isFinite).toArray();
      if (known.length < 2 || known[0] == known[known.length - 1]) {
        return "";
      }
      return known[0] > known[known.length - 1] ? "high to low mean" : "low to high mean";
    }

    double missingShare() {
      return Arrays.stream(missing).flatMapToDouble(Arrays::stream).average().orElse(0);
    }
  }

  private static String caption(Findings.Table table, Grid grid) {
    String every = grid.stride() > 1 ? " One model in %d is named.".formatted(grid.stride()) : "";
    return "%s models; n = %s cells, %s of the measurements missing.%s Right: mean of a row."
        .formatted(
            NumberText.count(grid.rows()),
            NumberText.count(table.size()),
            NumberText.percent(grid.missingShare()),
            every);
  }
}
