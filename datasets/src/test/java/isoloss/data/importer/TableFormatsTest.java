package isoloss.data.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Variable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same three rows in every container. */
class TableFormatsTest {
  private static final String ROWS =
      "SELECT * FROM (VALUES (123456789, 2e9, 3.25, 'a,\"b\"'), (2, 4e9, 0.1, NULL),"
          + " (3, 6e9, 1e-7, 'é')) t(N, D, L, model)";
  private static final TableReader READER =
      TableReader.of(List.of(Variable.N, Variable.D, Variable.L));

  @TempDir Path folder;

  private Path exported(String name, String options) throws SQLException {
    Path file = folder.resolve(name);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (%s)".formatted(ROWS, file, options));
    }
    return file;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "runs.csv#FORMAT csv, HEADER",
        "runs.tsv#FORMAT csv, HEADER, DELIMITER '\t'",
        "semicolon.csv#FORMAT csv, HEADER, DELIMITER ';'",
        "bars.txt#FORMAT csv, HEADER, DELIMITER '|'",
        "runs.csv.gz#FORMAT csv, HEADER, COMPRESSION gzip",
        "runs.csv.zst#FORMAT csv, HEADER, COMPRESSION zstd",
        "runs.jsonl#FORMAT json",
        "runs.jsonl.gz#FORMAT json, COMPRESSION gzip",
        "runs.jsonl.zst#FORMAT json, COMPRESSION zstd",
        "runs.json#FORMAT json, ARRAY true",
        "noextension#FORMAT json",
        "runs.parquet#FORMAT parquet",
        "named.bin#FORMAT parquet, COMPRESSION zstd",
      })
  void every_container_gives_the_same_rows(String name, String options) throws SQLException {
    Observations rows = READER.read(List.of(exported(name, options).toString())).observations();

    assertThat(rows.column("N")).containsExactly(123456789, 2, 3);
    assertThat(rows.column("D")).containsExactly(2e9, 4e9, 6e9);
    assertThat(rows.column("L")).containsExactly(3.25, 0.1, 1e-7);
    assertThat(rows.label("model").orElseThrow()).containsExactly("a,\"b\"", "", "é");
  }

  @Test
  void single_precision_keeps_its_exact_value() throws SQLException, IOException {
    Path file = folder.resolve("single.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT 1 AS N, 2 AS D, 0.1::FLOAT AS L) TO '%s' (FORMAT parquet)".formatted(file));
    }
    assertThat(READER.read(List.of(file.toString())).observations().column("L"))
        .containsExactly(0.1f);
  }

  @Test
  void blank_lines_and_line_numbers_survive_zstd() throws SQLException {
    Path file = folder.resolve("lines.csv.zst");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          ("COPY (SELECT unnest(['N,D,L', '', '1,2,3', '', '', '4,5,x'])) TO '%s' (FORMAT csv,"
                  + " HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\\x01', COMPRESSION zstd)")
              .formatted(file));
    }
    Imported imported = READER.read(List.of(file.toString()));

    assertThat(imported.observations().origins().getFirst().line()).isEqualTo(3);
    assertThat(imported.rejected().getFirst().line()).isEqualTo(6);
  }

  @Test
  void json_of_other_languages_and_broken_lines_are_told_apart() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("runs.jsonl"),
            """
            {"N": 1, "D": 2, "L": NaN}
            {"N": 1, "D": 2, "L": 3
            [1, 2, 3]
            {"N": 12345678901234567890, "D": 2, "L": 3, "extra": {"a": [1]}}
            {"N": 1, "D": 2}
            """);
    Imported imported = READER.read(List.of(file.toString()));

    assertThat(imported.observations().column("N")).containsExactly(12345678901234567890d);
    assertThat(imported.rejected().stream().map(r -> r.line())).containsExactly(1L, 2L, 3L, 5L);
    assertThat(imported.rejected().getFirst().reason()).isEqualTo("L is NaN");
    assertThat(imported.rejected().getLast().reason()).isEqualTo("L is empty");
  }

  @Test
  void a_pattern_joins_files_by_column_and_keeps_their_lines() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "N,D,L\n1,2,3\n");
    Files.writeString(folder.resolve("b.csv"), "L,N,D,seed\n6,4,5,7\n3,1,2,7\n");
    Imported imported = READER.read(List.of(folder + "/*.csv"));

    assertThat(imported.observations().column("N")).containsExactly(1, 4, 1);
    assertThat(imported.observations().origins().get(1).file()).endsWith("b.csv");
    assertThat(imported.observations().label("seed").orElseThrow()).containsExactly("", "7", "7");
    assertThat(imported.observations().provenance().inputs()).hasSize(2);
  }

  @Test
  void a_used_column_must_be_in_every_file() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "N,D,L\n1,2,3\n");
    Files.writeString(folder.resolve("b.csv"), "N,D\n1,2\n");

    assertThatThrownBy(() -> READER.read(List.of(folder + "/*.csv")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("b.csv has no column L");
  }

  @Test
  void a_file_whose_name_has_pattern_characters_is_itself() throws Exception {
    Path file = folder.resolve("run[1]*.csv");
    Files.writeString(file, "N,D,L\n1,2,3\n");
    Path parquet = exported("p[1].parquet", "FORMAT parquet");

    assertThat(READER.read(List.of(file.toString())).observations().size()).isEqualTo(1);
    assertThat(READER.read(List.of(parquet.toString())).observations().size()).isEqualTo(3);
  }

  @Test
  void several_gzip_members_are_one_file() throws IOException {
    Path file = folder.resolve("members.csv.gz");
    try (OutputStream out = Files.newOutputStream(file)) {
      for (String part : List.of("N,D,L\n1,2,3\n", "4,5,6\n")) {
        GZIPOutputStream member = new GZIPOutputStream(out);
        member.write(part.getBytes(StandardCharsets.UTF_8));
        member.finish();
      }
    }
    assertThat(READER.read(List.of(file.toString())).observations().size()).isEqualTo(2);
  }

  @Test
  void aliases_labels_and_weights_are_found_by_name() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("runs.csv"),
            "params,tokens,loss,seed,weight,family\n1,2,3,1,0.5,x\n4,5,6,2,1,y\n");
    Observations rows =
        READER.withColumns("cluster=family").read(List.of(file.toString())).observations();

    assertThat(rows.column("N")).containsExactly(1, 4);
    assertThat(rows.column("weight")).containsExactly(0.5, 1);
    assertThat(rows.label("cluster").orElseThrow()).containsExactly("x", "y");
    assertThat(rows.label("seed").orElseThrow()).containsExactly("1", "2");
    assertThat(rows.provenance().steps()).contains("N = params", "cluster = family");
  }

  @Test
  void rules_apply_in_order_and_are_counted() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("runs.csv"),
            "N,D,L\n1,1,9\n2,1,8\n2,1,8\n3,1,7\n4,1,7\n5,1,5\n6,1,4\n9,1,1\n");
    Imported imported =
        READER
            .withWhere("N < 9")
            .withDropHighest("L=3")
            .withHoldOut("N > 5")
            .read(List.of(file.toString()));

    assertThat(imported.duplicatesDropped()).isEqualTo(1);
    assertThat(imported.observations().column("N")).containsExactly(4, 5);
    assertThat(imported.split().heldOut().column("N")).containsExactly(6);
    assertThat(imported.filteredOut())
        .containsExactly(
            new Imported.Filtered("--where N < 9", 1),
            new Imported.Filtered("--drop-highest L=3", 3));
    assertThatThrownBy(() -> READER.withDropHighest("L=99").read(List.of(file.toString())))
        .hasMessageContaining("leaves nothing");
    assertThatThrownBy(() -> READER.withDropHighest("Q=1").read(List.of(file.toString())))
        .hasMessageContaining("no role Q");
    assertThatThrownBy(() -> READER.withDropHighest("L")).hasMessageContaining("is not ROLE=n");
    assertThatThrownBy(() -> READER.withWhere("N > 99").read(List.of(file.toString())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is left");
  }
}
