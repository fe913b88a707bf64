package isoloss.data.importer;

import isoloss.data.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Parquet; a row's "line" is its 1-based number, since the format has none. */
final class ParquetTable implements RawTable {
  private static final String NUMBER = "U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*";

  private final SourceFile file;
  private final List<String> columns;
  private final List<String> types;

  private ParquetTable(SourceFile file, List<String> columns, List<String> types) {
    this.file = file;
    this.columns = columns;
    this.types = types;
  }

  static ParquetTable open(SourceFile file) {
    try (Connection connection = DuckDb.forReading();
        Statement statement = connection.createStatement();
        ResultSet empty =
            statement.executeQuery("SELECT * FROM " + source(file, "") + " LIMIT 0")) {
      ResultSetMetaData meta = empty.getMetaData();
      List<String> names = new ArrayList<>();
      List<String> types = new ArrayList<>();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        names.add(meta.getColumnName(i));
        types.add(meta.getColumnTypeName(i));
      }
      return new ParquetTable(file, List.copyOf(names), List.copyOf(types));
    } catch (SQLException e) {
      throw unreadable(file, e);
    }
  }

  /** A column as SQL, quoted. */
  String name(int column) {
    return '"' + columns.get(column).replace("\"", "\"\"") + '"';
  }

  /** A column as text; single precision goes through double, so that no digit is lost. */
  String text(int column) {
    return types.get(column).equals("FLOAT")
        ? "CAST(CAST(%s AS DOUBLE) AS VARCHAR)".formatted(name(column))
        : "CAST(%s AS VARCHAR)".formatted(name(column));
  }

  /** True for a column of numbers or truth values. */
  boolean isNumeric(int column) {
    return isNumber(column) || types.get(column).equals("BOOLEAN");
  }

  /** True for a column of numbers. */
  boolean isNumber(int column) {
    return types.get(column).matches(NUMBER);
  }

  /** The table as SQL, with the number of each row from 0 in {@code file_row_number}. */
  String numberedRows() {
    return source(file, ", file_row_number = true");
  }

  private static String source(SourceFile file, String options) {
    return "read_parquet(%s%s)"
        .formatted(DuckDb.literal(DuckDb.withoutPattern(file.path().toString())), options);
  }

  /** The same rows with fewer columns. */
  RawTable only(List<Integer> kept) {
    return new RawTable() {
      @Override
      public List<String> columns() {
        return kept.stream().map(columns::get).toList();
      }

      @Override
      public void read(Sink sink) throws IOException {
        ParquetTable.this.read(kept, sink);
      }
    };
  }

  Path path() {
    return file.path();
  }

  InputException unreadable(SQLException e) {
    return unreadable(file, e);
  }

  private static InputException unreadable(SourceFile file, SQLException e) {
    return new InputException(
        "%s: not readable as Parquet (%s)".formatted(file.name(), DuckDb.reason(e)), e);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public void read(Sink sink) throws IOException {
    read(IntStream.range(0, columns.size()).boxed().toList(), sink);
  }

  private void read(List<Integer> kept, Sink sink) throws IOException {
    String projection = kept.stream().map(this::text).collect(Collectors.joining(", "));
    try (Connection connection = DuckDb.forReading();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT %s FROM %s".formatted(projection, source(file, "")))) {
      for (long line = 1; rows.next(); line++) {
        @Nullable String[] cells = new @Nullable String[kept.size()];
        for (int i = 0; i < cells.length; i++) {
          String cell = rows.getString(i + 1);
          cells[i] = cell == null || cell.isEmpty() ? null : cell;
        }
        sink.row(line, cells);
      }
    } catch (SQLException e) {
      throw unreadable(file, e);
    }
  }
}
