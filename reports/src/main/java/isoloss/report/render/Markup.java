package isoloss.report.render;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Text and numbers for XML and HTML. */
final class Markup {
  private static final Pattern DIRECTIONS = Pattern.compile("[\u202a-\u202e\u2066-\u2069]");

  private Markup() {}

  /** Escapes for element content and quoted attributes; drops what XML cannot hold. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    withoutDirections(text)
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> {
              if (allowed(c)) {
                out.appendCodePoint(c);
              }
            }
          }
        });
    return out.toString();
  }

  /**
   * Without the characters that turn the direction of what follows: in a name they would set the
   * numbers after it backwards. Letters that run to the left do so by themselves.
   */
  static String withoutDirections(String text) {
    return DIRECTIONS.matcher(text).replaceAll("");
  }

  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }

  /** A coordinate with at most two decimals and no trailing zeros. */
  static String coordinate(double value) {
    BigDecimal rounded =
        new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }
}
