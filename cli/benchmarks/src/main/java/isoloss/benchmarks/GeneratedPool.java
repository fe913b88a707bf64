package isoloss.benchmarks;

import isoloss.data.Seed;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a seeded pool of binary scores under a Rasch model: {@code P(score = 1) = 1 / (1 +
 * exp(difficulty - ability))}, both standard normal, each cell kept with the same probability.
 *
 * <p>{@code GeneratedPool FILE [--models 6805] [--samples 1260] [--density 0.66] [--seed 42]}; the
 * name decides the form: {@code .parquet}, {@code .wide.csv.gz} (a column a sample), else long CSV,
 * packed where it ends in {@code .gz}. Rows are in order of models.
 */
public final class GeneratedPool {
  private static final int SOURCES = 6;

  private final int models;
  private final int samples;
  private final double density;
  private final long seed;

  private GeneratedPool(int models, int samples, double density, long seed) {
    this.models = models;
    this.samples = samples;
    this.density = density;
    this.seed = seed;
  }

  public static void main(String[] arguments) throws SQLException, IOException {
    List<String> given = List.of(arguments);
    if (given.isEmpty() || given.getFirst().startsWith("--")) {
      System.err.println(
          "usage: GeneratedPool FILE [--models N] [--samples N] [--density P] [--seed S]");
      System.exit(2);
    }
    new GeneratedPool(
            Integer.parseInt(option(given, "--models", "6805")),
            Integer.parseInt(option(given, "--samples", "1260")),
            Double.parseDouble(option(given, "--density", "0.66")),
            Long.parseLong(option(given, "--seed", "42")))
        .write(Path.of(given.getFirst()));
  }

  private static String option(List<String> arguments, String name, String otherwise) {
    int at = arguments.indexOf(name);
    return at < 0 || at + 1 >= arguments.size() ? otherwise : arguments.get(at + 1);
  }

  private void write(Path target) throws SQLException, IOException {
    Properties settings = new Properties();
    settings.setProperty("jdbc_stream_results", "true");
    settings.setProperty("threads", "1"); // rows in order
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
        Statement statement = connection.createStatement()) {
      Seed root = new Seed(seed);
      fill(connection, "abilities", models, root.child("abilities").generator());
      fill(connection, "difficulties", samples, root.child("difficulties").generator());
      if (target.toString().endsWith(".parquet")) {
        statement.execute(
            "COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION zstd)"
                .formatted(rows("WHERE kept"), target.toString().replace("'", "''")));
      } else {
        try (Writer out = writer(target)) {
          if (target.toString().endsWith(".wide.csv.gz")) {
            writeWide(statement, out);
          } else {
            writeLong(statement, out);
          }
        }
      }
    }
  }

  private static void fill(Connection connection, String table, int size, RandomGenerator random)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + table + " (k INTEGER, theta DOUBLE)");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
      connection.setAutoCommit(false);
      for (int k = 0; k < size; k++) {
        insert.setInt(1, k);
        insert.setDouble(2, random.nextGaussian());
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  /** One row a cell, in order of models, then samples. */
  private String rows(String condition) {
    return String.format(
        Locale.ROOT,
        """
        SELECT 'org/model-' || m AS model, %s AS sample,
          CAST(luck < 1 / (1 + exp(d.theta - a.theta)) AS INTEGER) AS score%s
        FROM (SELECT i // %d AS m, i %% %d AS s,
            hash(i, %d) / 18446744073709551616 < %s AS kept,
            hash(%d, i) / 18446744073709551616 AS luck
          FROM range(%d) t(i)) cells
        JOIN abilities a ON a.k = m JOIN difficulties d ON d.k = s %s
        """,
        SAMPLE,
        condition.isEmpty() ? ", kept" : "",
        samples,
        samples,
        seed,
        density,
        seed,
        (long) models * samples,
        condition);
  }

  private static final String SAMPLE = "'bench' || s % " + SOURCES + " || '/' || s";

  private static Writer writer(Path target) throws IOException {
    var file = Files.newOutputStream(target);
    return new BufferedWriter(
        new OutputStreamWriter(
            target.toString().endsWith(".gz") ? new GZIPOutputStream(file, 1 << 16) : file,
            StandardCharsets.UTF_8),
        1 << 16);
  }

  private void writeLong(Statement statement, Writer out) throws SQLException, IOException {
    out.write("model,sample,score\n");
    try (ResultSet rows = statement.executeQuery(rows("WHERE kept"))) {
      while (rows.next()) {
        out.write(rows.getString(1) + ',' + rows.getString(2) + ',' + rows.getInt(3) + '\n');
      }
    }
  }

  private void writeWide(Statement statement, Writer out) throws SQLException, IOException {
    out.write(
        IntStream.range(0, samples)
            .mapToObj(s -> "bench" + s % SOURCES + "/" + s)
            .collect(Collectors.joining(",", "model,", "\n")));
    try (ResultSet rows = statement.executeQuery(rows(""))) {
      for (long i = 0; rows.next(); i++) {
        out.write(i % samples == 0 ? rows.getString(1) + ',' : ",");
        out.write(rows.getBoolean(4) ? Integer.toString(rows.getInt(3)) : "");
        if (i % samples == samples - 1) {
          out.write('\n');
        }
      }
    }
  }
}
