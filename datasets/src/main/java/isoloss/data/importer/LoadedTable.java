package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.Rejected;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all files as text in DuckDB, with a typed view beside them: a column most of whose
 * cells are numbers is a number there, one of true and false is a truth value. Columns have
 * internal names c0, c1, ...; the database is locked against everything outside.
 */
final class LoadedTable implements AutoCloseable {
  private final Connection connection;
  private final List<SourceFile> files;
  private final List<String> columns;
  private final List<Rejected> rejected = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Set<String> textColumns = new LinkedHashSet<>();
  private long rows;

  private LoadedTable(Connection connection, List<SourceFile> files, List<String> columns) {
    this.connection = connection;
    this.files = files;
    this.columns = columns;
  }

  /**
   * @param format a name of {@link Formats}, or {@code auto}
   */
  static LoadedTable load(List<SourceFile> files, String format) {
    Map<SourceFile, RawTable> raws = new LinkedHashMap<>();
    Set<String> columns = new LinkedHashSet<>();
    for (SourceFile file : files) {
      Format chosen = format.equals("auto") ? Formats.of(file) : Formats.named(format);
      RawTable raw = chosen.open(file);
      raws.put(file, raw);
      columns.addAll(raw.columns());
    }
    try {
      LoadedTable table = new LoadedTable(Database.connect(), files, List.copyOf(columns));
      table.createTable();
      table.fill(raws);
      table.createView();
      Database.lock(table.connection);
      return table;
    } catch (SQLException e) {
      throw new InputException("the rows cannot be held in memory: " + Database.firstLine(e), e);
    }
  }

  List<String> columns() {
    return columns;
  }

  /** The internal name of a column. */
  String internalName(String column) {
    return "c" + columns.indexOf(column);
  }

  /** Whether most cells of the column are texts that are no numbers. */
  boolean isText(String column) {
    return textColumns.contains(column);
  }

  List<Rejected> rejected() {
    return rejected;
  }

  long rows() {
    return rows;
  }

  Provenance provenance() {
    Provenance provenance = Provenance.NONE;
    for (SourceFile file : files) {
      provenance = provenance.withInput(Provenance.Input.file(file.name(), file.sha256()));
    }
    for (String note : notes) {
      provenance = provenance.withStep(note);
    }
    return provenance;
  }

  String fileName(int index) {
    return files.get(index).name();
  }

  Connection connection() {
    return connection;
  }

  /** The cells of a row as the file writes them. */
  Map<String, @Nullable String> cells(long row) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM raw WHERE r = " + row)) {
      Map<String, @Nullable String> cells = new LinkedHashMap<>();
      if (result.next()) {
        for (String column : columns) {
          cells.put(column, result.getString(internalName(column)));
        }
      }
      return cells;
    }
  }

  private String internalNames(String separator) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> "c" + i)
        .collect(Collectors.joining(separator));
  }

  private void createTable() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE raw (r BIGINT, f INTEGER, l BIGINT, "
              + internalNames(" VARCHAR, ")
              + " VARCHAR)");
    }
  }

  private void fill(Map<SourceFile, RawTable> raws) throws SQLException {
    try (DuckDBAppender appender =
        connection
            .unwrap(DuckDBConnection.class)
            .createAppender(DuckDBConnection.DEFAULT_SCHEMA, "raw")) {
      int index = 0;
      for (Map.Entry<SourceFile, RawTable> entry : raws.entrySet()) {
        entry.getValue().read(new Filling(appender, entry.getKey(), index++, entry.getValue()));
      }
    } catch (IOException e) {
      throw SourceFile.unreadable(files.getFirst().name(), e);
    }
  }

  /** Appends the rows of one file. */
  private final class Filling implements RawTable.Sink {
    private final DuckDBAppender appender;
    private final SourceFile file;
    private final int fileIndex;
    private final int[] positions;

    Filling(DuckDBAppender appender, SourceFile file, int fileIndex, RawTable raw) {
      this.appender = appender;
      this.file = file;
      this.fileIndex = fileIndex;
      List<String> own = raw.columns();
      this.positions = columns.stream().mapToInt(own::indexOf).toArray();
    }

    @Override
    public void row(long line, @Nullable String[] cells) throws IOException {
      try {
        appender.beginRow();
        appender.append(rows++);
        appender.append(fileIndex);
        appender.append(line);
        for (int position : positions) {
          appender.append(position < 0 ? null : cells[position]);
        }
        appender.endRow();
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void rejected(long line, String reason) {
      rejected.add(new Rejected(file.name(), line, reason));
    }

    @Override
    public void note(String text) {
      notes.add(file.name() + ": " + text);
    }
  }

  private void createView() throws SQLException {
    List<String> typed = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < columns.size(); i++) {
        typed.add(typed(statement, i));
      }
      statement.execute(
          "CREATE VIEW typed AS SELECT r, f, l, " + String.join(", ", typed) + " FROM raw");
    }
  }

  private String typed(Statement statement, int i) throws SQLException {
    String counts =
        "SELECT count(c%1$d), count(TRY_CAST(c%1$d AS DOUBLE)), count(*) FILTER (lower(c%1$d) IN ('true', 'false')) FROM raw"
            .formatted(i);
    try (ResultSet result = statement.executeQuery(counts)) {
      result.next();
      long filled = result.getLong(1);
      if (result.getLong(2) * 2 > filled || filled == 0) {
        return "TRY_CAST(c%1$d AS DOUBLE) AS c%1$d".formatted(i);
      }
      if (result.getLong(3) == filled) {
        return "TRY_CAST(c%1$d AS BOOLEAN) AS c%1$d".formatted(i);
      }
      textColumns.add(columns.get(i));
      return "c" + i;
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e); // an in-memory database has nothing to lose
    }
  }
}
