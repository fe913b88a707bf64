package isoloss.report.render;

import isoloss.report.Axis;
import isoloss.report.Layer;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;

/**
 * An XChart whose plot runs from 0 to 1 on both axes and whose axes are drawn here: XChart places
 * ticks itself and gives a log axis of less than a decade a single label.
 */
final class TickedChart extends XYChart {
  private static final int FONT_SIZE = 22;
  static final int X_TICKS = 7;
  static final int Y_TICKS = 6;
  private static final int LONGEST_LABEL = 40;
  private static final Color LINE = new Color(0x8a8f98);
  private static final Color WORDS = new Color(0x1f2328);
  private static final int BELOW = 84;
  private static final int LONGEST_FACING = 16;

  /** Between a place and words beside it. */
  private static final int CLEAR = 26;

  /** Of a plot, in pixels, before it is laid out. */
  private static final double USUAL_WIDTH = 850;

  private final PlotScale x;
  private final PlotScale y;
  private final List<Words> words = new ArrayList<>();

  /** Width of the plot in axes from 0 to 1: beyond 1 lie the words that face the y axis. */
  private final double reach;

  /** Nodes that no words may cover. */
  private final List<Point2D> nodes = new ArrayList<>();

  /**
   * @param places from 0 to 1 along both axes, the preferred first
   */
  private record Words(List<Point2D> places, String text, Color color, Layer.Side side) {}

  TickedChart(int width, int height, PlotScale x, PlotScale y) {
    super(width, height);
    this.x = x;
    this.y = y;
    this.reach = y.axis().facing().map(TickedChart::reach).orElse(1.0);
  }

  private static double reach(Axis.Facing facing) {
    int longest =
        Stream.concat(facing.ticks().stream().map(Axis.Tick::label), Stream.of(facing.title()))
            .mapToInt(words -> Math.min(words.length(), LONGEST_FACING))
            .max()
            .orElse(0);
    return 1 + (longest * FONT_SIZE * 0.6 + 30) / USUAL_WIDTH;
  }

  double reach() {
    return reach;
  }

  /** The rectangle of the data, once the chart is laid out. */
  Rectangle2D unit() {
    Rectangle2D all = plot.getBounds();
    return new Rectangle2D.Double(all.getX(), all.getY(), all.getWidth() / reach, all.getHeight());
  }

  /** Adds words at a place, both coordinates from 0 to 1. */
  void words(double atX, double atY, String text, Color color) {
    words(atX, atY, text, color, Layer.Side.OVER);
  }

  void words(double atX, double atY, String text, Color color, Layer.Side side) {
    words.add(new Words(List.of(new Point2D.Double(atX, atY)), text, color, side));
  }

  /** Adds words at the first of some places that lies free. */
  void wordsAt(List<Point2D> places, String text, Color color) {
    words.add(new Words(places, text, color, Layer.Side.OVER));
  }

