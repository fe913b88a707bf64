package isoloss.data.importer;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A locked database that is opened only when an expression asks for it. */
final class DatabaseSession implements AutoCloseable {
  private @Nullable Connection connection;

  Connection connection() {
    try {
      if (connection == null) {
        connection = DuckDb.locked();
      }
      return connection;
    } catch (SQLException e) {
      throw new isoloss.data.InputException("DuckDB cannot be used here: " + DuckDb.reason(e), e);
    }
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
  }
}
