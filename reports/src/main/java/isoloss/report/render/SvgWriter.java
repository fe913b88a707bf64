package isoloss.report.render;

import static isoloss.report.render.Markup.coordinate;
import static isoloss.report.render.Markup.escape;
import static isoloss.report.render.SvgStyle.fill;
import static isoloss.report.render.SvgStyle.fillAndStroke;
import static isoloss.report.render.SvgStyle.stroke;
import static isoloss.report.render.SvgStyle.thickness;
import static isoloss.report.render.SvgStyle.width;

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
  private static final double LINE_HEIGHT = 18;
  private static final double RADIUS = 3.6;

  /** The most of a paper's width that words facing the axis take. */
  private static final double FACING = 0.25;

  /** Shares of a line where its label may lie, the preferred first. */
  static final double[] IN_THE_MIDDLE = {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9};

  private static final double[] AT_ENDS = {0.06, 0.94, 0.12, 0.88, 0.2, 0.8};
  static final double[] BEFORE_TIP = {0.4, 0.32, 0.48, 0.24, 0.75};

  /** Between a place and words beside it. */
  private static final double CLEAR = 13;

  private final Figure figure;
  private final Paper paper;
  private final PlotScale x;
  private final PlotScale y;
  private final Plane frame;
  private final SvgCells cells;
  private final SvgLinks links;
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

  private SvgWriter(Figure figure, Paper paper) {
    this.figure = figure;
    this.paper = paper;
    List<PlotScale> scales = PlotScale.both(figure);
    this.x = scales.get(0);
    this.y = scales.get(1);
    this.legend = LegendLayout.of(figure, paper.width);
    double top = (paper == Paper.FILE ? 34 : 8) + 4;
    double left = figure.y().drawn() ? 14 + LINE_HEIGHT + longestYLabel() + 8 : 14;
    this.frame = new Plane(x, y, left, top, paper.width - left - facingRoom(), plotHeight());
    this.cells = new SvgCells(frame, out);
    this.links = new SvgLinks(frame, out);
  }

  public static String write(Figure figure, Paper paper) {
    return new SvgWriter(figure, paper).draw();
  }

  /** Categories get less room each the more there are. */
  private double plotHeight() {
    int categories = figure.y().ticks().size();
    return categories == 0
        ? paper.plotHeight
        : Math.clamp(
            30.0 * Math.min(categories, 20) + 18.0 * Math.max(0, categories - 20) + 20, 110, 1600);
  }

  private double longestYLabel() {
    return longest(y.ticks(yTickCount()), 0.4);
  }

  private double longest(List<Axis.Tick> ticks, double mostOfPaper) {
    double longest = ticks.stream().mapToDouble(tick -> width(tick.label())).max().orElse(0);
    return Math.min(longest, paper.width * mostOfPaper);
  }

  /** Right of the data. */
  private double facingRoom() {
    return figure
        .y()
        .facing()
        .map(facing -> 14 + Math.max(longest(facing.ticks(), FACING), width(facing.title())))
        .orElse(14.0);
  }

  /** The lower edge of what belongs to the x axis. */
  private double wordsBelow() {
    return frame.bottom() + (figure.x().drawn() ? 24 + LINE_HEIGHT : 0);
  }

  private int yTickCount() {
    return paper == Paper.NARROW ? 5 : 6;
  }

  private int xTickCount() {
    return paper == Paper.NARROW ? 4 : 7;
  }

  /** Category names may be arbitrarily long; the whole name is in the tooltip and the table. */
  private String shorten(String label) {
    return SvgStyle.shorten(label, paper.width * 0.4);
  }

  private String draw() {
    double height = wordsBelow() + 6 + legend.rows() * LINE_HEIGHT + 6;
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
    figure.layers().stream()
        .filter(Layer.Hatching.class::isInstance)
        .limit(1)
        .forEach(layer -> cells.pattern((Layer.Hatching) layer, id("hatch")));
    String clip = id("clip");
    out.append("<clipPath id=\"")
        .append(clip)
        .append("\"><rect")
        .append(box(0))
        .append("/></clipPath>\n");
    out.append("<g clip-path=\"url(#").append(clip).append(")\">\n");
    figure.layers().forEach(this::shape);
    out.append("</g>\n");
    reserveFixed();
    figure.layers().forEach(this::words);
    legend(wordsBelow() + 12);
    return out.append("</svg>\n").toString();
  }

  /** Of an element that others refer to; a page holds several drawings. */
  private String id(String kind) {
    return kind + "-" + figure.name() + "-" + paper.name().charAt(0);
  }

  private String box(double margin) {
    return " x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\""
        .formatted(
            coordinate(frame.left() - margin),
            coordinate(frame.top() - margin),
            coordinate(frame.width() + 2 * margin),
            coordinate(frame.height() + 2 * margin));
  }

  // ---- axes

  private void axes() {
    out.append("<g").append(stroke(Ink.MUTED)).append(" stroke-width=\"1\">\n");
    if (figure.x().drawn()) {
      xTicks();
    }
    if (figure.y().drawn()) {
      yTicks();
    }
    out.append("</g>\n<g").append(fill(Ink.TEXT)).append(">\n");
    if (figure.x().drawn()) {
      xWords();
    }
    if (figure.y().drawn()) {
      yWords();
    }
    figure.y().facing().ifPresent(this::facingWords);
    out.append("</g>\n");
  }

  private void xTicks() {
    for (Axis.Tick tick : x.ticks(xTickCount())) {
      boolean minor = tick.label().isEmpty();
      double at = frame.px(tick.at());
      if (!minor) {
        line(at, frame.top(), at, frame.bottom(), " opacity=\"0.22\"");
      }
      line(at, frame.bottom(), at, frame.bottom() + (minor ? 3 : 5), "");
    }
    line(frame.left(), frame.bottom(), frame.right(), frame.bottom(), "");
  }

  private void yTicks() {
    for (Axis.Tick tick : y.ticks(yTickCount())) {
      boolean minor = tick.label().isEmpty();
      double at = frame.py(tick.at());
      if (!minor) {
        line(frame.left(), at, frame.right(), at, " opacity=\"0.22\"");
      }
      line(frame.left() - (minor ? 3 : 5), at, frame.left(), at, "");
    }
    line(frame.left(), frame.top(), frame.left(), frame.bottom(), "");
  }

  private void xWords() {
    xLabels();
    String title = SvgStyle.shorten(figure.x().title(), paper.width - 8);
    double half = width(title) / 2;
    double middle = Math.min(frame.left() + frame.width() / 2, paper.width - 4 - half);
    text(Math.max(middle, 4 + half), frame.bottom() + 24 + LINE_HEIGHT - 2, "middle", title, "");
  }

  private void yWords() {
    for (Axis.Tick tick : y.ticks(yTickCount())) {
      if (!tick.label().isEmpty()) {
        text(frame.left() - 8, frame.py(tick.at()) + 4, "end", shorten(tick.label()), "");
      }
    }
    double middle = frame.top() + frame.height() / 2;
    out.append("<text text-anchor=\"middle\" transform=\"translate(")
        .append(coordinate(16))
        .append(' ')
        .append(coordinate(middle))
        .append(") rotate(-90)\">")
        .append(escape(figure.y().title()))
        .append("</text>\n");
  }

  private void facingWords(Axis.Facing facing) {
    double left = frame.right() + 8;
    for (Axis.Tick tick : facing.ticks()) {
      text(
          left,
          frame.py(tick.at()) + 4,
          "start",
          SvgStyle.shorten(tick.label(), paper.width * FACING),
          "");
    }
    text(left, frame.bottom() + 18, "start", facing.title(), " opacity=\"0.7\"");
  }

  /** Labels that would touch their left neighbour or words at the right are left out. */
  private void xLabels() {
    double free = Double.NEGATIVE_INFINITY;
    double end = figure.y().facing().isPresent() ? frame.right() + 5 : paper.width;
    for (Axis.Tick tick : x.ticks(xTickCount())) {
      double half = width(tick.label()) / 2;
      double at = frame.px(tick.at());
      if (!tick.label().isEmpty() && at - half > free && at + half < end) {
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
      case Layer.HeatCells heat -> cells.heat(heat);
      case Layer.Hatching hatching -> cells.hatching(hatching, id("hatch"));
      case Layer.Links lines -> links.draw(lines);
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

  private void polyline(Values xs, Values ys, Ink ink, String style) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < xs.size(); i++) {
      double atX = frame.px(xs.get(i));
      double atY = frame.py(ys.get(i));
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
    double placeX = frame.px(atX);
    double placeY = frame.py(atY);
    if (Double.isFinite(placeX) && Double.isFinite(placeY)) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(coordinate(placeX))
          .append(' ')
          .append(coordinate(placeY));
    }
  }

  private void reference(Layer.ReferenceLine line) {
    String style = stroke(line.ink()) + dash(line.stroke()) + " stroke-width=\"1.3\"";
    switch (line.course()) {
      case HORIZONTAL ->
          line(frame.left(), frame.py(line.at()), frame.right(), frame.py(line.at()), style);
      case VERTICAL ->
          line(frame.px(line.at()), frame.top(), frame.px(line.at()), frame.bottom(), style);
      case IDENTITY -> {
        double from = Math.max(x.low(), y.low());
        double to = Math.min(x.high(), y.high());
        line(frame.px(from), frame.py(from), frame.px(to), frame.py(to), style);
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
      double atX = frame.px(points.x().get(i));
      double atY = frame.py(points.y().get(i));
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
        double at = frame.py(points.y().get(i));
        line(frame.px(bars.low().get(i)), at, frame.px(bars.high().get(i)), at, "");
      } else {
        double at = frame.px(points.x().get(i));
        line(at, frame.py(bars.low().get(i)), at, frame.py(bars.high().get(i)), "");
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
          contours
              .contours()
              .forEach(contour ->
                  contour.paths().stream()
                      .max((a, b) -> Double.compare(length(a), length(b)))
                      .ifPresent(path ->
                          wordsAlong(
                              path,
                              contours.ink() == Ink.MUTED ? AT_ENDS : IN_THE_MIDDLE,
                              contour.label(),
                              contours.ink())));
      case Layer.Links lines ->
          lines
              .links()
              .forEach(link ->
                  wordsAlong(
                      path(link),
                      lines.directed() ? BEFORE_TIP : IN_THE_MIDDLE,
                      link.label(),
                      Ink.TEXT));
      case Layer.Annotation note -> annotation(note);
      default -> {}
    }
  }

  /** Words and nodes at fixed places come before words that can move. */
  private void reserveFixed() {
    boolean isGraph = figure.layers().stream().anyMatch(Layer.Links.class::isInstance);
    for (Layer layer : figure.layers()) {
      if (layer instanceof Layer.Annotation note && note.side() != Layer.Side.OVER) {
        double half = width(note.text()) / 2;
        double middle = note.side() == Layer.Side.LEFT ? -half - CLEAR : half + CLEAR;
        placedLabels.add(new double[] {frame.px(note.x()) + middle, frame.py(note.y()), 2 * half});
      } else if (layer instanceof Layer.Points nodes && isGraph) {
        for (int i = 0; i < nodes.x().size(); i++) {
          placedLabels.add(
              new double[] {frame.px(nodes.x().get(i)), frame.py(nodes.y().get(i)), CLEAR});
        }
      }
    }
  }

  private static Layer.Path path(Layer.Link link) {
    return new Layer.Path(Values.of(link.fromX(), link.toX()), Values.of(link.fromY(), link.toY()));
  }

  /** At the first of some shares of the way that lies free, or not at all. */
  private void wordsAlong(Layer.Path path, double[] shares, String words, Ink ink) {
    for (double share : shares) {
      double[] at = along(path, share);
      if (!words.isEmpty() && isFree(at, width(words))) {
        halo(at[0], at[1], words, ink, "middle");
        return;
      }
    }
  }

  private void annotation(Layer.Annotation note) {
    double atX = frame.px(note.x());
    double atY = frame.py(note.y());
    switch (note.side()) {
      case OVER -> halo(atX, atY, note.text(), note.ink(), "middle");
      case LEFT ->
          halo(atX - CLEAR, atY, SvgStyle.shorten(note.text(), atX - CLEAR - 4), note.ink(), "end");
      case RIGHT ->
          halo(
              atX + CLEAR,
              atY,
              SvgStyle.shorten(note.text(), paper.width - atX - CLEAR - 4),
              note.ink(),
              "start");
    }
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
        frame.px(path.x().get(i)) - frame.px(path.x().get(i - 1)),
        frame.py(path.y().get(i)) - frame.py(path.y().get(i - 1)));
  }

  private double[] along(Layer.Path path, double share) {
    double left = share * length(path);
    int i = 1;
    while (i < path.x().size() - 1 && left > distance(path, i)) {
      left -= distance(path, i++);
    }
    double step = distance(path, i);
    double part = step > 0 ? left / step : 0;
    double fromX = frame.px(path.x().get(i - 1));
    double fromY = frame.py(path.y().get(i - 1));
    return new double[] {
      fromX + part * (frame.px(path.x().get(i)) - fromX),
      fromY + part * (frame.py(path.y().get(i)) - fromY)
    };
  }

  private boolean isFree(double[] at, double width) {
    boolean inside =
        at[0] - width / 2 > frame.left() + 2
            && at[0] + width / 2 < frame.right() - 2
            && at[1] > frame.top() + 10
            && at[1] < frame.bottom() - 8;
    return inside
        && placedLabels.stream()
            .noneMatch(other ->
                Math.abs(other[0] - at[0]) < (other[2] + width) / 2 + 4
                    && Math.abs(other[1] - at[1]) < 15);
  }

  private void halo(double atX, double atY, String words, Ink ink, String anchor) {
    double half = width(words) / 2;
    double middle =
        switch (anchor) {
          case "start" -> atX + half;
          case "end" -> atX - half;
          default -> atX;
        };
    placedLabels.add(new double[] {middle, atY, 2 * half});
    text(
        atX,
        atY + 4,
        anchor,
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
      text(atX + entry.sampleWidth(), atY + 4, "start", entry.text(), "");
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
      case Layer.HeatCells heat -> cells.ramp(left, middle, LegendLayout.RAMP - 6);
      case Layer.Hatching hatching ->
          out.append(
              "<rect x=\"%s\" y=\"%s\" width=\"18\" height=\"10\" fill=\"url(#%s)\"%s/>\n"
                  .formatted(
                      coordinate(left),
                      coordinate(middle - 5),
                      id("hatch"),
                      stroke(Ink.MUTED) + " stroke-width=\"0.6\""));
      case Layer.Links lines -> links.sample(lines, left, middle);
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
}
