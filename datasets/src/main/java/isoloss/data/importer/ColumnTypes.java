package isoloss.data.importer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the cells of the columns in use are in expressions: numbers, truth values or text. */
final class ColumnTypes {
  private enum Type {
    NUMBER,
    TRUTH,
    TEXT
  }

  private final Map<Integer, Type> types;

  private ColumnTypes(Map<Integer, Type> types) {
    this.types = types;
  }

  /** A column is numeric when at least half of its filled cells are numbers. */
  static ColumnTypes of(Connection connection, Set<Integer> used) throws SQLException {
    Map<Integer, Type> types = new LinkedHashMap<>();
    if (used.isEmpty()) {
      return new ColumnTypes(types);
    }
    List<String> counts = new ArrayList<>();
    for (int column : used) {
      counts.add("count(*) FILTER (WHERE " + filled(column) + ")");
      counts.add("count(" + number(column) + ")");
      counts.add("count(*) FILTER (WHERE lower(c%d) IN ('true', 'false'))".formatted(column));
    }
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT " + String.join(", ", counts) + " FROM raw")) {
      result.next();
      int at = 1;
      for (int column : used) {
        types.put(column, type(result.getLong(at), result.getLong(at + 1), result.getLong(at + 2)));
        at += 3;
      }
    }
    return new ColumnTypes(types);
  }

  private static Type type(long filled, long numbers, long truths) {
    if (filled > 0 && truths == filled) {
      return Type.TRUTH;
    }
    return 2 * numbers >= filled ? Type.NUMBER : Type.TEXT;
  }

  /** These columns as numbers, whatever they hold. */
  ColumnTypes withNumeric(Set<Integer> columns) {
    Map<Integer, Type> changed = new LinkedHashMap<>(types);
    columns.forEach(column -> changed.put(column, Type.NUMBER));
    return new ColumnTypes(changed);
  }

  /** The columns in use under their names, and their text as {@code x0, x1, ...}. */
  String view() {
    StringBuilder sql = new StringBuilder("SELECT seq, file, line");
    types.forEach((column, type) -> {
      String cell =
          switch (type) {
            case NUMBER -> number(column);
            case TRUTH -> "TRY_CAST(c%d AS BOOLEAN)".formatted(column);
            case TEXT -> "c" + column;
          };
      sql.append(", %s AS c%d, c%d AS x%d".formatted(cell, column, column, column));
    });
    return sql.append(" FROM raw").toString();
  }

  private static String filled(int column) {
    return "lower(trim(c%d)) NOT IN ('', 'nan', 'na', 'n/a', 'null', 'none')".formatted(column);
  }

  /** NaN is missing; underscores, which SQL allows in numbers, are not part of one. */
  private static String number(int column) {
    String cell = "TRY_CAST(c%d AS DOUBLE)".formatted(column);
    return "(CASE WHEN contains(c%d, '_') OR isnan(%s) THEN NULL ELSE %s END)"
        .formatted(column, cell, cell);
  }
}
