package isoloss.report.render;

import isoloss.data.Values;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws a figure as PNG with XChart. Values are handed over on axes from 0 to 1, so that log axes
 * and ticks are the same as in the SVG.
 */
public final class PngWriter {
  private static final int WIDTH = 1440;
  private static final int HEIGHT = 960;
  private static final int LEGEND_ROW = 40;
  private static final int TEXT = 22;
  private static final int MARKER = 11;
  private static final int SIZE_CLASSES = 5;

  /** Width of a legend's sample that is no marker. */
  private static final int SAMPLE = 26;

  private static final Color GRID = new Color(0xe8e8e8);

  private final Figure figure;
  private final PlotScale x;
  private final PlotScale y;
  private final TickedChart chart;
  private int series;

  private PngWriter(Figure figure) {
    this.figure = figure;
    List<PlotScale> scales = PlotScale.both(figure);
    this.x = scales.get(0);
    this.y = scales.get(1);
    this.chart = new TickedChart(WIDTH, height(figure), x, y);
  }

  private static int height(Figure figure) {
    int categories = figure.y().ticks().size();
    return categories == 0
        ? HEIGHT
        : Math.clamp(
            260 + 60L * Math.min(categories, 20) + 40L * Math.max(0, categories - 20), 420, 4000);
  }

