package isoloss.report.render;

import static isoloss.report.render.Markup.coordinate;
import static isoloss.report.render.Markup.escape;

import isoloss.data.Values;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a figure as SVG: text stays text, the same figure gives the same bytes. Colours are
 * presentation attributes for light paper beside classes ({@code fill-blue}, {@code stroke-blue})
 * that a style sheet of the page may use to override them.
 */
public final class SvgWriter {
  private static final String FONT =
      "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";
  private static final double TEXT_SIZE = 12;
  private static final double LINE_HEIGHT = 18;
  private static final double RADIUS = 3.6;

  /** Mean width of a character relative to the text size, on the safe side for most fonts. */
  private static final double CHARACTER = 0.56;

  private final Figure figure;
  private final Paper paper;
  private final PlotScale x;
  private final PlotScale y;
  private final Frame frame;
  private final LegendLayout legend;
  private final StringBuilder out = new StringBuilder();
  private final List<double[]> placedLabels = new ArrayList<>();

  /** What the drawing is for. */
  public enum Paper {
    /** A file of its own, with title and white background. */
    FILE(720, 420),
    /** Inside a page, across its column. */
    WIDE(720, 400),
    /** Inside a page, on a telephone or beside others. */
    NARROW(360, 270);

    private final int width;
    private final int plotHeight;

    Paper(int width, int plotHeight) {
      this.width = width;
      this.plotHeight = plotHeight;
    }
  }

  /** The rectangle of the data, in pixels. */
  private record Frame(double left, double top, double width, double height) {
    double right() {
      return left + width;
    }

    double bottom() {
      return top + height;
    }
  }

  private SvgWriter(Figure figure, Paper paper) {
    this.figure = figure;
    this.paper = paper;
    List<PlotScale> scales = PlotScale.both(figure);
    this.x = scales.get(0);
    this.y = scales.get(1);
    this.legend = LegendLayout.of(figure, paper.width);
    double top = (paper == Paper.FILE ? 34 : 8) + 4;
    double left = 14 + LINE_HEIGHT + longestYLabel() + 8;
    this.frame = new Frame(left, top, paper.width - left - 14, plotHeight());
  }

  public static String write(Figure figure, Paper paper) {
    return new SvgWriter(figure, paper).draw();
  }

  private double plotHeight() {
    boolean categories = !figure.y().ticks().isEmpty();
    return categories
        ? Math.clamp(30.0 * figure.y().ticks().size() + 20, 110, 1600)
        : paper.plotHeight;
  }

  private double longestYLabel() {
    double longest =
        y.ticks(yTickCount()).stream()
            .mapToDouble(tick -> width(shorten(tick.label())))
            .max()
            .orElse(0);
    return Math.min(longest, paper.width * 0.4);
  }

  private int yTickCount() {
    return paper == Paper.NARROW ? 5 : 6;
  }

  private int xTickCount() {
    return paper == Paper.NARROW ? 4 : 7;
  }

  private static double width(String text) {
    return text.length() * CHARACTER * TEXT_SIZE;
  }

  /** Category names may be arbitrarily long; the whole name is in the tooltip and the table. */
  private String shorten(String label) {
    int most = (int) (paper.width * 0.4 / (CHARACTER * TEXT_SIZE));
    return label.length() <= most ? label : label.substring(0, most - 1) + "…";
  }

  private String draw() {
    double height = frame.bottom() + 24 + LINE_HEIGHT + 6 + legend.rows() * LINE_HEIGHT + 6;
    out.append(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"figure\" role=\"img\" viewBox=\"0 0 ")
        .append(paper.width)
        .append(' ')
        .append(coordinate(height))
        .append("\" width=\"")
        .append(paper.width)
        .append("\" height=\"")
        .append(coordinate(height))
        .append("\" font-family=\"")
        .append(FONT)
        .append("\" font-size=\"12\" aria-label=\"")
        .append(escape(figure.title() + ". " + figure.caption()))
        .append("\">\n");
    if (paper == Paper.FILE) {
      out.append("<title>").append(escape(figure.title())).append("</title>\n");
      out.append("<desc>").append(escape(figure.caption())).append("</desc>\n");
      out.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
      out.append("<text x=\"14\" y=\"24\" font-size=\"15\" font-weight=\"600\"")
          .append(fill(Ink.TEXT))
          .append('>')
          .append(escape(figure.title()))
          .append("</text>\n");
    }
    axes();
    String clip = "clip-" + figure.name() + "-" + paper.name().charAt(0);
    out.append("<clipPath id=\"")
        .append(clip)
        .append("\"><rect")
        .append(box(0))
        .append("/></clipPath>\n");
    out.append("<g clip-path=\"url(#").append(clip).append(")\">\n");
    figure.layers().forEach(this::shape);
    out.append("</g>\n");
    figure.layers().forEach(this::words);
    legend(frame.bottom() + 24 + LINE_HEIGHT + 12);
    return out.append("</svg>\n").toString();
  }

