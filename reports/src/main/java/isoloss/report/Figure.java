package isoloss.report;

import java.util.List;
import java.util.Locale;

/**
 * A figure as data: what is drawn, not how it looks. Writers of SVG, PNG, CSV and HTML all read
 * this.
 *
 * @param name of its files, in kebab-case
 * @param title one line
 * @param caption states method and n
 * @param legendTitle what the legend's entries have in common; empty when they speak for themselves
 */
public record Figure(
    String name,
    String title,
    String caption,
    Axis x,
    Axis y,
    String legendTitle,
    List<Layer> layers) {
  private static final int LONGEST_NAME = 80;

  public Figure {
    name = fileName(name);
    layers = List.copyOf(layers);
  }

  public Figure named(String newName) {
    return new Figure(newName, title, caption, x, y, legendTitle, layers);
  }

  /** The text as a safe file name: lower-case letters, digits and single hyphens, never empty. */
  public static String fileName(String text) {
    String safe =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String shortened = safe.substring(0, Math.min(safe.length(), LONGEST_NAME));
    return shortened.isEmpty() ? "figure" : shortened;
  }
}
