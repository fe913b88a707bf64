package isoloss.report.render;

import isoloss.data.Values;
import isoloss.data.json.Json;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The points and lines of a figure as the JSON that the page's script draws. */
final class InteractiveData {
  private InteractiveData() {}

  /** JSON that is safe inside a script element. */
  static String json(Figure figure) {
    TreeSet<Double> xs = new TreeSet<>();
    for (Layer layer : figure.layers()) {
      switch (layer) {
        case Layer.Points points -> points.x().stream().forEach(xs::add);
        case Layer.Line line -> line.x().stream().forEach(xs::add);
        default -> {}
      }
    }
    double[] x = xs.stream().mapToDouble(Double::doubleValue).toArray();
    List<Object> series = new ArrayList<>();
    for (Layer layer : figure.layers()) {
      switch (layer) {
        case Layer.Points p -> series.add(points(p, x));
        case Layer.Line l -> series.add(line(l, x));
        default -> {}
      }
    }
    return inScript(
        Json.compact(
            Json.object(
                "title", figure.title(),
                "xLabel", figure.x().title(),
                "yLabel", figure.y().title(),
                "xLog", figure.x().scale() == Axis.Scale.LOG,
                "yLog", figure.y().scale() == Axis.Scale.LOG,
                "x", Values.of(x),
                "series", series)));
  }

  /** No text may end the element, begin a comment, or hold a line separator. */
  static String inScript(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static Object points(Layer.Points points, double[] x) {
    List<@Nullable String> labels = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      labels.add(null);
    }
    for (int i = 0; i < points.labels().size(); i++) {
      labels.set(Arrays.binarySearch(x, points.x().get(i)), points.labels().get(i));
    }
    return Json.object(
        "name",
        points.name(),
        "ink",
        points.ink().cssName(),
        "line",
        false,
        "strong",
        false,
        "y",
        aligned(points.x(), points.y(), x),
        "labels",
        labels);
  }

  private static Object line(Layer.Line line, double[] x) {
    return Json.object(
        "name", line.name(),
        "ink", line.ink().cssName(),
        "line", true,
        "strong", line.weight() == Layer.Weight.STRONG,
        "y", aligned(line.x(), line.y(), x),
        "labels", List.of());
  }

  private static Values aligned(Values from, Values values, double[] x) {
    double[] out = new double[x.length];
    Arrays.fill(out, Double.NaN);
    for (int i = 0; i < from.size(); i++) {
      out[Arrays.binarySearch(x, from.get(i))] = values.get(i);
    }
    return Values.of(out);
  }
}