  private String box(double margin) {
    return " x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\""
        .formatted(
            coordinate(frame.left - margin),
            coordinate(frame.top - margin),
            coordinate(frame.width + 2 * margin),
            coordinate(frame.height + 2 * margin));
  }

  private double px(double value) {
    return frame.left + x.place(value) * frame.width;
  }

  private double py(double value) {
    return frame.bottom() - y.place(value) * frame.height;
  }

  // ---- axes

  private void axes() {
    out.append("<g").append(stroke(Ink.MUTED)).append(" stroke-width=\"1\">\n");
    for (Axis.Tick tick : x.ticks(xTickCount())) {
      boolean minor = tick.label().isEmpty();
      if (!minor) {
        line(px(tick.at()), frame.top, px(tick.at()), frame.bottom(), " opacity=\"0.22\"");
      }
      line(px(tick.at()), frame.bottom(), px(tick.at()), frame.bottom() + (minor ? 3 : 5), "");
    }
    for (Axis.Tick tick : y.ticks(yTickCount())) {
      boolean minor = tick.label().isEmpty();
      if (!minor) {
        line(frame.left, py(tick.at()), frame.right(), py(tick.at()), " opacity=\"0.22\"");
      }
      line(frame.left - (minor ? 3 : 5), py(tick.at()), frame.left, py(tick.at()), "");
    }
    line(frame.left, frame.bottom(), frame.right(), frame.bottom(), "");
    line(frame.left, frame.top, frame.left, frame.bottom(), "");
    out.append("</g>\n<g").append(fill(Ink.TEXT)).append(">\n");
    xLabels();
    for (Axis.Tick tick : y.ticks(yTickCount())) {
      if (!tick.label().isEmpty()) {
        text(frame.left - 8, py(tick.at()) + 4, "end", shorten(tick.label()), "");
      }
    }
    text(
        frame.left + frame.width / 2,
        frame.bottom() + 24 + LINE_HEIGHT - 2,
        "middle",
        figure.x().title(),
        "");
    double middle = frame.top + frame.height / 2;
    out.append("<text text-anchor=\"middle\" transform=\"translate(")
        .append(coordinate(16))
        .append(' ')
        .append(coordinate(middle))
        .append(") rotate(-90)\">")
        .append(escape(figure.y().title()))
        .append("</text>\n</g>\n");
  }

  /** Labels that would touch their left neighbour are left out; their ticks stay. */
  private void xLabels() {
    double free = Double.NEGATIVE_INFINITY;
    for (Axis.Tick tick : x.ticks(xTickCount())) {
      double half = width(tick.label()) / 2;
      double at = px(tick.at());
      if (!tick.label().isEmpty() && at - half > free) {
        text(at, frame.bottom() + 18, "middle", tick.label(), "");
        free = at + half + 6;
      }
    }
  }

  // ---- layers

  private void shape(Layer layer) {
    switch (layer) {
      case Layer.Points points -> points(points);
      case Layer.Line line ->
          polyline(line.x(), line.y(), line.ink(), dash(line.stroke()) + thickness(line.weight()));
      case Layer.Band band -> band(band);
      case Layer.Contours contours ->
          contours
              .contours()
              .forEach(contour ->
                  contour
                      .paths()
                      .forEach(path ->
                          polyline(path.x(), path.y(), contours.ink(), contourStyle(contours))));
      case Layer.HeatCells cells -> heat(cells);
      case Layer.ReferenceLine reference -> reference(reference);
      case Layer.Annotation annotation -> {} // words only
    }
  }

