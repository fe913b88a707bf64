package isoloss.report.render;

import isoloss.report.Axis;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
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

  private final PlotScale x;
  private final PlotScale y;
  private final List<Words> words = new ArrayList<>();

  private record Words(double x, double y, String text, Color color) {}

  TickedChart(int width, int height, PlotScale x, PlotScale y) {
    super(width, height);
    this.x = x;
    this.y = y;
  }

  /** Adds words at a place, both coordinates from 0 to 1. */
  void words(double atX, double atY, String text, Color color) {
    words.add(new Words(atX, atY, text, color));
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
    Rectangle2D plotBounds = plot.getBounds();
    g.setFont(font);
    axes(g, plotBounds, metrics, beside);
    annotations(g, plotBounds, metrics);
    g.setTransform(whole);
  }

  private int longest(FontMetrics metrics) {
    return y.ticks(Y_TICKS).stream()
        .mapToInt(tick -> metrics.stringWidth(shorten(tick.label())))
        .max()
        .orElse(0);
  }

  private static String shorten(String label) {
    return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1) + "…";
  }

  private void axes(Graphics2D g, Rectangle2D plotBounds, FontMetrics metrics, int beside) {
    g.setStroke(new BasicStroke(1.6f));
    double bottom = plotBounds.getMaxY();
    double free = Double.NEGATIVE_INFINITY;
    for (Axis.Tick tick : x.ticks(X_TICKS)) {
      double at = plotBounds.getX() + x.place(tick.at()) * plotBounds.getWidth();
      boolean minor = tick.label().isEmpty();
      line(g, LINE, at, bottom, at, bottom + (minor ? 5 : 9));
      double half = metrics.stringWidth(tick.label()) / 2.0;
      if (!minor && at - half > free) {
        g.setColor(WORDS);
        g.drawString(tick.label(), (float) (at - half), (float) (bottom + 12 + FONT_SIZE));
        free = at + half + 12;
      }
    }
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
    line(g, LINE, plotBounds.getX(), bottom, plotBounds.getMaxX(), bottom);
    line(g, LINE, plotBounds.getX(), plotBounds.getY(), plotBounds.getX(), bottom);
    titles(g, plotBounds, metrics, beside);
  }

  private void titles(Graphics2D g, Rectangle2D plotBounds, FontMetrics metrics, int beside) {
    g.setColor(WORDS);
    String below = x.axis().title();
    g.drawString(
        below,
        (float) (plotBounds.getCenterX() - metrics.stringWidth(below) / 2.0),
        (float) (plotBounds.getMaxY() + 12 + 2.3 * FONT_SIZE + 6));
    String left = y.axis().title();
    AffineTransform before = g.getTransform();
    g.translate(FONT_SIZE + 6 - beside, plotBounds.getCenterY() + metrics.stringWidth(left) / 2.0);
    g.rotate(-Math.PI / 2);
    g.drawString(left, 0, 0);
    g.setTransform(before);
  }

  private void annotations(Graphics2D g, Rectangle2D plotBounds, FontMetrics metrics) {
    List<Rectangle2D> taken = new ArrayList<>();
    for (Words each : words) {
      double width = metrics.stringWidth(each.text());
      double left = plotBounds.getX() + each.x() * plotBounds.getWidth() - width / 2;
      double base = plotBounds.getMaxY() - each.y() * plotBounds.getHeight() + FONT_SIZE * 0.36;
      Rectangle2D box =
          new Rectangle2D.Double(left - 4, base - FONT_SIZE, width + 8, FONT_SIZE * 1.25);
      if (plotBounds.contains(box) && taken.stream().noneMatch(box::intersects)) {
        taken.add(box);
        g.setColor(new Color(255, 255, 255, 215));
        g.fill(box);
        g.setColor(each.color());
        g.drawString(each.text(), (float) left, (float) base);
      }
    }
  }

  private static void line(Graphics2D g, Color color, double x1, double y1, double x2, double y2) {
    g.setColor(color);
    g.draw(new Line2D.Double(x1, y1, x2, y2));
  }
}
