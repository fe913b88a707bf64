package isoloss.data.importer;

import isoloss.data.importer.Roles.Role;
import isoloss.data.pool.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Scores in long form from Parquet, hundreds of millions of rows: the database joins models and
 * samples to their numbers, so that a row comes over as three numbers and never as text. The rows
 * are a view {@code measurements(line, kept, model, sample, source, metric, score, x...)}, the last
 * for the text of columns that describe samples.
 */
final class ParquetScores {
  private static final List<PoolRole> NAMES =
      List.of(PoolRole.MODEL, PoolRole.SAMPLE, PoolRole.SOURCE, PoolRole.METRIC);
  private static final List<PoolRole> KEY = NAMES.subList(1, NAMES.size());
  private static final String MEASURED = "(kept AND score IS NOT NULL AND isfinite(score))";

  private final ParquetTable table;
  private final String file;
  private final Map<PoolRole, Role> roles;
  private final Role score;
  private final Optional<Expressions.Checked> where;
  private final Measurements into;
  private final SampleColumns.Bound described;
  private final Set<String> blankModels = new TreeSet<>();
  private final Set<String> blankSamples = new TreeSet<>();
  private long excluded;
  private long undecided;

  /**
   * @param where over the columns, and over the roles in the order of the map
   */
  ParquetScores(
      ParquetTable table,
      String file,
      Map<PoolRole, Role> roles,
      Optional<Expressions.Checked> where,
      Measurements into) {
    this.table = table;
    this.file = file;
    this.roles = roles;
    this.score = Objects.requireNonNull(roles.get(PoolRole.SCORE));
    this.where = where;
    this.into = into;
    Map<PoolRole, Integer> places = new EnumMap<>(PoolRole.class);
    roles.forEach(
        (role, known) -> known.plainColumn().ifPresent(column -> places.put(role, column)));
    this.described = SampleColumns.of(table.columns(), places).bound(into.samples());
  }

  /** True when scores come from numbers and nothing else must be looked at row by row. */
  static boolean suits(ParquetTable table, Map<PoolRole, Role> roles) {
    Role score = roles.get(PoolRole.SCORE);
    return score != null
        && score.expression().columns().stream().allMatch(table::isNumeric)
        && !roles.containsKey(PoolRole.KIND)
        && !roles.containsKey(PoolRole.WEIGHT)
        && !roles.containsKey(PoolRole.DIRECTION)
        && roles.entrySet().stream()
            .filter(role -> SampleBook.descriptive().contains(role.getKey()))
            .allMatch(role -> role.getValue().plainColumn().isPresent());
  }

  void read() {
    try (Connection connection = opened();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE VIEW measurements AS " + rows(connection, statement));
      numberModels(connection, statement);
      numberSamples(connection, statement);
      if (count(statement) > 0 || !blankModels.isEmpty() || !blankSamples.isEmpty()) {
        refuse(statement);
      }
      stream(statement);
    } catch (SQLException e) {
      throw table.unreadable(e);
    }
  }

  /** Rows for which the condition did not hold. */
  long excluded() {
    return excluded;
  }

  /** Rows for which it was neither true nor false. */
  long undecided() {
    return undecided;
  }

  private boolean isPlain() {
    return where.isEmpty()
        && roles.values().stream().allMatch(role -> role.plainColumn().isPresent());
  }

  private Connection opened() throws SQLException {
    return isPlain() ? DuckDb.forReading() : DuckDb.lockedTo(table.path());
  }

  private String rows(Connection connection, Statement statement) throws SQLException {
    return isPlain() ? plainRows() : evaluatedRows(connection, statement);
  }

  private String plainRows() {
    StringBuilder sql = new StringBuilder("SELECT file_row_number + 1 AS line, true AS kept");
    for (PoolRole role : NAMES) {
      Role known = roles.get(role);
      String text = known == null ? "NULL" : table.text(known.plainColumn().orElseThrow());
      sql.append(", ").append(text).append(" AS ").append(role.symbol());
    }
    String number = table.name(score.plainColumn().orElseThrow());
    sql.append(", CAST(%s AS DOUBLE) AS score".formatted(number));
    described
        .columns()
        .forEach(column -> sql.append(", %s AS x%d".formatted(table.text(column), column)));
    return sql.append(" FROM ").append(table.numberedRows()).toString();
  }

