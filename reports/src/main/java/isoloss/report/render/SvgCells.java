package isoloss.report.render;

import static isoloss.report.render.Markup.coordinate;
import static isoloss.report.render.Markup.escape;

import isoloss.data.Values;
import isoloss.report.Ink;
import isoloss.report.Layer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Draws the cells of a heat map and what is hatched beside them. */
record SvgCells(Plane plane, StringBuilder out) {
  /** Width of a digit or a minus sign relative to the text size. */
  static final double DIGIT = 0.7;

  private static final double LEAST_TEXT_SIZE = 7;

  /**
   * With more cells than this only the CSV holds their labels: the drawing would weigh megabytes.
   */
  private static final int MOST_LABELLED = 1500;

  void heat(Layer.HeatCells cells) {
    out.append("<g shape-rendering=\"crispEdges\">\n");
    if (cells.labels().isEmpty() || count(cells) > MOST_LABELLED) {
      paths(cells);
    } else {
      labelled(cells);
    }
    out.append("</g>\n");
    if (!cells.words().isEmpty()) {
      words(cells);
    }
  }

  private static int count(Layer.HeatCells cells) {
    return cells.rows().size() * Math.max(0, cells.xEdges().size() - 1);
  }

  /** One path for each colour, neighbours in a row as one: heat maps may have many cells. */
  private void paths(Layer.HeatCells cells) {
    HeatColours colours = HeatColours.of(cells);
    Map<Ink, StringBuilder> paths = new EnumMap<>(Ink.class);
    for (int row = 0; row < cells.rows().size(); row++) {
      Values values = cells.rows().get(row);
      int column = 0;
      while (column < values.size()) {
        int from = column++;
        if (Double.isFinite(values.get(from))) {
          Ink ink = colours.ink(values.get(from));
          while (column < values.size() && isOf(ink, values.get(column), colours)) {
            column++;
          }
          paths
              .computeIfAbsent(ink, any -> new StringBuilder())
              .append(rectangle(cells, from, column, row));
        }
      }
    }
    paths.forEach((ink, path) ->
        out.append("<path")
            .append(SvgStyle.fill(ink))
            .append(" d=\"")
            .append(path)
            .append("\"/>\n"));
  }

  private static boolean isOf(Ink ink, double value, HeatColours colours) {
    return Double.isFinite(value) && colours.ink(value) == ink;
  }

  private String rectangle(Layer.HeatCells cells, int from, int to, int row) {
    return "M%s %sH%sV%sH%1$sZ"
        .formatted(
            coordinate(plane.px(cells.xEdges().get(from))),
            coordinate(plane.py(cells.yEdges().get(row + 1))),
            coordinate(plane.px(cells.xEdges().get(to))),
            coordinate(plane.py(cells.yEdges().get(row))));
  }

  private void labelled(Layer.HeatCells cells) {
    HeatColours colours = HeatColours.of(cells);
    for (int row = 0; row < cells.rows().size(); row++) {
      for (int column = 0; column < cells.rows().get(row).size(); column++) {
        double value = cells.rows().get(row).get(column);
        String label = cells.labels().get(row).get(column);
        if (Double.isFinite(value) || !label.isEmpty()) {
          out.append(
              "<path%s d=\"%s\"><title>%s</title></path>\n"
                  .formatted(
                      Double.isFinite(value)
                          ? SvgStyle.fill(colours.ink(value))
                          : " fill=\"none\" pointer-events=\"all\"",
                      rectangle(cells, column, column + 1, row),
                      escape(label)));
        }
      }
    }
  }

  /** In one size for all cells, the largest that fits; none where that cannot be read. */
  private void words(Layer.HeatCells cells) {
    double size = textSize(cells);
    if (size < LEAST_TEXT_SIZE) {
      return;
    }
    HeatColours colours = HeatColours.of(cells);
    out.append(
        "<g font-size=\"%s\" text-anchor=\"middle\" pointer-events=\"none\">\n"
            .formatted(coordinate(size)));
    for (int row = 0; row < cells.rows().size(); row++) {
      for (int column = 0; column < cells.rows().get(row).size(); column++) {
        String word = cells.words().get(row).get(column);
        if (!word.isEmpty()) {
          double value = cells.rows().get(row).get(column);
          out.append(
              "<text x=\"%s\" y=\"%s\"%s>%s</text>\n"
                  .formatted(
                      coordinate(
                          middle(
                              plane.px(cells.xEdges().get(column)),
                              plane.px(cells.xEdges().get(column + 1)))),
                      coordinate(
                          middle(
                                  plane.py(cells.yEdges().get(row)),
                                  plane.py(cells.yEdges().get(row + 1)))
                              + 0.36 * size),
                      SvgStyle.fill(Double.isFinite(value) ? colours.words(value) : Ink.TEXT),
                      escape(word)));
        }
      }
    }
    out.append("</g>\n");
  }

  private double textSize(Layer.HeatCells cells) {
    int longest =
        cells.words().stream().flatMap(List::stream).mapToInt(String::length).max().orElse(1);
    double width = plane.width() / Math.max(1, cells.xEdges().size() - 1);
    double height = plane.height() / Math.max(1, cells.yEdges().size() - 1);
    return Math.min(SvgStyle.TEXT_SIZE, Math.min(0.9 * width / (longest * DIGIT), 0.8 * height));
  }

  private static double middle(double one, double other) {
    return (one + other) / 2;
  }

  /**
   * @param pattern the id of its pattern in the document
   */
  void hatching(Layer.Hatching hatching, String pattern) {
    out.append("<g fill=\"url(#").append(pattern).append(")\" pointer-events=\"none\">\n");
    for (Layer.Box box : hatching.boxes()) {
      double left = plane.px(box.left());
      double top = plane.py(box.high());
      out.append(
          "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n"
              .formatted(
                  coordinate(left),
                  coordinate(top),
                  coordinate(plane.px(box.right()) - left),
                  coordinate(plane.py(box.low()) - top)));
    }
    out.append("</g>\n");
  }

  /** Thin lines that rise to the right. */
  void pattern(Layer.Hatching hatching, String id) {
    out.append(
        "<pattern id=\"%s\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\"%s stroke-width=\"1.6\" stroke-opacity=\"0.75\"/></pattern>\n"
            .formatted(id, SvgStyle.stroke(hatching.ink())));
  }

  /** The ramp in steps, for a legend. */
  void ramp(double left, double middle, double width) {
    int steps = 8;
    for (int step = 0; step < steps; step++) {
      out.append(
          "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"10\" shape-rendering=\"crispEdges\"%s/>\n"
              .formatted(
                  coordinate(left + step * width / steps),
                  coordinate(middle - 5),
                  coordinate(width / steps),
                  SvgStyle.fill(Ink.ramp(step, steps))));
    }
  }
}
