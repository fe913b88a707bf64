package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Estimate;
import isoloss.fit.Fit;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The density of the bootstrap draws of E (or of the first parameter), with its interval. */
final class ParameterDensity implements Chart<Fit> {
  private static final int GRID = 160;

  @Override
  public String name() {
    return "parameter-density";
  }

  @Override
  public Drawing draw(Fit fit) {
    Draws draws = new Draws(fit);
    if (draws.tooFew()) {
      return new Drawing.LeftOut(name(), draws.whyTooFew());
    }
    int parameter = draws.floor();
    double[] values = draws.of(parameter);
    double width = KernelDensity.bandwidth(values, 1);
    if (!(width > 0)) {
      return new Drawing.LeftOut(name(), "all draws of the parameter are equal");
    }
    double low = Arrays.stream(values).min().orElseThrow() - 3 * width;
    double high = Arrays.stream(values).max().orElseThrow() + 3 * width;
    double[] grid = new double[GRID];
    Arrays.setAll(grid, i -> low + (high - low) * i / (GRID - 1));
    double[] density = KernelDensity.of(values, grid);
    Estimate estimate = fit.estimates().get(parameter);
    List<Layer> layers = new ArrayList<>();
    interval(estimate, grid, density).ifPresent(layers::add);
    layers.add(
        new Layer.Line(
            "",
            Ink.BLUE,
            Layer.Stroke.SOLID,
            Layer.Weight.NORMAL,
            Values.of(grid),
            Values.of(density)));
    layers.add(
        new Layer.ReferenceLine(
            "estimate",
            Ink.VERMILION,
            Layer.Stroke.SOLID,
            Layer.ReferenceLine.Course.VERTICAL,
            estimate.value()));
    double top = 1.08 * Arrays.stream(density).max().orElseThrow();
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Bootstrap density of " + draws.name(parameter),
            "%s, %s bootstrap draws; Gaussian kernel."
                .formatted(FittedRows.method(fit), NumberText.count(values.length)),
            Axis.linear(draws.name(parameter), ""),
            Axis.linear("density", "").within(0, top),
            "",
            layers));
  }

  private static Optional<Layer> interval(Estimate estimate, double[] grid, double[] density) {
    if (estimate.low().isEmpty() || estimate.high().isEmpty()) {
      return Optional.empty();
    }
    double low = estimate.low().getAsDouble();
    double high = estimate.high().getAsDouble();
    int[] inside =
        IntStream.range(0, grid.length).filter(i -> grid[i] >= low && grid[i] <= high).toArray();
    if (inside.length < 2) {
      return Optional.empty();
    }
    return Optional.of(
        new Layer.Band(
            NumberText.percent(estimate.level().orElse(Double.NaN)) + " interval",
            Ink.BLUE,
            Values.of(Arrays.stream(inside).mapToDouble(i -> grid[i]).toArray()),
            Values.of(new double[inside.length]),
            Values.of(Arrays.stream(inside).mapToDouble(i -> density[i]).toArray())));
  }
}