  private String evaluatedRows(Connection connection, Statement statement) throws SQLException {
    List<PoolRole> order = List.copyOf(roles.keySet());
    RoleQuery query =
        new RoleQuery(List.copyOf(roles.values()), where, Optional.empty(), table.columns());
    Set<Integer> columns = new TreeSet<>(query.used());
    columns.addAll(described.columns());
    String cells =
        columns.stream()
            .map(column -> ", %s AS c%d".formatted(table.text(column), column))
            .collect(Collectors.joining());
    statement.execute(
        "CREATE VIEW raw AS SELECT file_row_number AS seq, 0 AS file, file_row_number + 1 AS line"
            + cells
            + " FROM "
            + table.numberedRows());
    ColumnTypes types = query.bound(statement, types(connection, query.used()).withText(columns));
    StringBuilder sql =
        new StringBuilder("SELECT line, ").append(query.whether()).append(" AS kept");
    for (PoolRole role : NAMES) {
      int at = order.indexOf(role);
      sql.append(at < 0 ? ", NULL" : ", r" + at).append(" AS ").append(role.symbol());
    }
    sql.append(", r").append(order.indexOf(PoolRole.SCORE)).append(" AS score");
    described.columns().forEach(column -> sql.append(", x").append(column));
    return sql.append(" FROM (").append(query.mapped(types)).append(")").toString();
  }

  /** Columns of numbers say so themselves; those of text are looked at. */
  private ColumnTypes types(Connection connection, Set<Integer> used) throws SQLException {
    Set<Integer> numeric = new HashSet<>(used);
    numeric.removeIf(column -> !table.isNumber(column));
    Set<Integer> others = new TreeSet<>(used);
    others.removeAll(numeric);
    return ColumnTypes.of(connection, others).withNumeric(numeric);
  }

  /** A row of one of the small tables that number names. */
  private record Numbered(List<String> names, int id) {}

