package isoloss.data.importer;

import isoloss.data.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says that a role takes the value of an SQL expression over the columns of the file.
 *
 * @param role case-sensitive, for example {@code N}
 * @param expression for example {@code "Training FLOP"/(6*"Model Size")}
 */
public record ColumnMapping(String role, String expression) {
  private static final Pattern ROLE = Pattern.compile("\\s*([A-Za-z_][A-Za-z_0-9]*)\\s*=(?!=)");

  /**
   * Parses {@code role=EXPR[,role=EXPR...]}. A comma inside quotes or parentheses belongs to its
   * expression.
   *
   * @throws InputException if an item is not {@code role=EXPR}, or a quote or parenthesis is open
   */
  public static List<ColumnMapping> parse(String text) {
    List<ColumnMapping> mappings = new ArrayList<>();
    for (String item : items(text)) {
      Matcher role = ROLE.matcher(item);
      if (!role.lookingAt() || item.substring(role.end()).isBlank()) {
        throw new InputException(
            "--columns: \"%s\" is not role=EXPRESSION, for example N=params"
                .formatted(item.strip()));
      }
      mappings.add(new ColumnMapping(role.group(1), item.substring(role.end()).strip()));
    }
    return mappings;
  }

  /**
   * Both, the known ones first.
   *
   * @throws InputException if a role is mapped twice
   */
  static List<ColumnMapping> joined(List<ColumnMapping> known, List<ColumnMapping> more) {
    List<ColumnMapping> all = new ArrayList<>(known);
    for (ColumnMapping mapping : more) {
      if (all.stream().anyMatch(each -> each.role().equals(mapping.role()))) {
        throw new InputException("--columns maps the role %s twice".formatted(mapping.role()));
      }
      all.add(mapping);
    }
    return List.copyOf(all);
  }

  private static List<String> items(String text) {
    List<String> items = new ArrayList<>();
    int depth = 0;
    char quote = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (c == ',' && depth == 0) {
        items.add(text.substring(start, i));
        start = i + 1;
      }
    }
    if (quote != 0 || depth != 0) {
      throw new InputException(
          "--columns: a %s is not closed in \"%s\""
              .formatted(quote != 0 ? "quote" : "parenthesis", text));
    }
    items.add(text.substring(start));
    return items;
  }
}