  private static String contourStyle(Layer.Contours contours) {
    return contours.ink() == Ink.MUTED
        ? dash(Layer.Stroke.DASHED) + " stroke-width=\"1\""
        : " stroke-width=\"1.4\"";
  }

  private static String dash(Layer.Stroke stroke) {
    return switch (stroke) {
      case SOLID -> "";
      case DASHED -> " stroke-dasharray=\"5 4\"";
      case DOTTED -> " stroke-dasharray=\"1.5 3\"";
    };
  }

  private static String thickness(Layer.Weight weight) {
    return switch (weight) {
      case FAINT -> " stroke-width=\"1\" opacity=\"0.55\"";
      case NORMAL -> " stroke-width=\"1.4\"";
      case STRONG -> " stroke-width=\"2.6\"";
    };
  }

  private void polyline(Values xs, Values ys, Ink ink, String style) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < xs.size(); i++) {
      double atX = px(xs.get(i));
      double atY = py(ys.get(i));
      if (Double.isFinite(atX) && Double.isFinite(atY)) {
        path.append(pen ? 'L' : 'M').append(coordinate(atX)).append(' ').append(coordinate(atY));
        pen = true;
      } else {
        pen = false;
      }
    }
    if (!path.isEmpty()) {
      out.append("<path fill=\"none\"")
          .append(stroke(ink))
          .append(" stroke-linejoin=\"round\"")
          .append(style)
          .append(" d=\"")
          .append(path)
          .append("\"/>\n");
    }
  }

  private void band(Layer.Band band) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < band.x().size(); i++) {
      vertex(path, band.x().get(i), band.high().get(i));
    }
    for (int i = band.x().size() - 1; i >= 0; i--) {
      vertex(path, band.x().get(i), band.low().get(i));
    }
    if (!path.isEmpty()) {
      out.append("<path opacity=\"0.22\"")
          .append(fill(band.ink()))
          .append(" d=\"")
          .append(path)
          .append("Z\"/>\n");
    }
  }

  private void vertex(StringBuilder path, double atX, double atY) {
    double placeX = px(atX);
    double placeY = py(atY);
    if (Double.isFinite(placeX) && Double.isFinite(placeY)) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(coordinate(placeX))
          .append(' ')
          .append(coordinate(placeY));
    }
  }

  private void heat(Layer.HeatCells cells) {
    double[] range = PlotScale.heatRange(cells);
    for (int j = 0; j < cells.rows().size(); j++) {
      for (int i = 0; i < cells.rows().get(j).size(); i++) {
        double value = cells.rows().get(j).get(i);
        if (Double.isFinite(value)) {
          double left = px(cells.xEdges().get(i));
          double bottom = py(cells.yEdges().get(j));
          out.append(
              "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"%s/>\n"
                  .formatted(
                      coordinate(left),
                      coordinate(py(cells.yEdges().get(j + 1))),
                      coordinate(px(cells.xEdges().get(i + 1)) - left),
                      coordinate(bottom - py(cells.yEdges().get(j + 1))),
                      fill(Ink.ramp((value - range[0]) / (range[1] - range[0])))));
        }
      }
    }
  }

  private void reference(Layer.ReferenceLine line) {
    String style = stroke(line.ink()) + dash(line.stroke()) + " stroke-width=\"1.3\"";
    switch (line.course()) {
      case HORIZONTAL -> line(frame.left, py(line.at()), frame.right(), py(line.at()), style);
      case VERTICAL -> line(px(line.at()), frame.top, px(line.at()), frame.bottom(), style);
      case IDENTITY -> {
        double from = Math.max(x.low(), y.low());
        double to = Math.min(x.high(), y.high());
        line(px(from), py(from), px(to), py(to), style);
      }
    }
  }

  private void points(Layer.Points points) {
    points.errors().ifPresent(bars -> errorBars(points, bars));
    out.append("<g")
        .append(fillAndStroke(points.ink()))
        .append(
            points.weight() == Layer.Weight.FAINT
                ? " stroke-width=\"0\" fill-opacity=\"0.4\">\n"
                : " stroke-width=\"1\" fill-opacity=\"0.75\">\n");
    double usual = points.weight() == Layer.Weight.FAINT ? RADIUS * 0.5 : RADIUS;
    for (int i = 0; i < points.x().size(); i++) {
      double atX = px(points.x().get(i));
      double atY = py(points.y().get(i));
      if (Double.isFinite(atX) && Double.isFinite(atY)) {
        double radius = usual * (points.sizes().size() == 0 ? 1 : points.sizes().get(i));
        marker(
            points.marker(),
            atX,
            atY,
            radius,
            points.labels().isEmpty() ? "" : points.labels().get(i));
      }
    }
    out.append("</g>\n");
  }

  private void errorBars(Layer.Points points, Layer.ErrorBars bars) {
    out.append("<g").append(stroke(points.ink())).append(" stroke-width=\"1.4\">\n");
    for (int i = 0; i < points.x().size(); i++) {
      if (bars.along() == Layer.Along.X) {
        double at = py(points.y().get(i));
        line(px(bars.low().get(i)), at, px(bars.high().get(i)), at, "");
      } else {
        double at = px(points.x().get(i));
        line(at, py(bars.low().get(i)), at, py(bars.high().get(i)), "");
      }
    }
    out.append("</g>\n");
  }

  private void marker(Marker marker, double atX, double atY, double r, String label) {
    String shape =
        switch (marker) {
          case CIRCLE ->
              "<circle cx=\"%s\" cy=\"%s\" r=\"%s\""
                  .formatted(coordinate(atX), coordinate(atY), coordinate(r));
          case SQUARE -> polygon(atX, atY, r * 0.9, -1, -1, 1, -1, 1, 1, -1, 1);
          case TRIANGLE -> polygon(atX, atY, r, -1.1, 0.8, 0, -1.2, 1.1, 0.8);
          case TRIANGLE_DOWN -> polygon(atX, atY, r, -1.1, -0.8, 0, 1.2, 1.1, -0.8);
          case DIAMOND -> polygon(atX, atY, r * 1.3, 0, -1, 1, 0, 0, 1, -1, 0);
          case CROSS -> polygon(atX, atY, r, -1, -1, 0, 0, 1, -1, 0, 0, 1, 1, 0, 0, -1, 1, 0, 0);
          case PLUS -> polygon(atX, atY, r * 1.2, 0, -1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0);
        };
    out.append(shape);
    out.append(label.isEmpty() ? "/>\n" : "><title>" + escape(label) + "</title>" + close(marker));
  }

  private static String close(Marker marker) {
    return marker == Marker.CIRCLE ? "</circle>\n" : "</path>\n";
  }

  private static String polygon(double atX, double atY, double r, double... corners) {
    StringBuilder path = new StringBuilder("<path d=\"");
    for (int i = 0; i < corners.length; i += 2) {
      path.append(i == 0 ? 'M' : 'L')
          .append(coordinate(atX + r * corners[i]))
          .append(' ')
          .append(coordinate(atY + r * corners[i + 1]));
    }
    return path.append("Z\"").toString();
  }

  // ---- words among the data

  private void words(Layer layer) {
    switch (layer) {
      case Layer.Contours contours ->
          contours.contours().forEach(contour -> contourLabel(contour, contours.ink()));
      case Layer.Annotation note -> halo(px(note.x()), py(note.y()), note.text(), note.ink());
      default -> {}
    }
  }

  /** The first place along the longest piece that lies free, or none. */
  private void contourLabel(Layer.Contour contour, Ink ink) {
    double[] shares =
        ink == Ink.MUTED
            ? new double[] {0.06, 0.94, 0.12, 0.88, 0.2, 0.8}
            : new double[] {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9};
    contour.paths().stream()
        .max((a, b) -> Double.compare(length(a), length(b)))
        .ifPresent(path -> {
          for (double share : shares) {
            double[] at = along(path, share);
            if (isFree(at, width(contour.label()))) {
              halo(at[0], at[1], contour.label(), ink);
              return;
            }
          }
        });
  }

  private double length(Layer.Path path) {
    double length = 0;
    for (int i = 1; i < path.x().size(); i++) {
      length += distance(path, i);
    }
    return length;
  }

  private double distance(Layer.Path path, int i) {
    return Math.hypot(
        px(path.x().get(i)) - px(path.x().get(i - 1)),
        py(path.y().get(i)) - py(path.y().get(i - 1)));
  }

  private double[] along(Layer.Path path, double share) {
    double left = share * length(path);
    int i = 1;
    while (i < path.x().size() - 1 && left > distance(path, i)) {
      left -= distance(path, i++);
    }
    double step = distance(path, i);
    double part = step > 0 ? left / step : 0;
    double fromX = px(path.x().get(i - 1));
    double fromY = py(path.y().get(i - 1));
    return new double[] {
      fromX + part * (px(path.x().get(i)) - fromX), fromY + part * (py(path.y().get(i)) - fromY)
    };
  }

  private boolean isFree(double[] at, double width) {
    boolean inside =
        at[0] - width / 2 > frame.left + 2
            && at[0] + width / 2 < frame.right() - 2
            && at[1] > frame.top + 10
            && at[1] < frame.bottom() - 8;
    return inside
        && placedLabels.stream()
            .noneMatch(other ->
                Math.abs(other[0] - at[0]) < (other[2] + width) / 2 + 4
                    && Math.abs(other[1] - at[1]) < 15);
  }

  private void halo(double atX, double atY, String words, Ink ink) {
    placedLabels.add(new double[] {atX, atY, width(words)});
    text(
        atX,
        atY + 4,
        "middle",
        words,
        " fill=\""
            + ink.light()
            + "\" class=\"halo fill-"
            + ink.cssName()
            + "\" stroke=\"#ffffff\" stroke-width=\"6\" stroke-linejoin=\"round\""
            + " paint-order=\"stroke\"");
  }

  // ---- legend

  private void legend(double top) {
    out.append("<g").append(fill(Ink.TEXT)).append(">\n");
    for (LegendLayout.Entry entry : legend.entries()) {
      double atX = entry.left();
      double atY = top + entry.row() * LINE_HEIGHT;
      entry.layer().ifPresent(layer -> swatch(layer, atX, atY));
      text(
          atX + (entry.layer().isPresent() ? LegendLayout.SWATCH : 0),
          atY + 4,
          "start",
          entry.text(),
          "");
    }
    out.append("</g>\n");
  }

  private void swatch(Layer layer, double left, double middle) {
    switch (layer) {
      case Layer.Points points -> {
        out.append("<g")
            .append(fillAndStroke(points.ink()))
            .append(" stroke-width=\"1\" fill-opacity=\"0.75\">");
        marker(points.marker(), left + 9, middle, RADIUS * 1.1, "");
        out.append("</g>\n");
      }
      case Layer.Line line ->
          line(
              left,
              middle,
              left + 18,
              middle,
              stroke(line.ink()) + dash(line.stroke()) + thickness(line.weight()));
      case Layer.ReferenceLine line ->
          line(
              left,
              middle,
              left + 18,
              middle,
              stroke(line.ink()) + dash(line.stroke()) + " stroke-width=\"1.3\"");
      case Layer.Contours contours ->
          line(left, middle, left + 18, middle, stroke(contours.ink()) + contourStyle(contours));
      case Layer.Band band -> block(left, middle, band.ink(), " opacity=\"0.3\"");
      case Layer.HeatCells cells -> block(left, middle, cells.ink(), "");
      case Layer.Annotation annotation -> {}
    }
  }

  private void block(double left, double middle, Ink ink, String style) {
    out.append(
        "<rect x=\"%s\" y=\"%s\" width=\"18\" height=\"10\"%s%s/>\n"
            .formatted(coordinate(left), coordinate(middle - 5), fill(ink), style));
  }

  // ---- primitives

  private void line(double x1, double y1, double x2, double y2, String style) {
    if (Double.isFinite(x1 + y1 + x2 + y2)) {
      out.append(
          "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"%s/>\n"
              .formatted(coordinate(x1), coordinate(y1), coordinate(x2), coordinate(y2), style));
    }
  }

  private void text(double atX, double atY, String anchor, String words, String style) {
    out.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\"%s>%s</text>\n"
            .formatted(coordinate(atX), coordinate(atY), anchor, style, escape(words)));
  }

  private static String fill(Ink ink) {
    return " fill=\"%s\" class=\"fill-%s\"".formatted(ink.light(), ink.cssName());
  }

  private static String stroke(Ink ink) {
    return " stroke=\"%s\" class=\"stroke-%s\"".formatted(ink.light(), ink.cssName());
  }

  private static String fillAndStroke(Ink ink) {
    return " fill=\"%1$s\" stroke=\"%1$s\" class=\"fill-%2$s stroke-%2$s\""
        .formatted(ink.light(), ink.cssName());
  }
}
