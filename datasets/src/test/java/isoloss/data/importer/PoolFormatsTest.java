package isoloss.data.importer;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.Rejected;
import isoloss.data.Seed;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One pool in every arrangement and container. */
class PoolFormatsTest {
  private static final PoolReader READER = PoolReader.withDefaults();
  private static final int MODELS = 9;
  private static final int SAMPLES = 140;

  private Path folder = Path.of("");

  @BeforeEach
  @BeforeProperty
  void make() throws IOException {
    folder = Files.createTempDirectory("pool-formats");
  }

  @AfterEach
  @AfterProperty
  void clean() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** A score, or NaN where none was measured. */
  private static double[][] scores(long seed) {
    RandomGenerator random = new Seed(seed).generator();
    double[][] scores = new double[MODELS][SAMPLES];
    for (double[] row : scores) {
      for (int s = 0; s < SAMPLES; s++) {
        double value = s % 4 == 3 ? random.nextInt(5) / 4.0 : random.nextInt(2);
        row[s] = random.nextDouble() < 0.7 ? value : Double.NaN;
      }
    }
    return scores;
  }

  private static List<String> longRows(double[][] scores) {
    List<String> rows = new ArrayList<>();
    for (int m = 0; m < MODELS; m++) {
      for (int s = 0; s < SAMPLES; s++) {
        if (!Double.isNaN(scores[m][s])) {
          rows.add("m%d,x%d/%d,%s,x%d".formatted(m, s % 2, s, scores[m][s], s % 2));
        }
      }
    }
    return rows;
  }

  private String longFile(String name, List<String> rows) throws IOException {
    Path file = folder.resolve(name);
    byte[] bytes =
        ("model,sample,score,source\n" + String.join("\n", rows) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
      out.write(bytes);
    }
    return file.toString();
  }

  private String wideFile(double[][] scores) throws IOException {
    StringBuilder text = new StringBuilder("model");
    for (int s = 0; s < SAMPLES; s++) {
      text.append(",x").append(s % 2).append('/').append(s);
    }
    for (int m = 0; m < MODELS; m++) {
      text.append("\nm").append(m);
      for (double score : scores[m]) {
        text.append(',').append(Double.isNaN(score) ? "" : String.valueOf(score));
      }
    }
    return Files.writeString(folder.resolve("wide.csv"), text).toString();
  }

  private String exported(String from, String name, String options) throws SQLException {
    return copied("SELECT * FROM read_csv('%s')".formatted(from), name, options);
  }

