package isoloss.data.importer;

import isoloss.data.InputException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** In-memory databases that never fetch an extension and never spill to a disk. */
public final class DuckDb {
  private DuckDb() {}

  /**
   * The version that a live database gives.
   *
   * @throws InputException if none can be opened here
   */
  public static String version() {
    try (Connection connection = locked();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT version()")) {
      result.next();
      return result.getString(1);
    } catch (SQLException e) {
      throw new InputException("DuckDB cannot be used here: " + reason(e), e);
    }
  }

  /** For reading one file that the user named; no text of the user reaches it as SQL. */
  static Connection forReading() throws SQLException {
    return open();
  }

  /** For the user's expressions: no file, no network, no other database, settings locked. */
  static Connection locked() throws SQLException {
    Connection connection = open();
    try (Statement statement = connection.createStatement()) {
      lock(statement);
    }
    return connection;
  }

  /** For the user's expressions over one file: nothing else can be read. */
  static Connection lockedTo(Path file) throws SQLException {
    Connection connection = open();
    try (Statement statement = connection.createStatement()) {
      String name = file.toString();
      statement.execute(
          "SET allowed_paths = [%s, %s]".formatted(literal(name), literal(withoutPattern(name))));
      lock(statement);
    }
    return connection;
  }

  private static void lock(Statement statement) throws SQLException {
    statement.execute("SET enable_external_access = false");
    statement.execute("SET lock_configuration = true");
  }

  private static Connection open() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("jdbc_stream_results", "true");
    settings.setProperty("threads", "1");
    Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET autoinstall_known_extensions = false");
      statement.execute("SET autoload_known_extensions = false");
      statement.execute("SET temp_directory = ''");
      statement.execute("SET memory_limit = '1GB'");
      statement.execute("SET preserve_identifier_case = true");
    }
    return connection;
  }

  /** A text as a literal; only for file names, which a table function takes no parameter for. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** The file name with its pattern characters made literal. */
  static String withoutPattern(String file) {
    return file.replaceAll("([*?\\[])", "[$1]");
  }

  /** The first line of a message, without the class of the error. */
  static String reason(SQLException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return message.replaceFirst("^[A-Za-z ]+ Error: ", "");
  }
}
