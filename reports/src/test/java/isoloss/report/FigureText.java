package isoloss.report;

import isoloss.data.Values;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A figure as lines of text for golden files: every layer with its ends, sums and labels. */
public final class FigureText {
  private FigureText() {}

  public static String of(Figure figure) {
    StringBuilder out = new StringBuilder();
    out.append("name: ").append(figure.name()).append('\n');
    out.append("title: ").append(figure.title()).append('\n');
    out.append("caption: ").append(figure.caption()).append('\n');
    out.append("x: ").append(axis(figure.x())).append('\n');
    out.append("y: ").append(axis(figure.y())).append('\n');
    figure.layers().forEach(layer -> out.append(layer(layer)).append('\n'));
    return out.toString();
  }

  private static String axis(Axis axis) {
    return axis.title()
        + ", "
        + axis.scale()
        + axis.range().map(r -> " from " + number(r.low()) + " to " + number(r.high())).orElse("")
        + axis.ticks().stream().map(t -> " " + t.label()).collect(Collectors.joining())
        + axis.facing()
            .map(f ->
                " facing "
                    + f.title()
                    + ":"
                    + f.ticks().stream().map(t -> " " + t.label()).collect(Collectors.joining()))
            .orElse("");
  }

  private static String layer(Layer layer) {
    String head = layer.getClass().getSimpleName() + " [" + layer.name() + "] " + layer.ink();
    return head
        + switch (layer) {
          case Layer.Points p ->
              " "
                  + p.marker()
                  + values(p.x())
                  + values(p.y())
                  + p.errors().map(e -> values(e.low()) + values(e.high())).orElse("")
                  + (p.labels().isEmpty() ? "" : " first label: " + p.labels().getFirst());
          case Layer.Line l -> values(l.x()) + values(l.y());
          case Layer.Band b -> values(b.x()) + values(b.low()) + values(b.high());
          case Layer.Contours c ->
              c.contours().stream()
                  .map(k ->
                      "\n  "
                          + k.label()
                          + k.paths().stream()
                              .map(path -> values(path.x()) + values(path.y()))
                              .collect(Collectors.joining(";")))
                  .collect(Collectors.joining());
          case Layer.HeatCells h ->
              values(h.xEdges())
                  + values(h.yEdges())
                  + h.rows().stream()
                      .map(row -> "\n  row" + values(known(row)))
                      .collect(Collectors.joining())
                  + (h.words().isEmpty() ? "" : "\n  words " + h.words())
                  + (h.labels().isEmpty() ? "" : "\n  first label: " + h.labels().getFirst());
          case Layer.Hatching h -> " " + h.boxes().size() + " boxes, first " + first(h.boxes());
          case Layer.Links l ->
              (l.directed() ? " directed " : " ")
                  + l.links().stream()
                      .map(k ->
                          "%s: %s %s to %s %s"
                              .formatted(
                                  k.label(),
                                  number(k.fromX()),
                                  number(k.fromY()),
                                  number(k.toX()),
                                  number(k.toY())))
                      .collect(Collectors.joining("; "));
          case Layer.ReferenceLine r -> " " + r.course() + " " + number(r.at());
          case Layer.Annotation a -> " " + a.text();
        };
  }

  private static String first(List<Layer.Box> boxes) {
    return boxes.isEmpty() ? "none" : boxes.getFirst().toString();
  }

  private static Values known(Values row) {
    return Values.of(row.stream().filter(Double::isFinite).toArray());
  }

  /** Count, first, last and sum: a changed value anywhere changes the text. */
  private static String values(Values values) {
    if (values.size() == 0) {
      return " (none)";
    }
    return " (%d: %s .. %s, sum %s)"
        .formatted(
            values.size(),
            number(values.get(0)),
            number(values.get(values.size() - 1)),
            number(values.stream().sum()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.5g", value);
  }
}
