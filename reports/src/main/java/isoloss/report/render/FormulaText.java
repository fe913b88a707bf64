package isoloss.report.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sets a formula as laws write it ({@code E + A/N^alpha}) in HTML: Greek names as letters, powers
 * raised, products as thin spaces. Everything else is escaped text.
 */
final class FormulaText {
  private static final Pattern POWER =
      Pattern.compile("\\^(?:\\(([^()]*)\\)|(-?[\\p{L}\\p{N}_.]+))");
  private static final Pattern GREEK =
      Pattern.compile(
          "(?<![\\p{L}_])(alpha|beta|gamma|delta|eta|lambda|sigma|theta|kappa|rho)(?![\\p{L}])");

  private FormulaText() {}

  static String html(String formula) {
    String escaped = Markup.escape(formula).replaceAll("\\s\\*\\s|\\*", "\u2009");
    Matcher greek = GREEK.matcher(escaped);
    String lettered = greek.replaceAll(match -> letter(match.group(1)));
    return POWER
        .matcher(lettered)
        .replaceAll(match ->
            Matcher.quoteReplacement(
                "<sup>" + (match.group(1) != null ? match.group(1) : match.group(2)) + "</sup>"));
  }

  private static String letter(String name) {
    return switch (name) {
      case "alpha" -> "α";
      case "beta" -> "β";
      case "gamma" -> "γ";
      case "delta" -> "δ";
      case "eta" -> "η";
      case "lambda" -> "λ";
      case "sigma" -> "σ";
      case "theta" -> "θ";
      case "kappa" -> "κ";
      default -> "ρ";
    };
  }
}