  private String copied(String rows, String name, String options) throws SQLException {
    Path file = folder.resolve(name);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (%s)".formatted(rows, file, options));
    }
    return file.toString();
  }

  private static void assertSame(Pool pool, Pool expected) {
    assertThat(pool.models()).isEqualTo(expected.models());
    assertThat(pool.samples()).isEqualTo(expected.samples());
    assertThat(PoolReaderTest.cells(pool)).isEqualTo(PoolReaderTest.cells(expected));
  }

  @Test
  void every_container_and_arrangement_gives_the_same_pool() throws Exception {
    double[][] scores = scores(1);
    String csv = longFile("long.csv", longRows(scores));
    Pool expected = READER.read(List.of(csv)).pool();
    assertThat(expected.scoreCount()).isEqualTo(longRows(scores).size());
    String wide = wideFile(scores);
    for (String file :
        List.of(
            longFile("long.csv.gz", longRows(scores)),
            wide,
            exported(csv, "long.jsonl", "FORMAT json"),
            exported(csv, "long.json", "FORMAT json, ARRAY true"),
            exported(csv, "long.parquet", "FORMAT parquet"),
            exported(wide, "wide.parquet", "FORMAT parquet"),
            exported(wide, "wide.jsonl.zst", "FORMAT json, COMPRESSION zstd"))) {
      assertSame(READER.read(List.of(file)).pool(), expected);
      // by way of the expressions
      assertSame(READER.withWhere("model <> 'none'").read(List.of(file)).pool(), expected);
    }
  }

  @Property(tries = 8)
  void the_order_of_rows_changes_nothing(@ForAll long seed) throws IOException {
    List<String> rows = longRows(scores(seed));
    Pool expected = READER.read(List.of(longFile("rows.csv", rows))).pool();
    Collections.shuffle(rows, new Random(seed));
    assertSame(READER.read(List.of(longFile("rows.csv", rows))).pool(), expected);
    int half = rows.size() / 2;
    Pool parts =
        READER
            .read(
                List.of(
                    longFile("b.csv", rows.subList(half, rows.size())),
                    longFile("a.csv", rows.subList(0, half))))
            .pool();
    assertSame(parts, expected);
  }

  @Test
  void a_wide_parquet_of_many_columns_is_read_in_blocks() throws Exception {
    StringBuilder columns = new StringBuilder("SELECT 'm' || i AS model");
    for (int s = 0; s < 1300; s++) {
      columns.append(", (hash(i, %d) %% 2)::INTEGER AS \"b/%d\"".formatted(s, s));
    }
    String rows = columns + " FROM range(5) t(i) UNION ALL BY NAME SELECT NULL AS model";
    ImportedPool imported = READER.read(List.of(copied(rows, "many.parquet", "FORMAT parquet")));

    assertThat(imported.pool().scoreCount()).isEqualTo(5 * 1300);
    assertThat(imported.pool().samples()).extracting(Sample::source).containsOnly("b");
    assertThat(imported.rejected().stream().map(Rejected::toString))
        .containsExactly(folder.resolve("many.parquet") + ":6: model is empty");
  }

  @Test
  void parquet_rows_are_described_counted_and_rejected_like_others() throws Exception {
    String rows =
        """
        SELECT * FROM (VALUES
          (' m', 's', 1.0, 'x', 'math', 'easy', 1), ('n', 's', 0.0, 'x', 'logic', 'easy', 2),
          (NULL, 's', 1.0, 'x', '', '', 3), ('  ', 's', NULL, 'x', '', '', 3),
          ('m', NULL, 1.0, 'x', '', '', 4), ('m', 't', 'nan'::DOUBLE, 'x', '', 'hard', 5),
          ('m', 't', 0.5, NULL, '', 'hard', 6), ('m', 'u', 'inf'::DOUBLE, '', '', '', 7),
          ('only', 's', NULL, 'x', '', '', 8), ('n', 't', 0.25, '', 'math', 'hard', 9))
          t(model, sample, score, source, capability, level, id)\
        """;
    ImportedPool parquet = READER.read(List.of(copied(rows, "rows.parquet", "FORMAT parquet")));
    ImportedPool json = READER.read(List.of(copied(rows, "rows.jsonl", "FORMAT json")));

    assertSame(parquet.pool(), json.pool());
    assertThat(parquet.pool().models()).containsExactlyInAnyOrder("m", "n");
    assertThat(parquet.notes()).isEqualTo(json.notes());
    assertThat(parquet.rejected().stream().map(Rejected::line)).containsExactly(3L, 4L, 5L, 8L);
    assertThat(parquet.rejected().stream().map(Rejected::reason))
        .isEqualTo(json.rejected().stream().map(Rejected::reason).toList());
    Sample s =
        parquet.pool().samples().stream()
            .filter(each -> each.name().equals("s"))
            .findFirst()
            .orElseThrow();
    assertThat(s.capabilities()).containsExactly("logic", "math");
    assertThat(s.attributes()).containsOnlyKeys("level");
  }

  @Test
  void conflicts_in_parquet_name_their_rows() throws Exception {
    String rows = "SELECT 'm' AS model, 's' AS sample, i % 2 AS score FROM range(3) t(i)";
    String file = copied(rows, "conflict.parquet", "FORMAT parquet");

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> READER.read(List.of(file)))
        .hasMessageContaining("m on s (0.0, 1.0, 0.0) at %1$s:1, %1$s:2, %1$s:3;".formatted(file));
  }
}
