package isoloss.data.importer;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** DuckDB in memory: small, silent, and never fetching extensions. */
final class Database {
  private static final List<String> SETTINGS =
      List.of(
          "SET threads = 1",
          "SET memory_limit = '512MB'",
          "SET autoinstall_known_extensions = false",
          "SET autoload_known_extensions = false");

  /** From here on SQL reaches nothing but the tables at hand, and nothing can be set back. */
  private static final List<String> LOCK =
      List.of("SET enable_external_access = false", "SET lock_configuration = true");

  private Database() {}

  /** An empty database that may read files. */
  static Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:", new Properties());
    run(connection, SETTINGS);
    return connection;
  }

  static void lock(Connection connection) throws SQLException {
    run(connection, LOCK);
  }

  private static void run(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
