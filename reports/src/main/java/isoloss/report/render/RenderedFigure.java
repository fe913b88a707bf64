package isoloss.report.render;

import isoloss.report.Figure;
import isoloss.report.NumberText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A figure in all its forms, for templates and files. */
public final class RenderedFigure {
  /** Rows of a figure's table in the page; the CSV holds all. */
  private static final int MOST_ROWS = 60;

  private final Figure figure;
  private final String svg;
  private final String csv;
  private final Optional<byte[]> png;
  private final FigureTable table;

  private RenderedFigure(Figure figure, Optional<byte[]> png) {
    this.figure = figure;
    this.svg = SvgWriter.write(figure, SvgWriter.Paper.FILE);
    this.png = png;
    this.table = FigureTable.of(figure);
    this.csv = CsvWriter.write(figure, table);
  }

  static RenderedFigure of(Figure figure, boolean withPng) {
    return new RenderedFigure(
        figure, withPng ? Optional.of(PngWriter.write(figure)) : Optional.empty());
  }

  public Figure figure() {
    return figure;
  }

  String svg() {
    return svg;
  }

  String csv() {
    return csv;
  }

  Optional<byte[]> png() {
    return png;
  }

  /** Inline SVG across the column. */
  public String wide() {
    return SvgWriter.write(figure, SvgWriter.Paper.WIDE);
  }

  /** Inline SVG for telephones and galleries. */
  public String narrow() {
    return SvgWriter.write(figure, SvgWriter.Paper.NARROW);
  }

  public String svgLink() {
    return link("image/svg+xml", svg.getBytes(StandardCharsets.UTF_8));
  }

  public String csvLink() {
    return link("text/csv;charset=utf-8", csv.getBytes(StandardCharsets.UTF_8));
  }

  public Optional<String> pngLink() {
    return png.map(bytes -> link("image/png", bytes));
  }

  private static String link(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  public List<String> columns() {
    return List.of("Layer", figure.x().title(), figure.y().title(), "Low", "High", "Text");
  }

  /** The first rows of the table, rounded. */
  public List<List<String>> rows() {
    return table.rows().stream()
        .limit(MOST_ROWS)
        .map(row ->
            List.of(
                row.layer(),
                number(row.x()),
                number(row.y()),
                number(row.low()),
                number(row.high()),
                row.text()))
        .toList();
  }

  public String summary() {
    int all = table.rows().size();
    return all <= MOST_ROWS
        ? "Numbers (" + all + " rows)"
        : "Numbers (the first %d of %s rows; all are in the CSV)"
            .formatted(MOST_ROWS, NumberText.count(all));
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? NumberText.significant(value.getAsDouble(), 5) : "";
  }
}
