package isoloss.data.importer;

import isoloss.data.InputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The syntax of {@code --columns}: {@code role=EXPR[,role=EXPR...]}. */
final class ColumnMapping {
  private ColumnMapping() {}

  /** Roles and their expressions, in order; commas in quotes and parentheses belong to them. */
  static Map<String, String> parse(List<String> texts) {
    Map<String, String> mapping = new LinkedHashMap<>();
    for (String text : texts) {
      for (String part : split(text)) {
        int equals = part.indexOf('=');
        String role = equals < 0 ? "" : part.substring(0, equals).strip();
        if (!role.matches("[A-Za-z_][A-Za-z0-9_]*")) {
          throw new InputException(
              "--columns \"%s\": \"%s\" is not role=EXPRESSION, as in N=params,L=loss"
                  .formatted(text, part.strip()));
        }
        if (mapping.put(role, part.substring(equals + 1).strip()) != null) {
          throw new InputException(
              "--columns \"%s\": the role %s stands there twice".formatted(text, role));
        }
      }
    }
    return mapping;
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    char quote = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == ',' && depth <= 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
