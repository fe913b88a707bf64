package isoloss.report.render;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.style.markers.Marker;

/**
 * A drawing of ours among the series of a chart, in their order: XChart lets a marker paint
 * whatever it likes.
 */
final class Painting extends Marker {
  private final Painter painter;
  private final Place place;

  /** Draws within the rectangle where places run from 0 to 1, y from its lower edge. */
  interface Painter {
    void paint(Graphics2D g, Rectangle2D unit);
  }

  /** Knows that rectangle once the chart is laid out, given the marker's own place. */
  interface Place {
    Rectangle2D unit(double x, double y, int size);
  }

  Painting(Place place, Painter painter) {
    this.place = place;
    this.painter = painter;
  }

  @Override
  public void paint(Graphics2D g, double x, double y, int size) {
    Graphics2D own = (Graphics2D) g.create();
    painter.paint(own, place.unit(x, y, size));
    own.dispose();
  }
}
