package isoloss.report.render;

import isoloss.data.Values;
import isoloss.report.Figure;
import isoloss.report.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The numbers behind a figure, a row per point, line vertex, cell or mark. */
record FigureTable(List<Row> rows) {

  /**
   * @param layer its name in the legend, else its kind
   * @param low lower end of an error bar or band
   * @param text a point's label, a contour's level, an annotation
   */
  record Row(
      String layer,
      String kind,
      OptionalDouble x,
      OptionalDouble y,
      OptionalDouble low,
      OptionalDouble high,
      String text) {}

  static FigureTable of(Figure figure) {
    List<Row> rows = new ArrayList<>();
    figure.layers().forEach(layer -> add(rows, layer));
    return new FigureTable(List.copyOf(rows));
  }

  private static void add(List<Row> rows, Layer layer) {
    switch (layer) {
      case Layer.Points points -> addPoints(rows, points);
      case Layer.Line line -> addLine(rows, line.name(), "line", line.x(), line.y(), "");
      case Layer.Band band -> addBand(rows, band);
      case Layer.Contours contours ->
          contours
              .contours()
              .forEach(contour ->
                  contour
                      .paths()
                      .forEach(path ->
                          addLine(
                              rows,
                              contours.name(),
                              "contour",
                              path.x(),
                              path.y(),
                              contour.label())));
      case Layer.HeatCells cells -> addCells(rows, cells);
      case Layer.Hatching hatching -> hatching.boxes().forEach(box -> rows.add(box(hatching, box)));
      case Layer.Links links -> links.links().forEach(link -> addLink(rows, links.name(), link));
      case Layer.ReferenceLine line -> rows.add(reference(line));
      case Layer.Annotation note ->
          rows.add(
              new Row(
                  "note",
                  "annotation",
                  OptionalDouble.of(note.x()),
                  OptionalDouble.of(note.y()),
                  OptionalDouble.empty(),
                  OptionalDouble.empty(),
                  note.text()));
    }
  }

  private static void addPoints(List<Row> rows, Layer.Points points) {
    for (int i = 0; i < points.x().size(); i++) {
      int at = i;
      rows.add(
          new Row(
              points.name().isBlank() ? "points" : points.name(),
              "point",
              OptionalDouble.of(points.x().get(i)),
              OptionalDouble.of(points.y().get(i)),
              points
                  .errors()
                  .map(bars -> bars.low().get(at))
                  .map(OptionalDouble::of)
                  .orElse(OptionalDouble.empty()),
              points
                  .errors()
                  .map(bars -> bars.high().get(at))
                  .map(OptionalDouble::of)
                  .orElse(OptionalDouble.empty()),
              points.labels().isEmpty() ? "" : points.labels().get(i)));
    }
  }

  private static void addLine(
      List<Row> rows, String name, String kind, Values xs, Values ys, String text) {
    for (int i = 0; i < xs.size(); i++) {
      rows.add(
          new Row(
              name.isBlank() ? kind : name,
              kind,
              OptionalDouble.of(xs.get(i)),
              OptionalDouble.of(ys.get(i)),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              text));
    }
  }

  private static void addBand(List<Row> rows, Layer.Band band) {
    for (int i = 0; i < band.x().size(); i++) {
      rows.add(
          new Row(
              band.name().isBlank() ? "band" : band.name(),
              "band",
              OptionalDouble.of(band.x().get(i)),
              OptionalDouble.empty(),
              OptionalDouble.of(band.low().get(i)),
              OptionalDouble.of(band.high().get(i)),
              ""));
    }
  }

  private static void addCells(List<Row> rows, Layer.HeatCells cells) {
    for (int j = 0; j < cells.rows().size(); j++) {
      for (int i = 0; i < cells.rows().get(j).size(); i++) {
        rows.add(
            new Row(
                cells.name().isBlank() ? "cells" : cells.name(),
                "cell",
                OptionalDouble.of((cells.xEdges().get(i) + cells.xEdges().get(i + 1)) / 2),
                OptionalDouble.of((cells.yEdges().get(j) + cells.yEdges().get(j + 1)) / 2),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                cellText(cells, i, j)));
      }
    }
  }

  private static String cellText(Layer.HeatCells cells, int column, int row) {
    return cells.labels().isEmpty()
        ? String.valueOf(cells.rows().get(row).get(column))
        : cells.labels().get(row).get(column);
  }

  /** The middle of a rectangle. */
  private static Row box(Layer.Hatching hatching, Layer.Box box) {
    return new Row(
        hatching.name().isBlank() ? "hatching" : hatching.name(),
        "hatched",
        OptionalDouble.of((box.left() + box.right()) / 2),
        OptionalDouble.of((box.low() + box.high()) / 2),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "");
  }

  private static void addLink(List<Row> rows, String name, Layer.Link link) {
    addLine(
        rows,
        name,
        "link",
        Values.of(link.fromX(), link.toX()),
        Values.of(link.fromY(), link.toY()),
        link.label());
  }

  private static Row reference(Layer.ReferenceLine line) {
    OptionalDouble at = OptionalDouble.of(line.at());
    OptionalDouble none = OptionalDouble.empty();
    String name = line.name().isBlank() ? "reference" : line.name();
    return switch (line.course()) {
      case HORIZONTAL -> new Row(name, "reference", none, at, none, none, "horizontal");
      case VERTICAL -> new Row(name, "reference", at, none, none, none, "vertical");
      case IDENTITY -> new Row(name, "reference", none, none, none, none, "y = x");
    };
  }
}