  void node(double atX, double atY) {
    nodes.add(new Point2D.Double(atX, atY));
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE);
    FontMetrics metrics = g.getFontMetrics(font);
    int beside = longest(metrics) + FONT_SIZE + 40;
    AffineTransform whole = g.getTransform();
    g.translate(beside, 0);
    super.paint(g, width - beside, height - BELOW);
    Rectangle2D plotBounds = unit();
    g.setFont(font);
    g.setStroke(new BasicStroke(1.6f));
    if (x.axis().drawn()) {
      xAxis(g, plotBounds, metrics);
    }
    if (y.axis().drawn()) {
      yAxis(g, plotBounds, metrics, beside);
    }
    y.axis().facing().ifPresent(facing -> facing(g, plotBounds, facing));
    annotations(g, plotBounds, metrics);
    g.setTransform(whole);
  }

  private int longest(FontMetrics metrics) {
    return !y.axis().drawn()
        ? 0
        : y.ticks(Y_TICKS).stream()
            .mapToInt(tick -> metrics.stringWidth(shorten(tick.label())))
            .max()
            .orElse(0);
  }

  private static String shorten(String label) {
    return ShortName.of(label, LONGEST_LABEL);
  }

  private void xAxis(Graphics2D g, Rectangle2D plotBounds, FontMetrics metrics) {
    double bottom = plotBounds.getMaxY();
    double free = Double.NEGATIVE_INFINITY;
    double end = y.axis().facing().isPresent() ? plotBounds.getMaxX() + 9 : Double.MAX_VALUE;
    for (Axis.Tick tick : x.ticks(X_TICKS)) {
      double at = plotBounds.getX() + x.place(tick.at()) * plotBounds.getWidth();
      boolean minor = tick.label().isEmpty();
      line(g, LINE, at, bottom, at, bottom + (minor ? 5 : 9));
      double half = metrics.stringWidth(tick.label()) / 2.0;
      if (!minor && at - half > free && at + half < end) {
        g.setColor(WORDS);
        g.drawString(tick.label(), (float) (at - half), (float) (bottom + 12 + FONT_SIZE));
        free = at + half + 12;
      }
    }
    line(g, LINE, plotBounds.getX(), bottom, plotBounds.getMaxX(), bottom);
    String below = x.axis().title();
    g.setColor(WORDS);
    g.drawString(
        below,
        (float) (plotBounds.getCenterX() - metrics.stringWidth(below) / 2.0),
        (float) (plotBounds.getMaxY() + 12 + 2.3 * FONT_SIZE + 6));
  }

  private void yAxis(Graphics2D g, Rectangle2D plotBounds, FontMetrics metrics, int beside) {
    for (Axis.Tick tick : y.ticks(Y_TICKS)) {
      double at = plotBounds.getMaxY() - y.place(tick.at()) * plotBounds.getHeight();
      boolean minor = tick.label().isEmpty();
      line(g, LINE, plotBounds.getX() - (minor ? 5 : 9), at, plotBounds.getX(), at);
      String label = shorten(tick.label());
      g.setColor(WORDS);
      g.drawString(
          label,
          (float) (plotBounds.getX() - 14 - metrics.stringWidth(label)),
          (float) (at + FONT_SIZE * 0.36));
    }
    line(g, LINE, plotBounds.getX(), plotBounds.getY(), plotBounds.getX(), plotBounds.getMaxY());
    String left = y.axis().title();
    AffineTransform before = g.getTransform();
    g.setColor(WORDS);
    g.translate(FONT_SIZE + 6 - beside, plotBounds.getCenterY() + metrics.stringWidth(left) / 2.0);
    g.rotate(-Math.PI / 2);
    g.drawString(left, 0, 0);
    g.setTransform(before);
  }

  private void facing(Graphics2D g, Rectangle2D plotBounds, Axis.Facing facing) {
    float left = (float) (plotBounds.getMaxX() + 14);
    g.setColor(WORDS);
    for (Axis.Tick tick : facing.ticks()) {
      double at = plotBounds.getMaxY() - y.place(tick.at()) * plotBounds.getHeight();
      g.drawString(
          ShortName.of(tick.label(), LONGEST_FACING), left, (float) (at + FONT_SIZE * 0.36));
    }
    g.setColor(LINE);
    g.drawString(facing.title(), left, (float) (plotBounds.getMaxY() + 12 + FONT_SIZE));
  }

  /** Those with a fixed side first: the others are left out where they would touch one. */
  private void annotations(Graphics2D g, Rectangle2D plotBounds, FontMetrics metrics) {
    List<Rectangle2D> taken = new ArrayList<>();
    for (Point2D node : nodes) {
      Point2D at = pixel(plotBounds, node);
      taken.add(
          new Rectangle2D.Double(at.getX() - CLEAR / 2.0, at.getY() - CLEAR / 2.0, CLEAR, CLEAR));
    }
    for (Words each : words) {
      if (each.side() != Layer.Side.OVER) {
        Point2D at = pixel(plotBounds, each.places().getFirst());
        taken.add(write(g, beside(plotBounds, metrics, each, at), each.color()));
      }
    }
    for (Words each : words) {
      if (each.side() == Layer.Side.OVER) {
        each.places().stream()
            .map(place -> over(metrics, each.text(), pixel(plotBounds, place)))
            .filter(label -> plotBounds.contains(label.box()))
            .filter(label -> taken.stream().noneMatch(label.box()::intersects))
            .findFirst()
            .ifPresent(label -> taken.add(write(g, label, each.color())));
      }
    }
  }

  /** Words with the room that they take. */
  private record Label(String text, Rectangle2D box) {
    static Label of(String text, double left, double middle, double width) {
      double base = middle + FONT_SIZE * 0.36;
      return new Label(
          text, new Rectangle2D.Double(left - 4, base - FONT_SIZE, width + 8, FONT_SIZE * 1.25));
    }
  }

  private static Point2D pixel(Rectangle2D plotBounds, Point2D place) {
    return new Point2D.Double(
        plotBounds.getX() + place.getX() * plotBounds.getWidth(),
        plotBounds.getMaxY() - place.getY() * plotBounds.getHeight());
  }

  private static Label over(FontMetrics metrics, String text, Point2D at) {
    double width = metrics.stringWidth(text);
    return Label.of(text, at.getX() - width / 2, at.getY(), width);
  }

  private static Label beside(
      Rectangle2D plotBounds, FontMetrics metrics, Words words, Point2D at) {
    boolean isLeft = words.side() == Layer.Side.LEFT;
    double room =
        isLeft ? at.getX() - CLEAR - plotBounds.getX() : plotBounds.getMaxX() - at.getX() - CLEAR;
    String text = fitted(words.text(), room, metrics);
    double width = metrics.stringWidth(text);
    double left = isLeft ? at.getX() - CLEAR - width : at.getX() + CLEAR;
    return Label.of(text, left, at.getY(), width);
  }

  private static Rectangle2D write(Graphics2D g, Label label, Color color) {
    g.setColor(new Color(255, 255, 255, 215));
    g.fill(label.box());
    g.setColor(color);
    g.drawString(
        label.text(), (float) (label.box().getX() + 4), (float) (label.box().getY() + FONT_SIZE));
    return label.box();
  }

  private static String fitted(String text, double room, FontMetrics metrics) {
    String fitted = Markup.withoutDirections(text);
    while (fitted.length() > 1 && metrics.stringWidth(fitted) > room) {
      fitted = ShortName.of(text, fitted.length() - 1);
    }
    return fitted;
  }

  private static void line(Graphics2D g, Color color, double x1, double y1, double x2, double y2) {
    g.setColor(color);
    g.draw(new Line2D.Double(x1, y1, x2, y2));
  }
}
