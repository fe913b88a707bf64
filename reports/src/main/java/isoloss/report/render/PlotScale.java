package isoloss.report.render;

import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** An axis with settled ends: places values between 0 and 1 and knows its ticks. */
record PlotScale(Axis axis, double low, double high) {
  /** Share of the axis kept free beyond the data at either end. */
  private static final double MARGIN = 0.04;

  static PlotScale x(Figure figure) {
    return of(figure.x(), figure.layers().stream().flatMapToDouble(PlotScale::xValues));
  }

  static PlotScale y(Figure figure) {
    return of(figure.y(), figure.layers().stream().flatMapToDouble(PlotScale::yValues));
  }

  /** Both axes with the same ends where the figure compares like with like along y = x. */
  static List<PlotScale> both(Figure figure) {
    PlotScale x = x(figure);
    PlotScale y = y(figure);
    boolean identity =
        figure.layers().stream()
            .anyMatch(layer ->
                layer instanceof Layer.ReferenceLine line
                    && line.course() == Layer.ReferenceLine.Course.IDENTITY);
    if (!identity) {
      return List.of(x, y);
    }
    double low = Math.min(x.low, y.low);
    double high = Math.max(x.high, y.high);
    return List.of(new PlotScale(x.axis, low, high), new PlotScale(y.axis, low, high));
  }

  private static PlotScale of(Axis axis, DoubleStream values) {
    if (axis.range().isPresent()) {
      return new PlotScale(axis, axis.range().get().low(), axis.range().get().high());
    }
    double[] usable =
        values
            .filter(v -> Double.isFinite(v) && (axis.scale() == Axis.Scale.LINEAR || v > 0))
            .toArray();
    double low = Arrays.stream(usable).min().orElse(1);
    double high = Arrays.stream(usable).max().orElse(10);
    if (axis.scale() == Axis.Scale.LOG) {
      double ratio = high > low ? Math.pow(high / low, MARGIN) : 1.1;
      return new PlotScale(axis, low / ratio, high * ratio);
    }
    double margin = high > low ? MARGIN * (high - low) : Math.max(Math.abs(low) / 10, 0.5);
    return new PlotScale(axis, low - margin, high + margin);
  }

  /** 0 at the low end, 1 at the high end; NaN where a log axis has no place. */
  double place(double value) {
    return axis.scale() == Axis.Scale.LINEAR
        ? (value - low) / (high - low)
        : value > 0 ? Math.log(value / low) / Math.log(high / low) : Double.NaN;
  }

  List<Axis.Tick> ticks(int wanted) {
    return axis.ticks().isEmpty() ? Ticks.of(axis.scale(), low, high, wanted) : axis.ticks();
  }

  private static DoubleStream xValues(Layer layer) {
    return switch (layer) {
      case Layer.Points p -> DoubleStream.concat(p.x().stream(), bars(p, Layer.Along.X));
      case Layer.Line l -> l.x().stream();
      case Layer.Band b -> b.x().stream();
      case Layer.Contours c ->
          c.contours().stream()
              .flatMap(each -> each.paths().stream())
              .flatMapToDouble(path -> path.x().stream());
      case Layer.HeatCells h -> h.xEdges().stream();
      case Layer.Hatching h ->
          h.boxes().stream().flatMapToDouble(b -> DoubleStream.of(b.left(), b.right()));
      case Layer.Links l ->
          l.links().stream().flatMapToDouble(k -> DoubleStream.of(k.fromX(), k.toX()));
      case Layer.ReferenceLine r ->
          r.course() == Layer.ReferenceLine.Course.VERTICAL
              ? DoubleStream.of(r.at())
              : DoubleStream.empty();
      case Layer.Annotation a -> DoubleStream.of(a.x());
    };
  }

  private static DoubleStream yValues(Layer layer) {
    return switch (layer) {
      case Layer.Points p -> DoubleStream.concat(p.y().stream(), bars(p, Layer.Along.Y));
      case Layer.Line l -> l.y().stream();
      case Layer.Band b -> DoubleStream.concat(b.low().stream(), b.high().stream());
      case Layer.Contours c ->
          c.contours().stream()
              .flatMap(each -> each.paths().stream())
              .flatMapToDouble(path -> path.y().stream());
      case Layer.HeatCells h -> h.yEdges().stream();
      case Layer.Hatching h ->
          h.boxes().stream().flatMapToDouble(b -> DoubleStream.of(b.low(), b.high()));
      case Layer.Links l ->
          l.links().stream().flatMapToDouble(k -> DoubleStream.of(k.fromY(), k.toY()));
      case Layer.ReferenceLine r ->
          r.course() == Layer.ReferenceLine.Course.HORIZONTAL
              ? DoubleStream.of(r.at())
              : DoubleStream.empty();
      case Layer.Annotation a -> DoubleStream.of(a.y());
    };
  }

  private static DoubleStream bars(Layer.Points points, Layer.Along along) {
    return points
        .errors()
        .filter(bars -> bars.along() == along)
        .map(bars -> DoubleStream.concat(bars.low().stream(), bars.high().stream()))
        .orElse(DoubleStream.empty());
  }
}
