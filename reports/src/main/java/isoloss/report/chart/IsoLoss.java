package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Fit;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Lines of equal fitted loss over N and D, with the measured points (up and down for above and
 * below the fit, larger for larger residuals), lines of constant compute, and the frontier.
 */
final class IsoLoss implements Chart<Fit> {
  private static final int GRID = 65;
  private static final int LEVELS = 8;
  private static final int MOST_COMPUTE_LINES = 6;
  private static final double SMALLEST = 0.55;
  private static final double LARGEST = 2.0;

  @Override
  public String name() {
    return "iso-loss";
  }

  @Override
  public Drawing draw(Fit fit) {
    var reason = Surface.whyNot(fit);
    if (reason.isPresent()) {
      return new Drawing.LeftOut(name(), reason.get());
    }
    Surface surface = Surface.of(fit);
    FittedRows rows = FittedRows.of(fit);
    Surface.Range n = widened(surface.n());
    Surface.Range d = widened(surface.d());
    List<Layer> layers = new ArrayList<>(computeLines(n, d));
    layers.add(contours(surface, n, d));
    Optional<Layer> frontier = surface.frontierLine(Surface.Best::n, Surface.Best::d);
    frontier.ifPresent(layers::add);
    layers.addAll(points(rows));
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Lines of equal loss",
            caption(fit, rows, frontier.isPresent()),
            Axis.log("parameters N", "").within(n.low(), n.high()),
            Axis.log("training tokens D", "").within(d.low(), d.high()),
            "",
            layers));
  }

  private static Surface.Range widened(Surface.Range range) {
    double margin = Math.pow(range.high() / range.low(), 0.04);
    return new Surface.Range(range.low() / margin, range.high() * margin);
  }

  private static Layer contours(Surface surface, Surface.Range n, Surface.Range d) {
    double[] ns = n.logSpaced(GRID);
    double[] ds = d.logSpaced(GRID);
    double[][] loss = new double[GRID][GRID];
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (int i = 0; i < GRID; i++) {
      for (int j = 0; j < GRID; j++) {
        loss[i][j] = surface.loss(ns[i], ds[j]);
        low = loss[i][j] > 0 ? Math.min(low, loss[i][j]) : low;
        high = Double.isFinite(loss[i][j]) ? Math.max(high, loss[i][j]) : high;
      }
    }
    MarchingSquares squares = new MarchingSquares(logs(ns), logs(ds), loss);
    List<Layer.Contour> contours = new ArrayList<>();
    for (double level : NiceLevels.between(low, high, LEVELS)) {
      List<Layer.Path> paths = squares.contour(level).stream().map(IsoLoss::fromLogs).toList();
      if (!paths.isEmpty()) {
        contours.add(new Layer.Contour(level, NiceLevels.label(level), paths));
      }
    }
    return new Layer.Contours("equal fitted loss", Ink.BLUE, contours);
  }

  private static double[] logs(double[] values) {
    return Arrays.stream(values).map(Math::log).toArray();
  }

  private static Layer.Path fromLogs(Layer.Path path) {
    return new Layer.Path(
        Values.of(path.x().stream().map(Math::exp).toArray()),
        Values.of(path.y().stream().map(Math::exp).toArray()));
  }

  private static List<Layer> computeLines(Surface.Range n, Surface.Range d) {
    double k = Surface.FLOP_PER_PARAMETER_TOKEN;
    int first = (int) Math.ceil(Math.log10(k * n.low() * d.low()));
    int last = (int) Math.floor(Math.log10(k * n.high() * d.high()));
    int stride = Math.max(1, (last - first + MOST_COMPUTE_LINES) / MOST_COMPUTE_LINES);
    List<Layer> lines = new ArrayList<>();
    for (int exponent = first; exponent <= last; exponent += stride) {
      double product = Math.pow(10, exponent) / k;
      double left = Math.max(n.low(), product / d.high());
      double right = Math.min(n.high(), product / d.low());
      if (right > left) {
        lines.add(
            new Layer.Contours(
                lines.isEmpty() ? "equal compute (FLOP)" : "",
                Ink.MUTED,
                List.of(
                    new Layer.Contour(
                        Math.pow(10, exponent),
                        NumberText.power(exponent),
                        List.of(
                            new Layer.Path(
                                Values.of(left, right),
                                Values.of(product / left, product / right)))))));
      }
    }
    return lines;
  }

  private static List<Layer> points(FittedRows rows) {
    double[] residual = rows.residualPercent();
    double largest = Arrays.stream(residual).map(Math::abs).max().orElse(0);
    List<Layer> layers = new ArrayList<>();
    for (boolean above : new boolean[] {true, false}) {
      int[] picked =
          IntStream.range(0, residual.length)
              .filter(row -> (residual[row] >= 0) == above)
              .toArray();
      if (picked.length > 0) {
        layers.add(points(rows, residual, largest, picked, above));
      }
    }
    return layers;
  }

  private static Layer points(
      FittedRows rows, double[] residual, double largest, int[] picked, boolean above) {
    double[] n = rows.column("N");
    double[] d = rows.column("D");
    List<String> labels = rows.labels();
    return Layer.Points.of(
            above ? "measured above the fit" : "measured below the fit",
            above ? Ink.ORANGE : Ink.GREEN,
            above ? Marker.TRIANGLE : Marker.TRIANGLE_DOWN,
            Values.of(Arrays.stream(picked).mapToDouble(row -> n[row]).toArray()),
            Values.of(Arrays.stream(picked).mapToDouble(row -> d[row]).toArray()))
        .withSizes(
            Values.of(
                Arrays.stream(picked).mapToDouble(row -> size(residual[row], largest)).toArray()))
        .withLabels(
            Arrays.stream(picked)
                .mapToObj(row ->
                    labels.get(row) + " (" + NumberText.significant(residual[row], 2) + " %)")
                .toList());
  }

  /** Area, not diameter, grows with the residual. */
  private static double size(double residual, double largest) {
    double share = largest > 0 ? Math.sqrt(Math.abs(residual) / largest) : 0;
    return SMALLEST + share * (LARGEST - SMALLEST);
  }

  private static String caption(Fit fit, FittedRows rows, boolean hasFrontier) {
    double largest = Arrays.stream(rows.residualPercent()).map(Math::abs).max().orElse(0);
    String frontier =
        hasFrontier ? " Frontier: least fitted loss at each compute, inside the data." : "";
    return "Fitted %s over N and D. %s. Triangles grow with the residual, up to %s %%; C = 6ND.%s"
        .formatted(
            fit.law().response().name(),
            FittedRows.method(fit),
            NumberText.significant(largest, 2),
            frontier);
  }
}
