package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns an expression of the user into one over internal column names. DuckDB parses it; the syntax
 * tree must consist of column references, constants, comparisons, logic, casts, CASE and functions
 * of a list of pure ones, nothing else; and the text that runs is printed by DuckDB from that
 * checked tree, never taken from the user.
 */
final class Expressions {
  private static final int MAX_LENGTH = 10_000;
  private static final Pattern INTERNAL = Pattern.compile("\\b([cr])(\\d+)\\b");

  private static final Set<String> NODES =
      Set.of(
          "COLUMN_REF",
          "CONSTANT",
          "COMPARISON",
          "CONJUNCTION",
          "OPERATOR",
          "BETWEEN",
          "CASE",
          "CAST",
          "FUNCTION",
          "TYPE");

  private static final Set<String> OPERATORS =
      Set.of(
          "OPERATOR_NOT",
          "COMPARE_IN",
          "COMPARE_NOT_IN",
          "OPERATOR_IS_NULL",
          "OPERATOR_IS_NOT_NULL",
          "OPERATOR_COALESCE",
          "OPERATOR_TRY");

  /** Pure, cheap, and with a result no longer than their arguments. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          // operators that DuckDB calls functions
          "+",
          "-",
          "*",
          "/",
          "//",
          "%",
          "^",
          "**",
          "||",
          "~~",
          "!~~",
          "~~*",
          "!~~*",
          "~~~",
          "abs",
          "sign",
          "ceil",
          "ceiling",
          "floor",
          "round",
          "trunc",
          "even",
          "mod",
          "fmod",
          "exp",
          "ln",
          "log",
          "log2",
          "log10",
          "pow",
          "power",
          "sqrt",
          "cbrt",
          "gamma",
          "lgamma",
          "sin",
          "cos",
          "tan",
          "asin",
          "acos",
          "atan",
          "atan2",
          "sinh",
          "cosh",
          "tanh",
          "pi",
          "greatest",
          "least",
          "isnan",
          "isinf",
          "isfinite",
          "nullif",
          "if",
          "ifnull",
          "divide",
          "add",
          "subtract",
          "multiply",
          "lower",
          "upper",
          "lcase",
          "ucase",
          "length",
          "strlen",
          "trim",
          "ltrim",
          "rtrim",
          "substr",
          "substring",
          "left",
          "right",
          "contains",
          "prefix",
          "suffix",
          "starts_with",
          "ends_with",
          "instr",
          "strpos",
          "position",
          "split_part",
          "regexp_matches",
          "regexp_full_match",
          "regexp_extract",
          "like_escape",
          "not_like_escape",
          "ilike_escape",
          "not_ilike_escape");

  private static final Set<String> TYPES =
      Set.of(
          "BOOLEAN",
          "BOOL",
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "INT",
          "BIGINT",
          "HUGEINT",
          "FLOAT",
          "REAL",
          "DOUBLE",
          "DECIMAL",
          "NUMERIC",
          "VARCHAR",
          "TEXT",
          "STRING",
          "DATE",
          "TIMESTAMP");

  /** A checked expression, and the internal columns it reads. */
  record Checked(String sql, Set<Integer> columns) {}

  private final Connection connection;
  private final List<String> columns;
  private final Map<String, Integer> roles;

  /**
   * @param columns names in the file; the i-th is {@code ci} inside
   * @param roles mapped roles that may be named; role with value j is {@code rj} inside
   */
  Expressions(Connection connection, List<String> columns, Map<String, Integer> roles) {
    this.connection = connection;
    this.columns = columns;
    this.roles = roles;
  }

  /** A plain column as an expression. */
  static Checked column(int index) {
    return new Checked("c" + index, Set.of(index));
  }

  /**
   * @param where the option, for messages, for example {@code --where}
   * @throws InputException if the text is not one such expression or names no column
   */
  Checked check(String text, String where) {
    refuseComments(text, where);
    Map<String, @Nullable Object> tree = tree(text, where);
    Map<String, @Nullable Object> expression = onlyExpression(tree, text, where);
    Set<Integer> used = new LinkedHashSet<>();
    new Walk(text, where, used).visit(expression);
    String select = ask("SELECT json_deserialize_sql(?)", Json.compact(tree), where);
    if (!select.startsWith("SELECT ")) {
      throw refused(text, where, "it is not one expression");
    }
    return new Checked(select.substring("SELECT ".length()), used);
  }

  private static void refuseComments(String text, String where) {
    if (text.isBlank()) {
      throw new InputException(where + ": the expression is empty");
    }
    if (text.length() > MAX_LENGTH) {
      throw new InputException(
          "%s: the expression is longer than %d characters".formatted(where, MAX_LENGTH));
    }
    String bare = text.replaceAll("'[^']*'|\"[^\"]*\"", "''");
    if (bare.contains("--") || bare.contains("/*")) {
      throw refused(text, where, "comments (-- or /*) have no place in it");
    }
    if (bare.indexOf(';') >= 0) {
      throw refused(text, where, "it must be one expression without ;");
    }
    if (bare.chars()
        .anyMatch(c -> c == '\u2018' || c == '\u2019' || c == '\u201c' || c == '\u201d')) {
      throw refused(text, where, "it has typographic quotes; use \" for columns and ' for text");
    }
  }

  @SuppressWarnings("unchecked") // JSON objects only have text keys
  private Map<String, @Nullable Object> tree(String text, String where) {
    String json = ask("SELECT json_serialize_sql(?)", "SELECT (" + text + "\n)", where);
    if (Json.parse(json, where) instanceof Map<?, ?> tree) {
      if (Boolean.FALSE.equals(tree.get("error"))) {
        return (Map<String, @Nullable Object>) tree;
      }
      throw refused(text, where, String.valueOf(tree.get("error_message")));
    }
    throw refused(text, where, "it cannot be parsed");
  }

