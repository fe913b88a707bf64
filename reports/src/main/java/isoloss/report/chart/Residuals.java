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
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Residuals {@code 100 (observed / fitted - 1)} in percent, against one thing. */
final class Residuals implements Chart<Fit> {
  /** Rows per block of the running median; fewer rows than two blocks get none. */
  private static final int BLOCK = 8;

  private final String against;
  private final Function<Fit, Optional<Axis>> axis;
  private final Function<FittedRows, double[]> values;

  private Residuals(
      String against, Function<Fit, Optional<Axis>> axis, Function<FittedRows, double[]> values) {
    this.against = against;
    this.axis = axis;
    this.values = values;
  }

  static Residuals againstInput(String symbol) {
    return new Residuals(symbol, fit -> inputAxis(fit, symbol), rows -> rows.column(symbol));
  }

  static Residuals againstFitted() {
    return new Residuals(
        "fitted",
        fit ->
            Optional.of(
                Axis.log("fitted " + fit.law().response().name(), fit.law().response().unit())),
        FittedRows::fitted);
  }

  private static Optional<Axis> inputAxis(Fit fit, String symbol) {
    return fit.law().inputs().stream()
        .filter(input -> input.symbol().equals(symbol))
        .findFirst()
        .map(Residuals::axisOf);
  }

  private static Axis axisOf(Variable input) {
    String unit = input.unit().equals(input.name()) ? "" : input.unit();
    String name = input.name() + " " + input.symbol();
    String plainUnit = input.name().endsWith(unit) ? "" : unit;
    return input.sign() == Variable.Sign.POSITIVE
        ? Axis.log(name, plainUnit)
        : Axis.linear(name, plainUnit);
  }

  @Override
  public String name() {
    return "residuals-against-" + against.toLowerCase(Locale.ROOT);
  }

  @Override
  public Drawing draw(Fit fit) {
    Optional<Axis> x = axis.apply(fit);
    if (x.isEmpty()) {
      return new Drawing.LeftOut(
          name(), "the law %s has no input %s".formatted(fit.law().name(), against));
    }
    FittedRows rows = FittedRows.of(fit);
    if (rows.size() == 0) {
      return new Drawing.LeftOut(name(), "there is no row to draw");
    }
    double[] at = values.apply(rows);
    double[] residual = rows.residualPercent();
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new Layer.ReferenceLine(
            "", Ink.MUTED, Layer.Stroke.SOLID, Layer.ReferenceLine.Course.HORIZONTAL, 0));
    layers.add(
        Layer.Points.of("", Ink.BLUE, Marker.CIRCLE, Values.of(at), Values.of(residual))
            .withLabels(rows.labels()));
    if (at.length >= 2 * BLOCK) {
      layers.add(medians(at, residual));
    }
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Residuals against " + (against.equals("fitted") ? "fitted loss" : against),
            caption(fit, residual, at.length >= 2 * BLOCK),
            x.get(),
            Axis.linear("residual", "%"),
            "",
            layers));
  }

  /** Medians of blocks of rows in order of x: a trend that points alone hide. */
  private static Layer medians(double[] at, double[] residual) {
    Integer[] order = new Integer[at.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(at[a], at[b]));
    int blocks = Math.min(12, at.length / BLOCK);
    double[] x = new double[blocks];
    double[] y = new double[blocks];
    for (int b = 0; b < blocks; b++) {
      int from = b * at.length / blocks;
      int to = (b + 1) * at.length / blocks;
      x[b] = median(Arrays.stream(order, from, to).mapToDouble(i -> at[i]).toArray());
      y[b] = median(Arrays.stream(order, from, to).mapToDouble(i -> residual[i]).toArray());
    }
    return new Layer.Line(
        "median of neighbours",
        Ink.VERMILION,
        Layer.Stroke.SOLID,
        Layer.Weight.NORMAL,
        Values.of(x),
        Values.of(y));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }

  private static String caption(Fit fit, double[] residual, boolean hasMedians) {
    double rms = Math.sqrt(Arrays.stream(residual).map(r -> r * r).average().orElse(0));
    return "100 (observed / fitted − 1). %s; root mean square %s %%.%s"
        .formatted(
            FittedRows.method(fit),
            NumberText.significant(rms, 2),
            hasMedians ? " Line: median of neighbouring rows." : "");
  }
}
