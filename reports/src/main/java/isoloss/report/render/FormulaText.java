package isoloss.report.render;

import isoloss.report.GreekLetters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sets a formula as laws write it ({@code E + A/N^alpha}) in HTML: Greek names as letters, powers
 * raised, products as thin spaces. Everything else is escaped text.
 */
final class FormulaText {
  private static final Pattern POWER =
      Pattern.compile("\\^(?:\\(([^()]*)\\)|(-?[\\p{L}\\p{N}_.]+))");
  private static final Pattern WORD = Pattern.compile("(?<![\\p{L}_])(\\p{L}+)(?![\\p{L}])");

  private FormulaText() {}

  static String html(String formula) {
    String escaped = Markup.escape(formula).replaceAll("\\s\\*\\s|\\*", "\u2009");
    Matcher words = WORD.matcher(escaped);
    String lettered =
        words.replaceAll(match -> Matcher.quoteReplacement(GreekLetters.of(match.group(1))));
    return POWER
        .matcher(lettered)
        .replaceAll(match ->
            Matcher.quoteReplacement(
                "<sup>" + (match.group(1) != null ? match.group(1) : match.group(2)) + "</sup>"));
  }
}
