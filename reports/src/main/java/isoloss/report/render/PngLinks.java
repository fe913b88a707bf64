package isoloss.report.render;

import isoloss.report.Ink;
import isoloss.report.Layer;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/** Paints connections and the heads of their arrows. */
record PngLinks(PlotScale x, PlotScale y) {
  private static final double LENGTH = 22;
  private static final double HALF_WIDTH = 10;

  void draw(Graphics2D g, Rectangle2D unit, Layer.Links links) {
    g.setColor(color(links.ink(), links.weight()));
    g.setStroke(stroke(links.weight()));
    for (Layer.Link link : links.links()) {
      Point2D from = pixel(unit, link.fromX(), link.fromY());
      Point2D to = pixel(unit, link.toX(), link.toY());
      g.draw(new Line2D.Double(from, to));
      if (links.directed()) {
        head(g, from, to);
      }
    }
  }

  private Point2D pixel(Rectangle2D unit, double atX, double atY) {
    return new Point2D.Double(
        unit.getX() + x.place(atX) * unit.getWidth(),
        unit.getMaxY() - y.place(atY) * unit.getHeight());
  }

  private static void head(Graphics2D g, Point2D from, Point2D to) {
    double length = from.distance(to);
    if (!(length > 0)) {
      return;
    }
    double alongX = (to.getX() - from.getX()) / length;
    double alongY = (to.getY() - from.getY()) / length;
    double tipX = from.getX() + SvgLinks.TIP * (to.getX() - from.getX());
    double tipY = from.getY() + SvgLinks.TIP * (to.getY() - from.getY());
    Path2D head = new Path2D.Double();
    head.moveTo(tipX, tipY);
    head.lineTo(
        tipX - LENGTH * alongX - HALF_WIDTH * alongY, tipY - LENGTH * alongY + HALF_WIDTH * alongX);
    head.lineTo(
        tipX - LENGTH * alongX + HALF_WIDTH * alongY, tipY - LENGTH * alongY - HALF_WIDTH * alongX);
    head.closePath();
    g.fill(head);
  }

  /** For a legend. */
  static void sample(Graphics2D g, Rectangle2D sample, Layer.Links links) {
    Point2D from = new Point2D.Double(sample.getX(), sample.getCenterY());
    Point2D to = new Point2D.Double(sample.getMaxX(), sample.getCenterY());
    g.setColor(color(links.ink(), links.weight()));
    g.setStroke(stroke(links.weight()));
    g.draw(new Line2D.Double(from, to));
    if (links.directed()) {
      head(g, from, new Point2D.Double(to.getX() + 10, to.getY()));
    }
  }

  private static BasicStroke stroke(Layer.Weight weight) {
    return new BasicStroke(
        switch (weight) {
          case FAINT -> 1.4f;
          case NORMAL -> 2.6f;
          case STRONG -> 5f;
        });
  }

  private static Color color(Ink ink, Layer.Weight weight) {
    Color solid = Color.decode(ink.light());
    int alpha = weight == Layer.Weight.FAINT ? 75 : 255;
    return new Color(solid.getRed(), solid.getGreen(), solid.getBlue(), alpha);
  }
}