  private static void fill(Connection connection, String name, List<Numbered> rows)
      throws SQLException {
    try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender(name)) {
      for (Numbered row : rows) {
        appender.beginRow();
        for (String cell : row.names) {
          appender.append(cell);
        }
        appender.append(row.id);
        appender.endRow();
      }
    }
  }

  private void numberModels(Connection connection, Statement statement) throws SQLException {
    List<Numbered> numbered = new ArrayList<>();
    String sql = "SELECT model, bool_or(%s) FROM measurements GROUP BY 1".formatted(MEASURED);
    try (ResultSet models = statement.executeQuery(sql)) {
      while (models.next()) {
        String name = models.getString(1);
        if (name == null || name.isBlank()) {
          blankModels.add(name == null ? "" : name);
        } else if (models.getBoolean(2)) {
          numbered.add(new Numbered(List.of(name), into.model(name)));
        }
      }
    }
    statement.execute("CREATE TABLE models (model VARCHAR, id INTEGER)");
    fill(connection, "models", numbered);
  }

  private void numberSamples(Connection connection, Statement statement) throws SQLException {
    List<Numbered> numbered = new ArrayList<>();
    try (ResultSet groups = statement.executeQuery(samples())) {
      while (groups.next()) {
        String name = groups.getString(1);
        if (name == null || name.isBlank()) {
          blankSamples.add(name == null ? "" : name);
        } else if (groups.getBoolean(KEY.size() + 1)) {
          numbered.add(numbered(groups));
        }
      }
    }
    statement.execute(
        "CREATE TABLE samples (sample VARCHAR, source VARCHAR, metric VARCHAR, id INTEGER)");
    fill(connection, "samples", numbered);
  }

  /**
   * One row for each sample: its key, whether it has a score, then two texts for each description,
   * the least and another one (all of them for tags): the same when there is but one.
   */
  private String samples() {
    StringBuilder sql = new StringBuilder("SELECT sample, source, metric, bool_or(");
    sql.append(MEASURED).append(')');
    for (int k = 0; k < described.columns().size(); k++) {
      String cell = "nullif(x%d, '')".formatted(described.columns().get(k));
      String other =
          (described.unites(k) ? "string_agg(DISTINCT %s, ';')" : "max(%s)").formatted(cell);
      sql.append(
          ", min(%1$s) FILTER (WHERE %3$s), %2$s FILTER (WHERE %3$s)"
              .formatted(cell, other, MEASURED));
    }
    return sql.append(" FROM measurements GROUP BY 1, 2, 3").toString();
  }

  private Numbered numbered(ResultSet groups) throws SQLException {
    List<String> key = new ArrayList<>();
    for (int i = 1; i <= KEY.size(); i++) {
      String cell = groups.getString(i);
      key.add(cell == null ? "" : cell);
    }
    SampleEntry entry =
        into.samples()
            .entry(
                key.get(0).strip(),
                key.get(1).strip(),
                key.get(2).strip(),
                Kind.NUMERIC,
                this::place);
    for (int k = 0; k < 2 * described.columns().size(); k++) {
      described.say(k / 2, entry, groups.getString(KEY.size() + 2 + k), this::place);
    }
    return new Numbered(key, entry.index);
  }

  private String place(String message) {
    return file + ": " + message;
  }

  /** True of the rows whose text is one of these blank ones. */
  private static String among(Set<String> blanks, String column) {
    return blanks.stream()
        .map(blank -> " OR coalesce(%s, '') = %s".formatted(column, DuckDb.literal(blank)))
        .collect(Collectors.joining("", "(false", ")"));
  }

  /** Rows without a name, or with a score beyond every scale. */
  private void refuse(Statement statement) throws SQLException {
    String sql =
        """
        SELECT line, CASE WHEN %1$s THEN 'model is empty' WHEN %2$s THEN 'sample is empty'
          ELSE 'score is infinite' END
        FROM measurements WHERE kept AND (%1$s OR %2$s OR isinf(score)) ORDER BY 1\
        """
            .formatted(among(blankModels, "model"), among(blankSamples, "sample"));
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        into.reject(file, rows.getLong(1), rows.getString(2));
      }
    }
  }

  /** Takes the account of the rows, and gives the number of infinite scores. */
  private long count(Statement statement) throws SQLException {
    String sql =
        """
        SELECT count(*) FILTER (WHERE kept), count(*) FILTER (WHERE NOT kept), count(*),
          count(*) FILTER (WHERE kept AND NOT %s AND NOT %s AND (score IS NULL OR isnan(score))),
          count(*) FILTER (WHERE kept AND isinf(score))
        FROM measurements\
        """
            .formatted(among(blankModels, "model"), among(blankSamples, "sample"));
    try (ResultSet counts = statement.executeQuery(sql)) {
      counts.next();
      into.addRows(counts.getLong(1));
      excluded = counts.getLong(2);
      undecided = counts.getLong(3) - counts.getLong(1) - excluded;
      into.addMissing(counts.getLong(4));
      return counts.getLong(5);
    }
  }

  /** Every score, in the order of the file. */
  private void stream(Statement statement) throws SQLException {
    String key =
        KEY.stream()
            .filter(roles::containsKey)
            .map(role -> "coalesce(t.%1$s, '') = s.%1$s".formatted(role.symbol()))
            .collect(Collectors.joining(" AND "));
    String sql =
        """
        SELECT m.id, s.id, t.score FROM measurements t
        JOIN models m ON t.model = m.model JOIN samples s ON %s WHERE %s\
        """
            .formatted(key, MEASURED);
    List<SampleEntry> entries = into.samples().entries();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        into.score(rows.getInt(1), entries.get(rows.getInt(2)), rows.getDouble(3), this::place);
      }
    }
  }
}