  private String ask(String sql, String parameter, String where) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return String.valueOf(result.getString(1));
      }
    } catch (SQLException e) {
      throw new InputException(where + ": " + DuckDb.reason(e), e);
    }
  }

  /** The single item of a bare SELECT that has no other clause. */
  @SuppressWarnings("unchecked") // JSON objects only have text keys
  private static Map<String, @Nullable Object> onlyExpression(
      Map<String, @Nullable Object> tree, String text, String where) {
    if (tree.get("statements") instanceof List<?> statements
        && statements.size() == 1
        && statements.getFirst() instanceof Map<?, ?> statement
        && statement.get("node") instanceof Map<?, ?> node
        && "SELECT_NODE".equals(node.get("type"))
        && node.get("from_table") instanceof Map<?, ?> from
        && "EMPTY".equals(from.get("type"))
        && isBare(node)
        && node.get("select_list") instanceof List<?> items
        && items.size() == 1
        && items.getFirst() instanceof Map<?, ?> expression) {
      return (Map<String, @Nullable Object>) expression;
    }
    throw refused(text, where, "it must be one expression over the columns, nothing else");
  }

  private static boolean isBare(Map<?, ?> node) {
    return node.get("where_clause") == null
        && node.get("having") == null
        && node.get("qualify") == null
        && node.get("sample") == null
        && List.of().equals(node.get("modifiers"))
        && List.of().equals(node.get("group_expressions"))
        && node.get("cte_map") instanceof Map<?, ?> named
        && List.of().equals(named.get("map"));
  }

  private static InputException refused(String text, String where, String reason) {
    String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
    return new InputException("%s \"%s\": %s".formatted(where, shown, reason));
  }

  /** Names of the file in place of internal ones, in a message of DuckDB. */
  static String inWords(String message, List<String> columns, List<String> roles) {
    Matcher matcher = INTERNAL.matcher(message);
    return matcher.replaceAll(match -> {
      List<String> names = match.group(1).equals("c") ? columns : roles;
      int index = match.group(2).length() > 6 ? names.size() : Integer.parseInt(match.group(2));
      return Matcher.quoteReplacement(index < names.size() ? names.get(index) : match.group());
    });
  }

  /** Checks every node and renames every column reference in place. */
  private final class Walk {
    private final String text;
    private final String where;
    private final Set<Integer> used;

    Walk(String text, String where, Set<Integer> used) {
      this.text = text;
      this.where = where;
      this.used = used;
    }

    @SuppressWarnings("unchecked") // JSON objects only have text keys
    void visit(@Nullable Object node) {
      if (node instanceof List<?> list) {
        list.forEach(this::visit);
      } else if (node instanceof Map<?, ?> map) {
        if (map.containsKey("class")) {
          checkNode((Map<String, @Nullable Object>) map);
        }
        map.values().forEach(this::visit);
      }
    }

    private void checkNode(Map<String, @Nullable Object> node) {
      String kind = String.valueOf(node.get("class"));
      if (!NODES.contains(kind)) {
        throw refused(
            text, where, kind.toLowerCase(Locale.ROOT) + " is not allowed, only the table at hand");
      }
      switch (kind) {
        case "COLUMN_REF" -> node.put("column_names", List.of(internal(node)));
        case "FUNCTION" -> checkFunction(node);
        case "TYPE" -> require(TYPES, node, "type_name", "type");
        case "OPERATOR" -> require(OPERATORS, node, "type", "operator");
        default -> {
          // its children are checked
        }
      }
    }

    private void checkFunction(Map<String, @Nullable Object> node) {
      String name = String.valueOf(node.get("function_name"));
      if (!FUNCTIONS.contains(name.toLowerCase(Locale.ROOT))) {
        throw refused(
            text, where, "no function " + name + Names.suggestion(name, readableFunctions()));
      }
      if (!"".equals(node.get("schema")) || !"".equals(node.get("catalog"))) {
        throw refused(text, where, "functions have no schema");
      }
    }

    private void require(
        Set<String> allowed, Map<String, @Nullable Object> node, String key, String what) {
      String name = String.valueOf(node.get(key)).toUpperCase(Locale.ROOT);
      if (!allowed.contains(name)) {
        throw refused(text, where, "the %s %s is not allowed".formatted(what, name));
      }
    }

    private String internal(Map<String, @Nullable Object> node) {
      if (!(node.get("column_names") instanceof List<?> parts)) {
        throw refused(text, where, "a column without a name");
      }
      String name = String.join(".", parts.stream().map(String::valueOf).toList());
      int column = columns.indexOf(name);
      if (column >= 0) {
        used.add(column);
        return "c" + column;
      }
      String role = name.startsWith("role.") ? name.substring("role.".length()) : name;
      Integer index = roles.get(role);
      if (index == null) {
        throw refused(text, where, unknown(name));
      }
      return "r" + index;
    }

    private String unknown(String name) {
      Set<String> known = new LinkedHashSet<>(columns);
      known.addAll(roles.keySet());
      return "no column %s%s (a text stands in single quotes)"
          .formatted(name, Names.suggestion(name, known));
    }
  }

  private static List<String> readableFunctions() {
    return FUNCTIONS.stream().filter(f -> Character.isLetter(f.charAt(0))).sorted().toList();
  }

  /** Index by name, in the order given. */
  static Map<String, Integer> indexed(List<String> names) {
    Map<String, Integer> index = new LinkedHashMap<>();
    names.forEach(name -> index.put(name, index.size()));
    return index;
  }
}
