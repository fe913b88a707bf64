package isoloss.report.render;

import java.awt.Graphics2D;
import org.knowm.xchart.style.markers.Marker;

/** A marker that scales the chart's marker size. */
final class ScaledMarker extends Marker {
  private final Marker marker;
  private final double scale;

  ScaledMarker(Marker marker, double scale) {
    this.marker = marker;
    this.scale = scale;
  }

  @Override
  public void paint(Graphics2D g, double x, double y, int size) {
    marker.paint(g, x, y, (int) Math.max(3, Math.round(size * scale)));
  }
}
