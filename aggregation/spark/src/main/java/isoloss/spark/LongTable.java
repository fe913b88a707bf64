package isoloss.spark;

import isoloss.data.InputException;
import isoloss.data.importer.LongRows;
import isoloss.data.pool.Conflicts;
import isoloss.rank.engine.CountingTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Long tables as rows of text, one column per role and all rows of a sample in one partition.
 *
 * @param roles symbols, in the order of the columns; more columns may follow
 */
record LongTable(Dataset<Row> rows, List<String> roles) {
  /** Roles that counting has a use for. */
  private static final List<String> USED =
      List.of(
          "model",
          "sample",
          "score",
          "rank",
          "metric",
          "source",
          "kind",
          "weight",
          "cluster",
          "direction",
          "model_a",
          "model_b",
          "winner",
          "result",
          "wins_a",
          "wins_b",
          "ties");

  private static final int ROWS_FOR_KEYS = 1000;

  /** Of a block, about; packed it is far smaller. */
  private static final long BLOCK_BYTES = 32L << 20;

  private static final int FEWEST_BLOCKS = 16;
  private static final int MOST_BLOCKS = 4096;

  /**
   * Reads headers, but no row.
   *
   * @throws InputException if a file cannot be found, read or understood
   */
  static LongTable open(SparkSession session, CountingTask task) {
    List<File> files = new ArrayList<>();
    for (String name : task.files()) {
      files.add(File.open(session, name, task));
    }
    Set<String> roles = new LinkedHashSet<>();
    USED.stream()
        .filter(role -> files.stream().anyMatch(file -> file.columns.containsKey(role)))
        .forEach(roles::add);
    boolean ordered = task.conflicts() == Conflicts.FIRST || task.conflicts() == Conflicts.LAST;
    Dataset<Row> all = null;
    for (int f = 0; f < files.size(); f++) {
      Dataset<Row> rows = files.get(f).selected(roles, ordered ? f : -1);
      all = all == null ? rows : all.unionAll(rows);
    }
    Dataset<Row> dealt = dealt(java.util.Objects.requireNonNull(all), roles, blocks(session, task));
    return new LongTable(
        ordered ? dealt.sortWithinPartitions("at_file", "at_path", "at_byte", "at_row") : dealt,
        List.copyOf(roles));
  }

  /** By the size of the data alone, so that results do not hang on the cluster. */
  private static int blocks(SparkSession session, CountingTask task) {
    String stated = task.settings().get("isoloss.blocks");
    if (stated != null) {
      return Integer.parseInt(stated);
    }
    long bytes = 0;
    for (String name : task.files()) {
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(located(name));
      try {
        FileSystem files = path.getFileSystem(session.sparkContext().hadoopConfiguration());
        bytes += files.getContentSummary(path).getLength();
      } catch (IOException e) {
        throw new InputException(name + " cannot be read: " + e.getMessage(), e);
      }
    }
    return (int) Math.clamp(bytes / BLOCK_BYTES, FEWEST_BLOCKS, MOST_BLOCKS);
  }

  /** A battle without a sample is a sample of its own, and may be anywhere. */
  private static Dataset<Row> dealt(Dataset<Row> rows, Set<String> roles, int blocks) {
    Column[] all = roles.stream().map(functions::col).toArray(Column[]::new);
    Column own = functions.hash(all).cast(DataTypes.StringType);
    return rows.repartition(
        blocks,
        roles.contains("sample")
            ? functions.coalesce(functions.trim(functions.col("sample")), own)
            : own);
  }

  /** A path without a scheme is one of the local disk. */
  private static String located(String name) {
    return name.matches("[A-Za-z][A-Za-z0-9+.-]+://.*")
        ? name
        : Path.of(name).toAbsolutePath().toUri().toString();
  }

  /**
   * A file and what its columns are.
   *
   * @param columns by the role that they have
   */
  private record File(Dataset<Row> rows, Map<String, String> columns) {

    static File open(SparkSession session, String name, CountingTask task) {
      String located = located(name);
      if (located.startsWith("file:") && !Files.exists(Path.of(java.net.URI.create(located)))) {
        throw new InputException(name + " does not exist");
      }
      try {
        Dataset<Row> rows = read(session, name, located);
        return new File(rows, columns(name, rows, task));
      } catch (Exception e) { // Scala throws checked exceptions unannounced
        throw e instanceof AnalysisException analysis
            ? new InputException(name + " cannot be read: " + analysis.getSimpleMessage(), e)
            : e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
      }
    }

    private static Map<String, String> columns(String name, Dataset<Row> rows, CountingTask task) {
      List<String> header = Arrays.asList(rows.columns());
      return LongRows.columns(name, header, task.columns());
    }

    private static Dataset<Row> read(SparkSession session, String name, String located) {
      String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|bz2)$", "");
      if (plain.endsWith(".csv") || plain.endsWith(".tsv")) {
        return session
            .read()
            .option("header", true)
            .option("sep", plain.endsWith(".tsv") ? "\t" : ",")
            .option("escape", "\"")
            .csv(located);
      }
      if (plain.endsWith(".jsonl") || plain.endsWith(".ndjson")) {
        return jsonLines(session, located);
      }
      if (plain.endsWith(".parquet") || plain.endsWith("/")) {
        return session.read().parquet(located);
      }
      throw new InputException(
          name
              + " is no .parquet (or a folder of such, ending with /), .csv, .tsv, .jsonl or"
              + " .ndjson, plain or .gz, which Spark's workers read");
    }

    /** Text as it stands; the keys are those of the first rows. */
    private static Dataset<Row> jsonLines(SparkSession session, String located) {
      Dataset<String> first =
          session.read().textFile(located).limit(ROWS_FOR_KEYS).as(Encoders.STRING());
      var keys =
          Arrays.stream(session.read().json(first).columns())
              .map(key -> DataTypes.createStructField(key, DataTypes.StringType, true))
              .toList();
      return session.read().schema(DataTypes.createStructType(keys)).json(located);
    }

    /**
     * One column of text per role.
     *
     * @param number of the file where rows must be told apart by place, else -1
     */
    Dataset<Row> selected(Set<String> roles, int number) {
      List<Column> selected = new ArrayList<>();
      for (String role : roles) {
        String column = column(role);
        Column cell =
            column.isEmpty()
                ? functions.lit(null)
                : functions.col("`" + column.replace("`", "``") + "`");
        selected.add(cell.cast(DataTypes.StringType).as(role));
      }
      if (number >= 0) {
        selected.add(functions.lit(number).as("at_file"));
        selected.add(functions.col("_metadata.file_path").as("at_path"));
        selected.add(functions.col("_metadata.file_block_start").as("at_byte"));
        selected.add(functions.monotonically_increasing_id().as("at_row"));
      }
      return rows.select(selected.toArray(Column[]::new));
    }

    /** Beside files with {@code model_a}, one with {@code model} and {@code model_b}. */
    private String column(String role) {
      boolean first = role.equals("model_a") && columns.containsKey("model_b");
      return columns.getOrDefault(role, first ? columns.getOrDefault("model", "") : "");
    }
  }
}
