package isoloss.report.render;

import isoloss.report.Ink;
import isoloss.report.Layer;

/** Attributes of SVG elements: colours for light paper beside classes that a page overrides. */
final class SvgStyle {
  static final double TEXT_SIZE = 12;

  /** Mean width of a character relative to the text size, on the safe side for most fonts. */
  static final double CHARACTER = 0.56;

  private SvgStyle() {}

  static String fill(Ink ink) {
    return " fill=\"%s\" class=\"fill-%s\"".formatted(ink.light(), ink.cssName());
  }

  static String stroke(Ink ink) {
    return " stroke=\"%s\" class=\"stroke-%s\"".formatted(ink.light(), ink.cssName());
  }

  static String fillAndStroke(Ink ink) {
    return " fill=\"%1$s\" stroke=\"%1$s\" class=\"fill-%2$s stroke-%2$s\""
        .formatted(ink.light(), ink.cssName());
  }

  static String thickness(Layer.Weight weight) {
    return switch (weight) {
      case FAINT -> " stroke-width=\"1\" opacity=\"0.55\"";
      case NORMAL -> " stroke-width=\"1.4\"";
      case STRONG -> " stroke-width=\"2.6\"";
    };
  }

  /** Width in pixels, estimated: nothing is measured here. */
  static double width(String text) {
    return text.length() * CHARACTER * TEXT_SIZE;
  }

  /** As much of a text as so many pixels hold; the whole is in the tooltip and the table. */
  static String shorten(String text, double pixels) {
    return ShortName.of(text, Math.max(1, (int) (pixels / (CHARACTER * TEXT_SIZE))));
  }
}
