package isoloss.report.render;

import static isoloss.report.render.Markup.coordinate;

import isoloss.report.Ink;
import isoloss.report.Layer;

/** Draws connections and the heads of their arrows, which lie on the way and not under a node. */
record SvgLinks(Plane plane, StringBuilder out) {
  /** Where along a connection its arrow's tip lies. */
  static final double TIP = 0.62;

  private static final double LENGTH = 10;
  private static final double HALF_WIDTH = 4.5;

  void draw(Layer.Links links) {
    for (Layer.Link link : links.links()) {
      double fromX = plane.px(link.fromX());
      double fromY = plane.py(link.fromY());
      double toX = plane.px(link.toX());
      double toY = plane.py(link.toY());
      out.append(
          "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"%s%s/>\n"
              .formatted(
                  coordinate(fromX),
                  coordinate(fromY),
                  coordinate(toX),
                  coordinate(toY),
                  SvgStyle.stroke(links.ink()),
                  thickness(links.weight())));
      if (links.directed()) {
        head(fromX, fromY, toX, toY, links.ink());
      }
    }
  }

  /** Faint ones may be hundreds. */
  private static String thickness(Layer.Weight weight) {
    return weight == Layer.Weight.FAINT
        ? " stroke-width=\"0.8\" opacity=\"0.3\""
        : SvgStyle.thickness(weight);
  }

  private void head(double fromX, double fromY, double toX, double toY, Ink ink) {
    double length = Math.hypot(toX - fromX, toY - fromY);
    if (!(length > 0)) {
      return;
    }
    double alongX = (toX - fromX) / length;
    double alongY = (toY - fromY) / length;
    double tipX = fromX + TIP * (toX - fromX);
    double tipY = fromY + TIP * (toY - fromY);
    out.append(
        "<path%s d=\"M%s %sL%s %sL%s %sZ\"/>\n"
            .formatted(
                SvgStyle.fill(ink),
                coordinate(tipX),
                coordinate(tipY),
                coordinate(tipX - LENGTH * alongX - HALF_WIDTH * alongY),
                coordinate(tipY - LENGTH * alongY + HALF_WIDTH * alongX),
                coordinate(tipX - LENGTH * alongX + HALF_WIDTH * alongY),
                coordinate(tipY - LENGTH * alongY - HALF_WIDTH * alongX)));
  }

  /** For a legend. */
  void sample(Layer.Links links, double left, double middle) {
    out.append(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%2$s\"%s%s/>\n"
            .formatted(
                coordinate(left),
                coordinate(middle),
                coordinate(left + 18),
                SvgStyle.stroke(links.ink()),
                thickness(links.weight())));
    if (links.directed()) {
      head(left, middle, left + 22, middle, links.ink());
    }
  }
}
