package isoloss.data.importer;

import isoloss.data.InputException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parquet, read by DuckDB; the line of a row is its number, from 1. */
final class ParquetFormat implements Format {
  private static final String QUERY = "SELECT * FROM read_parquet(?)";

  @Override
  public String formatName() {
    return "parquet";
  }

  @Override
  public boolean recognises(SourceFile file) {
    byte[] head = file.head();
    return head.length >= 4 && head[0] == 'P' && head[1] == 'A' && head[2] == 'R' && head[3] == '1';
  }

  @Override
  public RawTable open(SourceFile file) {
    try (Connection connection = Database.connect();
        PreparedStatement query = connection.prepareStatement(QUERY + " LIMIT 0")) {
      query.setString(1, literalPath(file));
      try (ResultSet none = query.executeQuery()) {
        ResultSetMetaData meta = none.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
          columns.add(meta.getColumnName(i));
        }
        return new Table(file, columns);
      }
    } catch (SQLException e) {
      throw damaged(file, e);
    }
  }

  /** DuckDB takes patterns: a name that holds one is given by its bracketed characters. */
  private static String literalPath(SourceFile file) {
    return file.path().toAbsolutePath().toString().replaceAll("([*?\\[])", "[$1]");
  }

  private static InputException damaged(SourceFile file, SQLException e) {
    return new InputException(
        "%s: the Parquet file is damaged or cut (%s); fetch it again"
            .formatted(file.name(), Database.firstLine(e)),
        e);
  }

  private record Table(SourceFile file, List<String> columns) implements RawTable {
    @Override
    public void read(Sink sink) throws IOException {
      try (Connection connection = Database.connect();
          PreparedStatement query = connection.prepareStatement(QUERY)) {
        query.setString(1, literalPath(file));
        try (ResultSet rows = query.executeQuery()) {
          for (long row = 1; rows.next(); row++) {
            @Nullable String[] cells = new String[columns.size()];
            for (int i = 0; i < cells.length; i++) {
              Object value = rows.getObject(i + 1);
              cells[i] = value == null ? null : value.toString();
            }
            sink.row(row, cells);
          }
        }
      } catch (SQLException e) {
        throw damaged(file, e);
      }
    }
  }
}
