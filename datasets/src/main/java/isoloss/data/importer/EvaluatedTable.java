package isoloss.data.importer;

import isoloss.data.importer.Roles.Role;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows meet a condition, each with the values of expressions after its own cells.
 * Rows pass the database in batches, and only the columns that an expression reads do, so that
 * memory stays bounded; a table of more than one batch is read twice, since what a column holds
 * must be known before its first row is judged.
 */
final class EvaluatedTable implements RawTable {
  private static final int BATCH_CELLS = 1 << 20;

  private final RawTable table;
  private final Connection connection;
  private final List<Role> roles;
  private final List<Integer> expressions;
  private final RoleQuery query;
  private long excluded;
  private long undecided;

  /** A row that waits for its batch. */
  private record Row(long line, @Nullable String[] cells) {}

  /**
   * @param roles those that {@code where} may name; the values of such as are not plain columns are
   *     appended to the rows, in this order
   */
  EvaluatedTable(
      RawTable table,
      Connection connection,
      List<Role> roles,
      Optional<Expressions.Checked> where) {
    this.table = table;
    this.connection = connection;
    this.roles = roles;
    this.query =
        new RoleQuery(
            IntStream.range(0, roles.size()).mapToObj(j -> needed(j, roles.get(j), where)).toList(),
            where,
            Optional.empty(),
            table.columns());
    this.expressions = new ArrayList<>();
    for (int j = 0; j < roles.size(); j++) {
      if (roles.get(j).plainColumn().isEmpty()) {
        expressions.add(j);
      }
    }
  }

  /** Columns that no expression reads do not pass the database: a role of none stands for them. */
  private static Role needed(int index, Role role, Optional<Expressions.Checked> where) {
    boolean named =
        where.isPresent()
            && Pattern.compile("\\br" + index + "\\b").matcher(where.get().sql()).find();
    return named || role.plainColumn().isEmpty()
        ? role
        : new Role(
            role.symbol(),
            Optional.empty(),
            new Expressions.Checked("NULL", Set.of()),
            role.shown());
  }

  /** The columns of the table, then a nameless one for each expression. */
  @Override
  public List<String> columns() {
    List<String> columns = new ArrayList<>(table.columns());
    expressions.forEach(expression -> columns.add(""));
    return columns;
  }

  /** The place in the rows where the value of an expression stands. */
  int place(Role role) {
    return table.columns().size() + expressions.indexOf(roles.indexOf(role));
  }

  /** Rows for which the condition did not hold, in the last reading. */
  long excluded() {
    return excluded;
  }

  /** Rows for which the condition was neither true nor false. */
  long undecided() {
    return undecided;
  }

  @Override
  public void read(Sink sink) throws IOException {
    excluded = 0;
    undecided = 0;
    try (Statement statement = connection.createStatement()) {
      create(statement);
      Survey survey = new Survey();
      table.read(survey);
      if (survey.batches == 0) {
        survey.refused.forEach(each -> each.into(sink));
        survey.fill();
        new Output(sink, statement, survey.evidence.types()).put(survey.rows);
        return;
      }
      survey.flush();
      Output output = new Output(sink, statement, survey.evidence.types());
      table.read(output);
      output.flush();
    } catch (SQLException e) {
      throw new IOException(DuckDb.reason(e), e);
    }
  }

  private void create(Statement statement) throws SQLException {
    String names =
        query.used().stream().map(c -> ", c" + c + " VARCHAR").collect(Collectors.joining());
    statement.execute(
        "CREATE OR REPLACE TABLE raw (seq BIGINT, file INTEGER, line BIGINT" + names + ")");
  }

