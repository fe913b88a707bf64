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
 * Batch against learning rate: the plateau around the best settings, the ridge of the best rate for
 * each batch, and where the laws that give both lie.
 */
final class HyperparameterPlane implements Chart<Findings> {
  private static final int GRID = 160;

  /** The quadratic was measured within so many octaves. */
  private static final double REACH_OCTAVES = 2;

  @Override
  public String name() {
    return "learning-rate-against-batch";
  }

  @Override
  public Drawing draw(Findings plan) {
    double bestRate = plan.number("learningRate");
    double bestBatch = plan.number("batch");
    Findings.Table bowl = plan.table("curvature");
    List<Layer> layers = new ArrayList<>();
    layers.add(plateau(plan, bowl, bestBatch, bestRate));
    layers.add(ridge(bowl.number(0, "ridge"), bestBatch, bestRate));
    List<Layer> laws = laws(plan);
    layers.addAll(laws);
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Learning rate against batch",
            caption(plan, bowl, laws.size()),
            Axis.log("batch", "tokens"),
            Axis.log("peak learning rate", ""),
            "",
            layers));
  }

  private static Layer plateau(
      Findings plan, Findings.Table bowl, double bestBatch, double bestRate) {
    double[] batches = grid(bestBatch, 2.5, 2.5);
    double[] rates = grid(bestRate, 3.2, 2.2);
    double[][] risePercent = new double[GRID][GRID];
    for (int i = 0; i < GRID; i++) {
      for (int j = 0; j < GRID; j++) {
        risePercent[i][j] =
            risePercent(bowl, Math.log(rates[j] / bestRate), Math.log(batches[i] / bestBatch));
      }
    }
    MarchingSquares squares = new MarchingSquares(batches, rates, risePercent);
    List<Layer.Contour> contours = new ArrayList<>();
    for (double percent : plan.table("plateau").numbers("tolerancePercent")) {
      contours.add(new Layer.Contour(percent, label(percent), squares.contour(percent)));
    }
    return new Layer.Contours("loss above the best", Ink.BLUE, contours);
  }

  /** From so many octaves below a value to so many above it, in even steps of its logarithm. */
  private static double[] grid(double value, double octavesBelow, double octavesAbove) {
    double[] grid = new double[GRID];
    Arrays.setAll(
        grid,
        i -> value * Math.pow(2, -octavesBelow + (octavesBelow + octavesAbove) * i / (GRID - 1)));
    return grid;
  }

  private static String label(double percent) {
    return NumberText.significant(percent, 3).replaceAll("(\\.\\d*?)0+$", "$1") + " %";
  }

  /** At natural logarithms x of the rate and y of the batch over their best. */
  private static double risePercent(Findings.Table bowl, double x, double y) {
    double a = bowl.number(0, "a");
    double b = bowl.number(0, "b");
    double c = bowl.number(0, "c");
    double s = bowl.number(0, "s");
    return 100 * Math.expm1((a * x * x + 2 * c * x * y + b * y * y) / 2 + s * x * x * x / 6);
  }

  private static Layer ridge(double slope, double bestBatch, double bestRate) {
    double reach = Math.pow(2, REACH_OCTAVES);
    return new Layer.Line(
        "best rate for a batch",
        Ink.GREEN,
        Layer.Stroke.DASHED,
        Layer.Weight.NORMAL,
        Values.of(bestBatch / reach, bestBatch, bestBatch * reach),
        Values.of(bestRate * Math.pow(reach, -slope), bestRate, bestRate * Math.pow(reach, slope)));
  }

  /** One layer for each law that gives both, so that the legend names it. */
  private static List<Layer> laws(Findings plan) {
    Findings.Table laws = plan.table("laws");
    int[] both =
        IntStream.range(0, laws.size())
            .filter(row -> laws.number(row, "lr") > 0 && laws.number(row, "batchTokens") > 0)
            .toArray();
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < both.length; i++) {
      layers.add(law(laws, both[i], i));
    }
    return layers;
  }

  private static Layer law(Findings.Table laws, int row, int place) {
    String law = laws.texts("law").get(row);
    Layer.Points point =
        Layer.Points.of(
                law,
                place == 0 ? Ink.VERMILION : Ink.category(place + 1),
                Marker.cycle(place),
                Values.of(laws.number(row, "batchTokens")),
                Values.of(laws.number(row, "lr")))
            .with(Layer.Weight.STRONG)
            .withLabels(
                List.of(
                    "%s: %s at %s tokens"
                        .formatted(
                            law,
                            NumberText.significant(laws.number(row, "lr"), 3),
                            NumberText.prefixed(laws.number(row, "batchTokens")))));
    return laws.number(row, "lrLow") > 0
        ? point.withErrors(
            new Layer.ErrorBars(
                Layer.Along.Y,
                Values.of(laws.number(row, "lrLow")),
                Values.of(laws.number(row, "lrHigh"))))
        : point;
  }

  private static String caption(Findings plan, Findings.Table bowl, int laws) {
    return ("N = %s parameters, D = %s tokens; n = %d laws that give both. Contours: %s. Bar: %s"
            + " interval of the learning rate.")
        .formatted(
            NumberText.prefixed(plan.number("N")),
            NumberText.prefixed(plan.number("D")),
            laws,
            bowl.texts("source").getFirst(),
            NumberText.percent(plan.number("level")));
  }
}
