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
    Evidence evidence = new Evidence(used);
    evidence.add(connection);
    return evidence.types();
  }

  /** What the cells look like, gathered over several fillings of {@code raw}. */
  static final class Evidence {
    private final List<Integer> used;
    private final long[] counts;

    Evidence(Set<Integer> used) {
      this.used = List.copyOf(used);
      this.counts = new long[3 * used.size()];
    }

    void add(Connection connection) throws SQLException {
      if (used.isEmpty()) {
        return;
      }
      List<String> sql = new ArrayList<>();
      for (int column : used) {
        sql.add("count(*) FILTER (WHERE " + filled(column) + ")");
        sql.add("count(" + number(column) + ")");
        sql.add("count(*) FILTER (WHERE lower(c%d) IN ('true', 'false'))".formatted(column));
      }
      try (Statement statement = connection.createStatement();
          ResultSet result =
              statement.executeQuery("SELECT " + String.join(", ", sql) + " FROM raw")) {
        result.next();
        for (int i = 0; i < counts.length; i++) {
          counts[i] += result.getLong(i + 1);
        }
      }
    }

    ColumnTypes types() {
      Map<Integer, Type> types = new LinkedHashMap<>();
      for (int i = 0; i < used.size(); i++) {
        types.put(used.get(i), type(counts[3 * i], counts[3 * i + 1], counts[3 * i + 2]));
      }
      return new ColumnTypes(types);
    }
  }

  private static Type type(long filled, long numbers, long truths) {
    if (filled > 0 && truths == filled) {
      return Type.TRUTH;
    }
    return 2 * numbers >= filled ? Type.NUMBER : Type.TEXT;
  }

  /** True for a column whose cells are read as numbers. */
  boolean isNumeric(int column) {
    return types.get(column) == Type.NUMBER;
  }

  /** These columns as numbers, whatever they hold. */
  ColumnTypes withNumeric(Set<Integer> columns) {
    Map<Integer, Type> changed = new LinkedHashMap<>(types);
    columns.forEach(column -> changed.put(column, Type.NUMBER));
    return new ColumnTypes(changed);
  }

  /** The same and these columns as text. */
  ColumnTypes withText(Set<Integer> columns) {
    Map<Integer, Type> changed = new LinkedHashMap<>(types);
    columns.forEach(column -> changed.putIfAbsent(column, Type.TEXT));
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
