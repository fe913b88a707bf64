package isoloss.data.importer;

import isoloss.data.pool.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Scores in long form from Parquet, hundreds of millions of rows: the database joins models and
 * samples to their numbers, so that a row comes over as three numbers and never as text.
 */
final class ParquetScores {
  private static final List<PoolRole> KEY =
      List.of(PoolRole.SAMPLE, PoolRole.SOURCE, PoolRole.METRIC);

  private final ParquetTable table;
  private final PoolColumns columns;
  private final Measurements into;
  private final Place place;
  private final Set<String> blankModels = new TreeSet<>();
  private final Set<String> blankSamples = new TreeSet<>();

  private ParquetScores(ParquetTable table, PoolColumns columns, Measurements into) {
    this.table = table;
    this.columns = columns;
    this.into = into;
    this.place = message -> columns.file() + ": " + message;
  }

  /** True when the scores are numbers and nothing about a row must be looked at one by one. */
  static boolean suits(RawTable table, PoolColumns columns) {
    return table instanceof ParquetTable parquet
        && columns.has(PoolRole.SCORE)
        && parquet.isNumeric(columns.place(PoolRole.SCORE))
        && !columns.has(PoolRole.KIND)
        && !columns.has(PoolRole.WEIGHT)
        && !columns.has(PoolRole.DIRECTION);
  }

  static void read(ParquetTable table, PoolColumns columns, Measurements into) {
    ParquetScores scores = new ParquetScores(table, columns, into);
    try (Connection connection = DuckDb.forReading();
        Statement statement = connection.createStatement()) {
      scores.numberModels(connection, statement);
      scores.numberSamples(connection, statement);
      scores.refuse(statement);
      scores.stream(statement);
    } catch (SQLException e) {
      throw table.unreadable(e);
    }
  }

  private String text(PoolRole role) {
    return columns.has(role) ? table.text(columns.place(role)) : "NULL";
  }

  private String score() {
    return "CAST(%s AS DOUBLE)".formatted(table.name(columns.place(PoolRole.SCORE)));
  }

  /** Where there is a score to keep. */
  private String measured() {
    return "(%s IS NOT NULL AND isfinite(%s))".formatted(score(), score());
  }

  /** True of the rows whose text is one of these blank ones. */
  private static String among(Set<String> blanks, String text) {
    return blanks.stream()
        .map(blank -> "coalesce(%s, '') = %s".formatted(text, DuckDb.literal(blank)))
        .collect(Collectors.joining(" OR ", "(false OR ", ")"))
        .replace("(false OR )", "false");
  }