  /** The bytes of the PNG. */
  public static byte[] write(Figure figure) {
    try {
      PngWriter writer = new PngWriter(figure);
      writer.style();
      writer.grid();
      figure.layers().forEach(writer::add);
      if (writer.series == 0) { // XChart refuses to draw no series at all
        writer.line("", Ink.MUTED, 0, new BasicStroke(0.1f), new double[] {0}, new double[] {0});
      }
      return BitmapEncoder.getBitmapBytes(writer.chart, BitmapEncoder.BitmapFormat.PNG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Added before the layers, so that it lies below them. */
  private void grid() {
    for (Axis.Tick tick : x.axis().drawn() ? x.ticks(TickedChart.X_TICKS) : List.<Axis.Tick>of()) {
      gridLine(tick, new double[] {x.place(tick.at()), x.place(tick.at())}, new double[] {0, 1});
    }
    for (Axis.Tick tick : y.axis().drawn() ? y.ticks(TickedChart.Y_TICKS) : List.<Axis.Tick>of()) {
      gridLine(tick, new double[] {0, 1}, new double[] {y.place(tick.at()), y.place(tick.at())});
    }
  }

  private void gridLine(Axis.Tick tick, double[] px, double[] py) {
    if (!tick.label().isEmpty()) {
      line("", Ink.MUTED, 1.2f, stroke(Layer.Stroke.SOLID, 1.2f), px, py);
      chart.getSeries("series " + (series - 1)).setLineColor(GRID);
    }
  }

  private void style() {
    chart.setTitle(figure.title());
    XYStyler styler = chart.getStyler();
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, TEXT + 4));
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT));
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendVisible(figure.layers().stream().anyMatch(layer -> !layer.name().isBlank()));
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setChartTitleBoxVisible(false);
    styler.setChartPadding(24);
    styler.setChartTitlePadding(16);
    styler.setPlotContentSize(1.0);
    styler.setPlotMargin(0);
    styler.setAxisTicksVisible(false);
    styler.setPlotGridLinesVisible(false);
    styler.setAxisTitlesVisible(false);
    styler.setXAxisMin(0.0).setXAxisMax(chart.reach()).setYAxisMin(0.0).setYAxisMax(1.0);
    styler.setErrorBarsColorSeriesColor(true);
    styler.setMarkerSize(MARKER);
    styler.setLegendPadding(LEGEND_ROW / 3);
  }

  private void add(Layer layer) {
    switch (layer) {
      case Layer.Points points -> addPoints(points);
      case Layer.Line line ->
          line(
              line.name(),
              line.ink(),
              line.weight() == Layer.Weight.STRONG ? 5f : 2.6f,
              stroke(line.stroke(), line.weight() == Layer.Weight.STRONG ? 5f : 2.6f),
              placed(x, line.x()),
              placed(y, line.y()));
      case Layer.Band band -> addBand(band);
      case Layer.Contours contours -> addContours(contours);
      case Layer.HeatCells cells -> addCells(cells);
      case Layer.Hatching hatching -> addHatching(hatching);
      case Layer.Links links -> addLinks(links);
      case Layer.ReferenceLine line -> addReference(line);
      case Layer.Annotation note ->
          chart.words(
              x.place(note.x()), y.place(note.y()), note.text(), color(note.ink()), note.side());
    }
  }

  private void addPoints(Layer.Points points) {
    points.errors().ifPresent(bars -> addErrorBars(points, bars));
    double[] px = placed(x, points.x());
    double[] py = placed(y, points.y());
    if (figure.layers().stream().anyMatch(Layer.Links.class::isInstance)) {
      for (int i = 0; i < px.length; i++) {
        chart.node(px[i], py[i]);
      }
    }
    if (points.sizes().size() == 0) {
      double size = points.weight() == Layer.Weight.FAINT ? 0.5 : 1;
      scatter(points.name(), points, px, py, size);
      return;
    }
    // XChart has one marker size for all: the marker itself scales, one series per class of size
    double[] sizes = points.sizes().toArray();
    double low = Arrays.stream(sizes).min().orElse(1);
    double high = Arrays.stream(sizes).max().orElse(1);
    String name = points.name();
    for (int c = 0; c < SIZE_CLASSES; c++) {
      int[] rows = sizeClass(sizes, low, high, c);
      if (rows.length > 0) {
        double size = Arrays.stream(rows).mapToDouble(row -> sizes[row]).average().orElse(1);
        scatter(name, points, pick(px, rows), pick(py, rows), size);
        name = "";
      }
    }
  }

  private static int[] sizeClass(double[] sizes, double low, double high, int wanted) {
    return IntStream.range(0, sizes.length)
        .filter(row -> {
          double share = high > low ? (sizes[row] - low) / (high - low) : 0;
          return Math.min(SIZE_CLASSES - 1, (int) (share * SIZE_CLASSES)) == wanted;
        })
        .toArray();
  }

  private static double[] pick(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }

  private void scatter(String name, Layer.Points points, double[] px, double[] py, double size) {
    double[][] usable = usable(px, py);
    if (usable[0].length == 0) {
      return;
    }
    XYSeries added = series(name, usable[0], usable[1]);
    added.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    added.setMarker(new ScaledMarker(marker(points.marker()), size));
    added.setMarkerColor(
        translucent(points.ink(), points.weight() == Layer.Weight.FAINT ? 90 : 200));
  }

  private static double[][] usable(double[] px, double[] py) {
    int[] rows =
        IntStream.range(0, px.length)
            .filter(i -> px[i] >= -1e-9 && px[i] <= 1 + 1e-9 && py[i] >= -1e-9 && py[i] <= 1 + 1e-9)
            .toArray();
    return new double[][] {pick(px, rows), pick(py, rows)};
  }

  private void addErrorBars(Layer.Points points, Layer.ErrorBars bars) {
    for (int i = 0; i < points.x().size(); i++) {
      boolean alongX = bars.along() == Layer.Along.X;
      double fixed = alongX ? y.place(points.y().get(i)) : x.place(points.x().get(i));
      PlotScale scale = alongX ? x : y;
      double[] ends = {scale.place(bars.low().get(i)), scale.place(bars.high().get(i))};
      double[] same = {fixed, fixed};
      if (Double.isFinite(ends[0] + ends[1] + fixed)) {
        line(
            "",
            points.ink(),
            2.6f,
            stroke(Layer.Stroke.SOLID, 2.6f),
            alongX ? ends : same,
            alongX ? same : ends);
      }
    }
  }

  private void addBand(Layer.Band band) {
    int n = band.x().size();
    double[] px = new double[2 * n];
    double[] py = new double[2 * n];
    for (int i = 0; i < n; i++) {
      px[i] = x.place(band.x().get(i));
      py[i] = y.place(band.high().get(i));
      px[2 * n - 1 - i] = px[i];
      py[2 * n - 1 - i] = y.place(band.low().get(i));
    }
    polygon(band.name(), translucent(band.ink(), 56), px, py);
  }

  private void polygon(String name, Color fill, double[] px, double[] py) {
    XYSeries added = series(name, px, py);
    added.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    added.setFillColor(fill);
    added.setLineColor(new Color(0, 0, 0, 0));
    added.setMarker(SeriesMarkers.NONE);
  }

  private void addContours(Layer.Contours contours) {
    boolean quiet = contours.ink() == Ink.MUTED;
    String name = contours.name();
    for (Layer.Contour contour : contours.contours()) {
      for (Layer.Path path : contour.paths()) {
        line(
            name,
            contours.ink(),
            2.4f,
            stroke(quiet ? Layer.Stroke.DASHED : Layer.Stroke.SOLID, 2.4f),
            placed(x, path.x()),
            placed(y, path.y()));
        name = "";
      }
      contour.paths().stream()
          .max((a, b) -> Integer.compare(a.x().size(), b.x().size()))
          .ifPresent(path -> label(path, contour.label(), color(contours.ink()), quiet));
    }
  }

  private void label(Layer.Path path, String words, Color color, boolean quiet) {
    double[] px = placed(x, path.x());
    double[] py = placed(y, path.y());
    int from = quiet ? 0 : (px.length - 1) / 2;
    double share = quiet ? 0.07 : 0;
    int to = Math.min(from + 1, px.length - 1);
    chart.words(
        px[from] + share * (px[to] - px[from]),
        py[from] + share * (py[to] - py[from]),
        words,
        color);
  }

  private void addCells(Layer.HeatCells cells) {
    PngCells painter = new PngCells(x, y);
    paint((g, unit) -> painter.heat(g, unit, cells));
    sample(cells.name(), PngCells::ramp);
  }

  private void addHatching(Layer.Hatching hatching) {
    PngCells painter = new PngCells(x, y);
    paint((g, unit) -> painter.hatching(g, unit, hatching));
    sample(hatching.name(), (g, box) -> PngCells.hatchedSample(g, box, hatching.ink()));
  }

  private void addLinks(Layer.Links links) {
    PngLinks painter = new PngLinks(x, y);
    paint((g, unit) -> painter.draw(g, unit, links));
    sample(links.name(), (g, box) -> PngLinks.sample(g, box, links));
    double[] shares = links.directed() ? SvgWriter.BEFORE_TIP : SvgWriter.IN_THE_MIDDLE;
    for (Layer.Link link : links.links()) {
      if (!link.label().isEmpty()) {
        chart.wordsAt(places(link, shares), link.label(), color(Ink.TEXT));
      }
    }
  }

  private List<Point2D> places(Layer.Link link, double[] shares) {
    return Arrays.stream(shares)
        .<Point2D>mapToObj(share ->
            new Point2D.Double(
                x.place(link.fromX() + share * (link.toX() - link.fromX())),
                y.place(link.fromY() + share * (link.toY() - link.fromY()))))
        .toList();
  }

  /** Among the series, at this turn. */
  private void paint(Painting.Painter painter) {
    XYSeries added = series("", new double[] {0}, new double[] {0});
    added.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    added.setMarker(new Painting((atX, atY, size) -> chart.unit(), painter));
  }

  /** An entry of the legend whose series has no place among the data. */
  private void sample(String name, Painting.Painter painter) {
    if (!name.isBlank()) {
      XYSeries added = series(name, new double[] {0}, new double[] {Double.NaN});
      added.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
      added.setMarker(
          new Painting(
              (atX, atY, size) ->
                  new Rectangle2D.Double(atX - SAMPLE / 2.0, atY - size * 0.8, SAMPLE, size * 1.6),
              painter));
    }
  }

  private void addReference(Layer.ReferenceLine line) {
    double[] across = {0, 1};
    double[] px = across;
    double[] py = across;
    switch (line.course()) {
      case HORIZONTAL -> py = new double[] {y.place(line.at()), y.place(line.at())};
      case VERTICAL -> px = new double[] {x.place(line.at()), x.place(line.at())};
      case IDENTITY -> {
        double from = Math.max(x.low(), y.low());
        double to = Math.min(x.high(), y.high());
        px = new double[] {x.place(from), x.place(to)};
        py = new double[] {y.place(from), y.place(to)};
      }
    }
    line(line.name(), line.ink(), 2.2f, stroke(line.stroke(), 2.2f), px, py);
  }

  private void line(
      String name, Ink ink, float width, BasicStroke stroke, double[] px, double[] py) {
    XYSeries added = series(name, px, py);
    added.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    added.setMarker(SeriesMarkers.NONE);
    added.setLineColor(color(ink));
    added.setLineWidth(width);
    added.setLineStyle(stroke);
  }

  private XYSeries series(String name, double[] px, double[] py) {
    XYSeries added = chart.addSeries("series " + series++, px, py);
    added.setLabel(shorten(name.isBlank() ? " " : name));
    added.setShowInLegend(!name.isBlank());
    return added;
  }

  private static String shorten(String name) {
    return ShortName.of(name.replaceAll("[\\r\\n]+", " "), 40);
  }

  private static double[] placed(PlotScale scale, Values values) {
    return values.stream().map(scale::place).toArray();
  }

  private static BasicStroke stroke(Layer.Stroke stroke, float width) {
    float[] dashes =
        switch (stroke) {
          case SOLID -> new float[] {1, 0};
          case DASHED -> new float[] {10, 8};
          case DOTTED -> new float[] {3, 6};
        };
    return stroke == Layer.Stroke.SOLID
        ? new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
  }

  private static org.knowm.xchart.style.markers.Marker marker(Marker marker) {
    return switch (marker) {
      case CIRCLE -> SeriesMarkers.CIRCLE;
      case SQUARE -> SeriesMarkers.SQUARE;
      case TRIANGLE -> SeriesMarkers.TRIANGLE_UP;
      case TRIANGLE_DOWN -> SeriesMarkers.TRIANGLE_DOWN;
      case DIAMOND -> SeriesMarkers.DIAMOND;
      case CROSS -> SeriesMarkers.CROSS;
      case PLUS -> SeriesMarkers.PLUS;
    };
  }

  private static Color color(Ink ink) {
    return Color.decode(ink.light());
  }

  private static Color translucent(Ink ink, int alpha) {
    Color solid = color(ink);
    return new Color(solid.getRed(), solid.getGreen(), solid.getBlue(), alpha);
  }
}
