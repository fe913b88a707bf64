package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.data.Variable;
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
import java.util.stream.IntStream;

/** Measured loss against model size, one colour per number of parallel streams, and the law. */
final class LossByStreams implements Chart<Fit> {
  private static final int CURVE_POINTS = 48;

  static boolean suits(Fit fit) {
    return fit.law().inputs().stream().map(Variable::symbol).toList().equals(List.of("N", "P"));
  }

  @Override
  public String name() {
    return "loss-by-streams";
  }

  @Override
  public Drawing draw(Fit fit) {
    FittedRows rows = FittedRows.of(fit);
    FittedRows heldOut = FittedRows.heldOut(fit);
    if (rows.size() == 0) {
      return new Drawing.LeftOut(name(), "there is no row to draw");
    }
    double[] sizes = joined(rows.column("N"), heldOut.column("N"));
    double[] streams =
        Arrays.stream(joined(rows.column("P"), heldOut.column("P"))).distinct().sorted().toArray();
    List<Layer> layers = new ArrayList<>();
    for (int g = 0; g < streams.length; g++) {
      layers.add(curve(fit, Surface.Range.of(sizes), streams[g], Ink.ramp(g, streams.length)));
    }
    for (int g = 0; g < streams.length; g++) {
      String name = "P = " + NumberText.significant(streams[g], 3);
      layers.add(points(rows, streams[g], name, Ink.ramp(g, streams.length), Marker.cycle(g)));
    }
    if (heldOut.size() > 0) {
      layers.add(
          Layer.Points.of(
                  "held out",
                  Ink.VERMILION,
                  Marker.DIAMOND,
                  Values.of(heldOut.column("N")),
                  Values.of(heldOut.observed()))
              .withLabels(heldOut.labels()));
    }
    String held = heldOut.size() > 0 ? "; %d more held out".formatted(heldOut.size()) : "";
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Loss against size by parallel streams",
            "Measured loss against N. %s%s. Lines: the fitted law at each P."
                .formatted(FittedRows.method(fit), held),
            Axis.log("model size N, without embeddings", "parameters"),
            Axis.log(fit.law().response().name(), fit.law().response().unit()),
            "parallel streams",
            layers));
  }

  private static double[] joined(double[] a, double[] b) {
    return java.util.stream.DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
  }

  private static Layer curve(Fit fit, Surface.Range range, double streams, Ink ink) {
    double[] theta = fit.theta();
    double[] n = range.logSpaced(CURVE_POINTS);
    double[] loss =
        Arrays.stream(n).map(x -> fit.law().value(theta, new double[] {x, streams})).toArray();
    return new Layer.Line(
        "", ink, Layer.Stroke.SOLID, Layer.Weight.NORMAL, Values.of(n), Values.of(loss));
  }

  private static Layer points(
      FittedRows rows, double streams, String name, Ink ink, Marker marker) {
    double[] p = rows.column("P");
    int[] of = IntStream.range(0, p.length).filter(row -> p[row] == streams).toArray();
    double[] n = rows.column("N");
    double[] observed = rows.observed();
    List<String> labels = rows.labels();
    return Layer.Points.of(
            name,
            ink,
            marker,
            Values.of(Arrays.stream(of).mapToDouble(row -> n[row]).toArray()),
            Values.of(Arrays.stream(of).mapToDouble(row -> observed[row]).toArray()))
        .withLabels(Arrays.stream(of).mapToObj(labels::get).toList());
  }
}
