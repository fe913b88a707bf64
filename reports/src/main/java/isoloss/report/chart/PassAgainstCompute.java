package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** pass@k against training compute: points of the fit, those beyond it, and the law of every k. */
final class PassAgainstCompute implements Chart<Findings> {
  private static final int MOST_KS = 6;

  /** Of the means in the fit, beside diamonds of the usual size; still wider than the line. */
  private static final double SMALL = 0.8;

  @Override
  public String name() {
    return "pass-at-k-against-compute";
  }

  static boolean suits(Findings findings) {
    return findings.hasTable("passAtKByCompute") && findings.hasTable("curves");
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table cells = findings.table("passAtKByCompute");
    double[] ks = Arrays.stream(cells.numbers("k")).distinct().sorted().toArray();
    int shown = Math.min(ks.length, MOST_KS);
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      add(layers, findings, ks[i], Reliability.ramp(i, shown));
    }
    long fitted = cells.texts("role").stream().filter("fit"::equals).count();
    return new Drawing.Drawn(
        new Figure(
            name(),
            "pass@k against training compute",
            ("Mean over problems of pass@k; n = %d means in the fit (small circles), diamonds were not"
                        + " fitted. Lines: %s.")
                    .formatted(fitted, findings.formula())
                + (shown < ks.length
                    ? " The first %d of %d values of k are shown.".formatted(shown, ks.length)
                    : ""),
            Axis.log("training compute", "FLOP"),
            Axis.log("pass@k", ""),
            "samples",
            layers));
  }

  private static void add(List<Layer> layers, Findings findings, double k, Ink ink) {
    Findings.Table cells = findings.table("passAtKByCompute");
    List<String> roles = cells.texts("role");
    double[] of = cells.numbers("k");
    Layer.Points fitted =
        points(cells, row -> of[row] == k && roles.get(row).equals("fit"), ink, Marker.CIRCLE);
    double[] sizes = new double[fitted.x().size()];
    Arrays.fill(sizes, SMALL);
    layers.add(fitted.withSizes(Values.of(sizes)));
    IntPredicate beyond = row -> of[row] == k && !roles.get(row).equals("fit");
    if (IntStream.range(0, of.length).anyMatch(beyond)) {
      layers.add(points(cells, beyond, ink, Marker.DIAMOND));
    }
    Findings.Table curves = findings.table("curves");
    int[] rows = FindingsRows.where(curves, "k", k);
    layers.add(
        new Layer.Line(
            "k = %.0f".formatted(k),
            ink,
            Layer.Stroke.SOLID,
            Layer.Weight.STRONG,
            FindingsRows.values(curves, "compute", rows),
            FindingsRows.values(curves, "passAtK", rows)));
  }

  private static Layer.Points points(
      Findings.Table cells, IntPredicate which, Ink ink, Marker marker) {
    int[] rows = IntStream.range(0, cells.size()).filter(which).toArray();
    return Layer.Points.of(
            "",
            ink,
            marker,
            FindingsRows.values(cells, "compute", rows),
            FindingsRows.values(cells, "observed", rows))
        .withLabels(Arrays.stream(rows).mapToObj(cells.texts("model")::get).toList());
  }
}
