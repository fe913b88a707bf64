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

/** Bootstrap draws of two parameters with the regions that hold half and nine tenths of them. */
final class ParameterPair implements Chart<Fit> {
  private static final int MOST_POINTS = 1000;
  private static final int GRID = 60;
  private static final double[] MASSES = {0.9, 0.5};

  @Override
  public String name() {
    return "parameter-pair";
  }

  @Override
  public Drawing draw(Fit fit) {
    Draws draws = new Draws(fit);
    if (draws.tooFew()) {
      return new Drawing.LeftOut(name(), draws.whyTooFew());
    }
    if (fit.estimates().size() < 2) {
      return new Drawing.LeftOut(name(), "the law has a single parameter");
    }
    int[] pair = draws.pair();
    double[] x = draws.of(pair[0]);
    double[] y = draws.of(pair[1]);
    if (!(KernelDensity.bandwidth(x, 2) > 0) || !(KernelDensity.bandwidth(y, 2) > 0)) {
      return new Drawing.LeftOut(name(), "all draws of a parameter are equal");
    }
    List<Layer> layers = new ArrayList<>();
    int stride = (x.length + MOST_POINTS - 1) / MOST_POINTS;
    layers.add(
        Layer.Points.of("draws", Ink.SKY, Marker.CIRCLE, thinned(x, stride), thinned(y, stride))
            .with(Layer.Weight.FAINT));
    layers.add(regions(x, y));
    layers.add(
        Layer.Points.of(
            "estimate",
            Ink.VERMILION,
            Marker.DIAMOND,
            Values.of(fit.estimates().get(pair[0]).value()),
            Values.of(fit.estimates().get(pair[1]).value())));
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Bootstrap draws of %s and %s".formatted(draws.name(pair[0]), draws.name(pair[1])),
            caption(fit, x, y, stride),
            Axis.linear(draws.name(pair[0]), ""),
            Axis.linear(draws.name(pair[1]), ""),
            "",
            layers));
  }

  private static Values thinned(double[] values, int stride) {
    double[] kept = new double[(values.length + stride - 1) / stride];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = values[i * stride];
    }
    return Values.of(kept);
  }

  private static Layer regions(double[] x, double[] y) {
    double[] xs = grid(x);
    double[] ys = grid(y);
    double[][] density = KernelDensity.of(x, y, xs, ys);
    MarchingSquares squares = new MarchingSquares(xs, ys, density);
    List<Layer.Contour> contours = new ArrayList<>();
    for (double mass : MASSES) {
      double level = KernelDensity.highestDensityLevel(density, mass);
      contours.add(new Layer.Contour(mass, NumberText.percent(mass), squares.contour(level)));
    }
    return new Layer.Contours("share of draws inside", Ink.BLUE, contours);
  }

  private static double[] grid(double[] draws) {
    double margin = 3 * KernelDensity.bandwidth(draws, 2);
    double low = Arrays.stream(draws).min().orElseThrow() - margin;
    double high = Arrays.stream(draws).max().orElseThrow() + margin;
    double[] grid = new double[GRID];
    Arrays.setAll(grid, i -> low + (high - low) * i / (GRID - 1));
    return grid;
  }

  private static String caption(Fit fit, double[] x, double[] y, int stride) {
    String thinning =
        stride > 1
            ? " Every %d%s draw is shown; the regions use all.".formatted(stride, suffix(stride))
            : "";
    return "%s, %s bootstrap draws, correlation %s.%s"
        .formatted(
            FittedRows.method(fit),
            NumberText.count(x.length),
            NumberText.decimals(Draws.correlation(x, y), 2),
            thinning);
  }

  private static String suffix(int n) {
    return n % 10 == 2 && n != 12 ? "nd" : n % 10 == 3 && n != 13 ? "rd" : "th";
  }
}
