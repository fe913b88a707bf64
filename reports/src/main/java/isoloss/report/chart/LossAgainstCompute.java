package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Fit;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Measured loss against training compute {@code C = 6 N D}, one colour per N, with the fitted curve
 * of each N and the frontier: the least fitted loss at each compute, N and D kept within the data
 * and drawn only where the minimum is interior.
 */
final class LossAgainstCompute implements Chart<Fit> {
  private static final int CURVE_POINTS = 32;

  @Override
  public String name() {
    return "loss-against-compute";
  }

  @Override
  public Drawing draw(Fit fit) {
    var reason = Surface.whyNot(fit);
    if (reason.isPresent()) {
      return new Drawing.LeftOut(name(), reason.get());
    }
    Surface surface = Surface.of(fit);
    FittedRows rows = FittedRows.of(fit);
    Groups groups = Groups.of(rows.column("N"));
    List<Layer> layers = new ArrayList<>();
    if (groups.exact()) {
      for (int g = 0; g < groups.groups().size(); g++) {
        layers.add(curve(surface, rows, groups.groups().get(g), ink(g, groups)));
      }
    }
    Optional<Layer> frontier = surface.frontierLine(Surface.Best::compute, Surface.Best::loss);
    frontier.ifPresent(layers::add);
    for (int g = 0; g < groups.groups().size(); g++) {
      layers.add(points(rows, groups.groups().get(g), ink(g, groups), Marker.cycle(g)));
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Loss against training compute",
            caption(fit, groups, frontier.isPresent()),
            Axis.log("training compute C = 6ND", "FLOP"),
            Axis.log(fit.law().response().name(), fit.law().response().unit()),
            "",
            layers));
  }

  private static Ink ink(int group, Groups groups) {
    return Ink.ramp(group, groups.groups().size());
  }

  private static Layer curve(Surface surface, FittedRows rows, Groups.Group group, Ink ink) {
    double[] tokens = pick(rows.column("D"), group.rows());
    double parameters = group.middle();
    double[] d = Surface.Range.of(tokens).logSpaced(CURVE_POINTS);
    double[] compute = Arrays.stream(d).map(t -> compute(parameters, t)).toArray();
    double[] loss = Arrays.stream(d).map(t -> surface.loss(parameters, t)).toArray();
    return new Layer.Line(
        "", ink, Layer.Stroke.SOLID, Layer.Weight.NORMAL, Values.of(compute), Values.of(loss));
  }

  private static Layer points(FittedRows rows, Groups.Group group, Ink ink, Marker marker) {
    double[] n = pick(rows.column("N"), group.rows());
    double[] d = pick(rows.column("D"), group.rows());
    double[] compute = IntStream.range(0, n.length).mapToDouble(i -> compute(n[i], d[i])).toArray();
    List<String> labels = rows.labels();
    return Layer.Points.of(
            group.low() == group.high() ? "N = " + group.name() : "N " + group.name(),
            ink,
            marker,
            Values.of(compute),
            Values.of(pick(rows.observed(), group.rows())))
        .withLabels(Arrays.stream(group.rows()).mapToObj(labels::get).toList());
  }

  private static double compute(double parameters, double tokens) {
    return Surface.FLOP_PER_PARAMETER_TOKEN * parameters * tokens;
  }

  private static double[] pick(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }

  private static String caption(Fit fit, Groups groups, boolean hasFrontier) {
    String curves = groups.exact() ? " Thin lines: the fitted law at each N." : "";
    String frontier =
        hasFrontier
            ? " Frontier: least fitted loss at each compute with N and D inside the data."
            : " No frontier: inside the data no compute has its least loss between two sizes.";
    return "Measured loss against C = 6ND. " + FittedRows.method(fit) + "." + curves + frontier;
  }
}