  private void load(List<Row> rows) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE raw");
    }
    try (DuckDBAppender appender =
        connection.unwrap(DuckDBConnection.class).createAppender("raw")) {
      for (int seq = 0; seq < rows.size(); seq++) {
        appender.beginRow();
        appender.append((long) seq);
        appender.append(0);
        appender.append(rows.get(seq).line);
        for (int column : query.used()) {
          String cell = rows.get(seq).cells[column];
          if (cell == null) {
            appender.appendNull();
          } else {
            appender.append(cell);
          }
        }
        appender.endRow();
      }
    }
  }

  /** Gathers rows until a batch is full. */
  private abstract class Batches implements Sink {
    final List<Row> rows = new ArrayList<>();
    private final int room = Math.max(1, BATCH_CELLS / Math.max(16, table.columns().size()));

    @Override
    public void row(long line, @Nullable String[] cells) throws IOException {
      if (rows.size() == room) {
        flush();
      }
      rows.add(new Row(line, cells));
    }

    final void flush() throws IOException {
      try {
        load(rows);
        use(rows);
      } catch (SQLException e) {
        throw new IOException(DuckDb.reason(e), e);
      }
      rows.clear();
    }

    abstract void use(List<Row> batch) throws SQLException, IOException;
  }

  /** A line that the file refused before its batch was full. */
  private record Refused(long line, String reason) {
    void into(Sink sink) {
      try {
        sink.rejected(line, reason);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  /** The first reading: what columns hold. */
  private final class Survey extends Batches {
    final ColumnTypes.Evidence evidence = new ColumnTypes.Evidence(query.used());
    final List<Refused> refused = new ArrayList<>();
    int batches;

    @Override
    void use(List<Row> batch) throws SQLException {
      batches++;
      refused.clear(); // the second reading meets them again
      evidence.add(connection);
    }

    /** The one batch stays in the database. */
    void fill() throws SQLException {
      load(rows);
      evidence.add(connection);
    }

    @Override
    public void rejected(long line, String reason) {
      refused.add(new Refused(line, reason));
    }
  }

  /** Hands the rows of each batch on. */
  private final class Output extends Batches {
    private final Sink sink;
    private final Statement statement;
    private final ColumnTypes types;
    private final String sql;

    Output(Sink sink, Statement statement, ColumnTypes types) {
      this.sink = sink;
      this.statement = statement;
      this.types = query.bound(statement, types);
      this.sql = query.judgement(this.types, expressions);
    }

    @Override
    public void rejected(long line, String reason) throws IOException {
      sink.rejected(line, reason);
    }

    @Override
    void use(List<Row> batch) throws SQLException, IOException {
      put(batch);
    }

    void put(List<Row> batch) throws SQLException, IOException {
      try (ResultSet result = statement.executeQuery(sql)) {
        for (Row row : batch) {
          result.next();
          boolean kept = result.getBoolean(1);
          if (result.wasNull()) {
            undecided++;
          } else if (!kept) {
            excluded++;
          } else {
            put(row, result);
          }
        }
      }
    }

    private void put(Row row, ResultSet result) throws SQLException, IOException {
      int width = row.cells.length;
      @Nullable String[] cells = Arrays.copyOf(row.cells, width + expressions.size());
      for (int k = 0; k < expressions.size(); k++) {
        Role role = roles.get(expressions.get(k));
        cells[width + k] = result.getString(2 + k);
        if (PoolCells.isMissing(cells[width + k])) {
          Optional<String> damage = damage(role, row.cells);
          if (damage.isPresent()) {
            sink.rejected(row.line, damage.get());
            return;
          }
        }
      }
      sink.row(row.line, cells);
    }

    /** Why an expression has no value: a cell that should be a number is none. */
    private Optional<String> damage(Role role, @Nullable String[] cells) {
      for (int column : role.expression().columns()) {
        String cell = cells[column];
        if (types.isNumeric(column) && cell != null && !PoolCells.isMissing(cell)) {
          Optional<String> damage = CellDamage.of(cell);
          if (damage.isPresent()) {
            return Optional.of(
                "%s = %s has no value: column %s %s"
                    .formatted(
                        role.symbol(), role.shown(), table.columns().get(column), damage.get()));
          }
        }
      }
      return Optional.empty();
    }
  }
}
