package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.Names;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One SQL expression of the user, taken apart into words so that nothing but arithmetic,
 * comparisons and harmless functions over known columns can get through. Identifiers are
 * case-sensitive; they are replaced by internal names before DuckDB sees the text, since SQL folds
 * case.
 */
final class SqlExpression {
  private static final Set<String> KEYWORDS =
      Set.of(
          "AND",
          "OR",
          "NOT",
          "IN",
          "IS",
          "NULL",
          "LIKE",
          "ILIKE",
          "BETWEEN",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "CAST",
          "TRY_CAST",
          "AS",
          "TRUE",
          "FALSE",
          "DOUBLE",
          "FLOAT",
          "BIGINT",
          "INTEGER",
          "INT",
          "VARCHAR",
          "BOOLEAN",
          "DISTINCT",
          "ESCAPE",
          "DIV");

  private static final List<String> FUNCTIONS =
      List.of(
          "abs",
          "cast",
          "cbrt",
          "ceil",
          "ceiling",
          "coalesce",
          "concat",
          "contains",
          "ends_with",
          "exp",
          "floor",
          "greatest",
          "if",
          "ifnull",
          "isfinite",
          "isinf",
          "isnan",
          "least",
          "length",
          "ln",
          "log",
          "log10",
          "log2",
          "lower",
          "ltrim",
          "mod",
          "nullif",
          "pow",
          "power",
          "regexp_extract",
          "regexp_matches",
          "regexp_replace",
          "replace",
          "round",
          "rtrim",
          "sign",
          "sqrt",
          "starts_with",
          "strlen",
          "substr",
          "substring",
          "trim",
          "trunc",
          "try_cast",
          "upper");

  private static final String OPERATORS = "+-*/%^<>=!|&(),~:";
  private static final int MOST_CHARACTERS = 10_000;

  private final String place;
  private final String text;
  private final StringBuilder sql = new StringBuilder();
  private final Set<String> columns = new LinkedHashSet<>();
  private final UnaryOperator<String> internalName;
  private int at;

  /**
   * @param place for messages, for example {@code --where}
   * @param known names that may stand in the expression
   * @param internalName the internal name of each of them
   * @throws InputException if the text is not one harmless expression
   */
  SqlExpression(String place, String text, Set<String> known, UnaryOperator<String> internalName) {
    this.place = place;
    this.text = text;
    this.internalName = internalName;
    if (text.isBlank()) {
      throw refuse("is empty; give an SQL expression");
    }
    if (text.length() > MOST_CHARACTERS) {
      throw refuse("is longer than " + MOST_CHARACTERS + " characters");
    }
    while (at < text.length()) {
      word(known);
    }
    requireBalanced();
  }

  /** The expression over internal names. */
  String sql() {
    return sql.toString();
  }

  /** The names that it uses, as the user wrote them. */
  List<String> columns() {
    return List.copyOf(columns);
  }

  /** The column when the expression is nothing but one. */
  Optional<String> onlyColumn() {
    return columns.size() == 1
            && sql.toString().strip().equals(internalName.apply(columns.iterator().next()))
        ? Optional.of(columns.iterator().next())
        : Optional.empty();
  }

  private void word(Set<String> known) {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      sql.append(' ');
      at++;
    } else if (c == '\'') {
      literal();
    } else if (c == '"') {
      column(quoted(), known);
    } else if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      number();
    } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
      identifier(known);
    } else if (OPERATORS.indexOf(c) >= 0
        && !text.startsWith("--", at)
        && !text.startsWith("/*", at)) {
      sql.append(c);
      at++;
    } else {
      boolean comment = text.startsWith("--", at) || text.startsWith("/*", at);
      throw refuse(
          "holds \"%s\", which has no place in one expression over columns"
              .formatted(text.substring(at, at + (comment ? 2 : 1))));
    }
  }

  private void literal() {
    int end = at + 1;
    while (end < text.length() && (text.charAt(end) != '\'' || text.startsWith("''", end))) {
      end += text.charAt(end) == '\'' ? 2 : 1;
    }
    if (end >= text.length()) {
      throw refuse("has a text without its closing quote '");
    }
    sql.append(text, at, end + 1);
    at = end + 1;
  }

  private String quoted() {
    StringBuilder name = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        name.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        name.append('"');
        at++;
      } else {
        return name.toString();
      }
    }
    throw refuse("has a column name without its closing quote \"");
  }

  private void number() {
    int start = at;
    while (at < text.length() && isPartOfNumber(start)) {
      at++;
    }
    String digits = text.substring(start, at);
    try {
      // as a double, so that 6 * 2e9 is no integer overflow and 1/2 no integer division
      sql.append("CAST('").append(Double.parseDouble(digits)).append("' AS DOUBLE)");
    } catch (NumberFormatException e) {
      throw refuse("holds \"" + digits + "\", which is not a number");
    }
  }

  private boolean isPartOfNumber(int start) {
    char c = text.charAt(at);
    char before = at > start ? text.charAt(at - 1) : ' ';
    return isDigit(c)
        || c == '.'
        || c == 'e'
        || c == 'E'
        || ((c == '+' || c == '-') && (before == 'e' || before == 'E'));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void identifier(Set<String> known) {
    int start = at;
    while (at < text.length()
        && (Character.isUnicodeIdentifierPart(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    String word = text.substring(start, at);
    if (word.equals("role") && at < text.length() && text.charAt(at) == '.') {
      at++;
      int from = at;
      while (at < text.length() && Character.isUnicodeIdentifierPart(text.charAt(at))) {
        at++;
      }
      column("role." + text.substring(from, at), known);
    } else if (isCall()) {
      function(word);
    } else if (known.contains(word)) {
      column(word, known);
    } else if (KEYWORDS.contains(word.toUpperCase(Locale.ROOT))) {
      sql.append(word);
    } else {
      column(word, known);
    }
  }

  private boolean isCall() {
    int next = at;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next < text.length() && text.charAt(next) == '(';
  }

  private void function(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (KEYWORDS.contains(word.toUpperCase(Locale.ROOT)) || FUNCTIONS.contains(lower)) {
      sql.append(lower);
    } else {
      throw refuse(
          "calls " + word + "(), which is not allowed; there are " + String.join(", ", FUNCTIONS));
    }
  }

  private void column(String name, Set<String> known) {
    if (!known.contains(name)) {
      throw new InputException(
          "%s \"%s\": no column %s%s".formatted(place, text, name, Names.suggestion(name, known)));
    }
    columns.add(name);
    sql.append(internalName.apply(name));
  }

  private void requireBalanced() {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      quoted ^= c == '\'';
      if (!quoted) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
      if (depth < 0) {
        break;
      }
    }
    if (depth != 0) {
      throw refuse("has parentheses that do not match");
    }
  }

  private InputException refuse(String why) {
    return new InputException("%s \"%s\" %s".formatted(place, text, why));
  }
}
