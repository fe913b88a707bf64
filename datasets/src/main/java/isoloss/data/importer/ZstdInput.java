package isoloss.data.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The bytes of a Zstandard file, line by line through DuckDB, since Java has no such codec. Every
 * byte passes as one Latin-1 character; line ends come out as a line feed, and a line feed always
 * ends the stream.
 */
final class ZstdInput extends InputStream {
  private final Connection connection;
  private final Statement statement;
  private final ResultSet lines;
  private byte[] line = {};
  private int at;

  private ZstdInput(Connection connection, Statement statement, ResultSet lines) {
    this.connection = connection;
    this.statement = statement;
    this.lines = lines;
  }

  @SuppressWarnings("resource") // closed with the stream
  static InputStream open(Path file) throws IOException {
    try {
      Connection connection = DuckDb.forReading();
      Statement statement = connection.createStatement();
      return new ZstdInput(connection, statement, statement.executeQuery(query(file)));
    } catch (SQLException e) {
      throw new IOException(DuckDb.reason(e), e);
    }
  }

  private static String query(Path file) {
    return """
    SELECT line FROM read_csv(%s, compression = 'zstd', encoding = 'latin-1', header = false,
      auto_detect = false, columns = {'line': 'VARCHAR'}, quote = '', escape = '',
      delim = E'\\x01\\x02\\x03\\x04', max_line_size = %d)\
    """
        .formatted(DuckDb.literal(DuckDb.withoutPattern(file.toString())), Lines.MAX_LINE_BYTES);
  }

  @Override
  public int read() throws IOException {
    return advance() ? line[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!advance()) {
      return -1;
    }
    int copied = Math.min(length, line.length - at);
    System.arraycopy(line, at, target, offset, copied);
    at += copied;
    return copied;
  }

  private boolean advance() throws IOException {
    try {
      while (at == line.length) {
        if (!lines.next()) {
          return false;
        }
        String text = lines.getString(1);
        line = ((text == null ? "" : text) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        at = 0;
      }
      return true;
    } catch (SQLException e) {
      throw new IOException(DuckDb.reason(e), e);
    }
  }

  @Override
  public void close() throws IOException {
    try (connection;
        statement;
        lines) {
      at = line.length;
    } catch (SQLException e) {
      throw new IOException(DuckDb.reason(e), e);
    }
  }
}
