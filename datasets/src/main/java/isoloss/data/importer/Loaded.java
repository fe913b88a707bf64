package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.Rejected;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Files as one table {@code raw(seq, file, line, c0, c1, ...)} of text in a locked database.
 * Internal names keep the case of the user's, which SQL would fold.
 */
final class Loaded {
  private final List<SourceFile> files;
  private final List<RawTable> tables;
  private final List<String> columns;
  private final List<List<Rejected>> rejected = new ArrayList<>();
  private long rows;

  private Loaded(List<SourceFile> files, List<RawTable> tables) {
    this.files = files;
    this.tables = tables;
    Set<String> names = new LinkedHashSet<>();
    tables.forEach(table -> names.addAll(table.columns()));
    this.columns = List.copyOf(names);
  }

  /** Opens the files and reads their headers. */
  static Loaded open(List<SourceFile> files, Optional<Format> format) {
    List<RawTable> tables = new ArrayList<>();
    for (SourceFile file : files) {
      tables.add(format.orElseGet(() -> Formats.of(file)).open(file));
    }
    return new Loaded(files, tables);
  }

  List<String> columns() {
    return columns;
  }

  /** Rows that could be told apart. */
  long rows() {
    return rows;
  }

  /** Per file, lines that could not. */
  List<List<Rejected>> rejected() {
    return rejected;
  }

  /**
   * @throws InputException if a file lacks a column that is used
   */
  void require(Set<Integer> used) {
    for (int column : used) {
      String name = columns.get(column);
      for (int f = 0; f < files.size(); f++) {
        if (!has(f, name)) {
          throw new InputException(
              "%s has no column %s, which %s has; name files of the same kind"
                  .formatted(files.get(f).name(), name, firstWith(name)));
        }
      }
    }
  }

  private boolean has(int file, String column) {
    return tables.get(file).columns().contains(column);
  }

  private String firstWith(String column) {
    int first = IntStream.range(0, files.size()).filter(f -> has(f, column)).findFirst().orElse(0);
    return files.get(first).name();
  }

  void into(Connection connection) throws SQLException {
    String names =
        IntStream.range(0, columns.size())
            .mapToObj(i -> ", c" + i + " VARCHAR")
            .collect(Collectors.joining());
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE raw (seq BIGINT, file INTEGER, line BIGINT" + names + ")");
    }
    try (DuckDBAppender appender =
        connection.unwrap(DuckDBConnection.class).createAppender("raw")) {
      for (int f = 0; f < files.size(); f++) {
        append(f, appender);
      }
    }
  }

  private void append(int file, DuckDBAppender appender) {
    RawTable table = tables.get(file);
    int[] place = columns.stream().mapToInt(table.columns()::indexOf).toArray();
    List<Rejected> lost = new ArrayList<>();
    rejected.add(lost);
    String name = files.get(file).name();
    try {
      table.read(
          new RawTable.Sink() {
            @Override
            public void row(long line, @Nullable String[] cells) throws IOException {
              appendRow(appender, file, line, cells, place);
            }

            @Override
            public void rejected(long line, String reason) {
              lost.add(new Rejected(name, line, reason));
            }
          });
    } catch (IOException e) {
      throw SourceFile.unreadable(name, e);
    }
  }

  private void appendRow(
      DuckDBAppender appender, int file, long line, @Nullable String[] cells, int[] place)
      throws IOException {
    try {
      appender.beginRow();
      appender.append(rows++);
      appender.append(file);
      appender.append(line);
      for (int at : place) {
        String cell = at < 0 ? null : cells[at];
        if (cell == null) {
          appender.appendNull();
        } else {
          appender.append(cell);
        }
      }
      appender.endRow();
    } catch (SQLException e) {
      throw new IOException(DuckDb.reason(e), e);
    }
  }
}
