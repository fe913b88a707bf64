package isoloss.data.importer;

import isoloss.data.InputException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Whether the embedded database works here. */
public final class DuckDb {
  private DuckDb() {}

  /**
   * The version that a live database gives.
   *
   * @throws InputException if none can be opened
   */
  public static String version() {
    try (Connection connection = Database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT version()")) {
      result.next();
      return result.getString(1);
    } catch (SQLException e) {
      throw new InputException("DuckDB cannot be used: " + Database.firstLine(e), e);
    }
  }
}
