package isoloss.report.render;

import java.util.regex.Pattern;

/** Names cut to the room beside a place. */
final class ShortName {
  private static final Pattern COUNT = Pattern.compile(" \\(\\d[^() ]*\\)$");

  private ShortName() {}

  /** At most so many characters: a count in brackets at the end goes first, whole. */
  static String of(String name, int most) {
    String text = Markup.withoutDirections(name);
    if (text.length() <= most) {
      return text;
    }
    String bare = COUNT.matcher(text).replaceFirst("");
    return bare.length() <= most ? bare : bare.substring(0, Math.max(0, most - 1)) + "…";
  }
}