  /** Rows without a name, or with a score beyond every scale. */
  private void refuse(Statement statement) throws SQLException {
    String noModel = among(blankModels, text(PoolRole.MODEL));
    String noSample = among(blankSamples, text(PoolRole.SAMPLE));
    String sql =
        """
        SELECT file_row_number + 1, CASE WHEN %s THEN 'model is empty' WHEN %s THEN 'sample is empty'
          ELSE 'score is infinite' END
        FROM %s WHERE %s OR %s OR isinf(%s) ORDER BY 1\
        """
            .formatted(noModel, noSample, table.numberedRows(), noModel, noSample, score());
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        into.reject(columns.file(), rows.getLong(1), rows.getString(2));
      }
    }
    String counting =
        "SELECT count(*), count(*) FILTER (WHERE NOT %s AND NOT %s AND (%s IS NULL OR isnan(%s)))"
                .formatted(noModel, noSample, score(), score())
            + " FROM "
            + table.numberedRows();
    try (ResultSet counts = statement.executeQuery(counting)) {
      counts.next();
      into.addRows(counts.getLong(1));
      into.addMissing(counts.getLong(2));
    }
  }

  private void numberModels(Connection connection, Statement statement) throws SQLException {
    List<String> names = new ArrayList<>();
    String sql =
        "SELECT %s, bool_or(%s) FROM %s GROUP BY 1"
            .formatted(text(PoolRole.MODEL), measured(), table.numberedRows());
    try (ResultSet models = statement.executeQuery(sql)) {
      while (models.next()) {
        String name = models.getString(1);
        if (name == null || name.isBlank()) {
          blankModels.add(name == null ? "" : name);
        } else if (models.getBoolean(2)) {
          names.add(name);
        }
      }
    }
    statement.execute("CREATE TABLE models (model VARCHAR, id INTEGER)");
    try (DuckDBAppender appender = appender(connection, "models")) {
      for (String name : names) {
        appender.beginRow();
        appender.append(name);
        appender.append(into.model(name));
        appender.endRow();
      }
    }
  }

  private static DuckDBAppender appender(Connection connection, String table) throws SQLException {
    return connection.unwrap(DuckDBConnection.class).createAppender(table);
  }

  /** One row for each sample: its key, then the least and greatest text of each description. */
  private void numberSamples(Connection connection, Statement statement) throws SQLException {
    SampleColumns.Bound described =
        SampleColumns.of(columns.names(), columns.roles()).bound(into.samples());
    String keys = KEY.stream().map(this::text).collect(Collectors.joining(", "));
    StringBuilder descriptions = new StringBuilder();
    for (int k = 0; k < described.columns().size(); k++) {
      String cell = table.text(described.columns().get(k));
      descriptions.append(
          (described.unites(k)
                  ? ", string_agg(DISTINCT %1$s, ';'), NULL"
                  : ", min(%1$s), max(%1$s)")
              .formatted(cell));
    }
    statement.execute(
        "CREATE TABLE samples (sample VARCHAR, source VARCHAR, metric VARCHAR, id INTEGER)");
    String sql =
        "SELECT %s%s, bool_or(%s) FROM %s GROUP BY 1, 2, 3"
            .formatted(keys, descriptions, measured(), table.numberedRows());
    List<@Nullable String[]> rows = new ArrayList<>();
    try (ResultSet groups = statement.executeQuery(sql)) {
      while (groups.next()) {
        @Nullable String[] row = new @Nullable String[KEY.size() + 2 * described.columns().size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = groups.getString(i + 1);
        }
        String name = row[0];
        if (name == null || name.isBlank()) {
          blankSamples.add(name == null ? "" : name);
        } else if (groups.getBoolean(row.length + 1)) {
          rows.add(row);
        }
      }
    }
    try (DuckDBAppender appender = appender(connection, "samples")) {
      for (@Nullable String[] row : rows) {
        numberSample(row, described, appender);
      }
    }
  }

  private void numberSample(
      @Nullable String[] row, SampleColumns.Bound described, DuckDBAppender appender)
      throws SQLException {
    SampleEntry entry =
        into.samples()
            .entry(stripped(row[0]), stripped(row[1]), stripped(row[2]), Kind.NUMERIC, place);
    for (int k = 0; k < described.columns().size(); k++) {
      described.say(k, entry, row[KEY.size() + 2 * k], place);
      described.say(k, entry, row[KEY.size() + 2 * k + 1], place);
    }
    appender.beginRow();
    for (int i = 0; i < KEY.size(); i++) {
      appender.append(row[i] == null ? "" : String.valueOf(row[i]));
    }
    appender.append(entry.index);
    appender.endRow();
  }

  private static String stripped(@Nullable String cell) {
    return cell == null ? "" : cell.strip();
  }

  /** Every score, in the order of the file. */
  private void stream(Statement statement) throws SQLException {
    String keys =
        KEY.stream()
            .filter(columns::has)
            .map(role -> "coalesce(%s, '') = s.%s".formatted(text(role), role.symbol()))
            .collect(Collectors.joining(" AND "));
    String sql =
        "SELECT m.id, s.id, %s FROM %s t JOIN models m ON %s = m.model JOIN samples s ON %s WHERE %s"
            .formatted(score(), table.numberedRows(), text(PoolRole.MODEL), keys, measured());
    List<SampleEntry> entries = into.samples().entries();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        into.score(rows.getInt(1), entries.get(rows.getInt(2)), rows.getDouble(3), place);
      }
    }
  }
}
