package isoloss.data.importer;

import isoloss.data.InputException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parquet; a row's "line" is its 1-based number, since the format has none. */
final class ParquetTable implements RawTable {
  private final SourceFile file;
  private final List<String> columns;
  private final String projection;

  private ParquetTable(SourceFile file, List<String> columns, String projection) {
    this.file = file;
    this.columns = columns;
    this.projection = projection;
  }

  static ParquetTable open(SourceFile file) {
    try (Connection connection = DuckDb.forReading();
        Statement statement = connection.createStatement();
        ResultSet empty = statement.executeQuery("SELECT * FROM " + source(file) + " LIMIT 0")) {
      ResultSetMetaData meta = empty.getMetaData();
      List<String> names = new ArrayList<>();
      List<String> cells = new ArrayList<>();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        names.add(meta.getColumnName(i));
        cells.add(asText(meta.getColumnName(i), meta.getColumnTypeName(i)));
      }
      return new ParquetTable(file, List.copyOf(names), String.join(", ", cells));
    } catch (SQLException e) {
      throw unreadable(file, e);
    }
  }

  /** Single precision goes through double, so that no digit of its value is lost. */
  private static String asText(String column, String type) {
    String quoted = '"' + column.replace("\"", "\"\"") + '"';
    return type.equals("FLOAT")
        ? "CAST(CAST(%s AS DOUBLE) AS VARCHAR)".formatted(quoted)
        : "CAST(%s AS VARCHAR)".formatted(quoted);
  }

  private static String source(SourceFile file) {
    return "read_parquet(%s)"
        .formatted(DuckDb.literal(DuckDb.withoutPattern(file.path().toString())));
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
    try (Connection connection = DuckDb.forReading();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT %s FROM %s".formatted(projection, source(file)))) {
      for (long line = 1; rows.next(); line++) {
        @Nullable String[] cells = new @Nullable String[columns.size()];
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
