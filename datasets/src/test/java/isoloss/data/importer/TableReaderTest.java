package isoloss.data.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Rejected;
import isoloss.data.SharedData;
import isoloss.data.Variable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {
  private static final TableReader READER =
      TableReader.of(List.of(Variable.N, Variable.D, Variable.L));

  private static final String GOOD = "N,D,loss\n1e6,2e7,3.5\n2e6,4e7,3.25\n";

  @TempDir Path folder;

  @Test
  void farseersGridHasThreeDuplicatesAnd326UniqueRowsAbove200Million() {
    Imported read =
        READER
            .withWhere("N > 2e8 AND N < 5.4e9")
            .read(List.of(SharedData.file("farseer/farseer_grid.csv").toString()));
    assertThat(read.observations().size()).isEqualTo(326);
    assertThat(read.duplicatesDropped()).isEqualTo(3);
    assertThat(read.rejected()).isEmpty();
  }

  @Test
  void keptDuplicatesGive329Rows() {
    Imported read =
        READER
            .withWhere("N > 2e8 AND N < 5.4e9")
            .withDuplicatesKept(true)
            .read(List.of(SharedData.file("farseer/farseer_grid.csv").toString()));
    assertThat(read.observations().size()).isEqualTo(329);
  }

  @Test
  void epochsRowsAreMappedByExpressionsAndTheFiveHighestDropped() {
    Imported read =
        READER
            .withColumns(List.of("N=\"Model Size\",D=\"Training FLOP\"/(6*\"Model Size\"),L=loss"))
            .withDropHighest(List.of("L=5"))
            .read(List.of(SharedData.file("chinchilla-epoch/svg_extracted_data.csv").toString()));
    assertThat(read.observations().size()).isEqualTo(240);
    assertThat(Arrays.stream(read.observations().column("L")).max().orElseThrow())
        .isLessThan(3.447);
    assertThat(read.filteredOut().getFirst().rows()).isEqualTo(5);
  }

  @Test
  void everyUnusableCellIsRejectedWithItsLineAndReason() throws IOException {
    Imported read =
        read(
            "N,D,loss\n1e6,2e7,3.5\n,2e7,3.4\n1e6,abc,3.4\n1e6,2e7,nan\n1e6,2e7,inf\n-1,2e7,3\n1e6,2e7\n"
                + "\"1e6\",\"2e7\",3.3\n");
    assertThat(read.observations().size()).isEqualTo(2);
    assertThat(read.rejected()).extracting(Rejected::line).containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(read.rejected())
        .extracting(Rejected::reason)
        .containsExactly(
            "\"N\" is empty",
            "\"D\" is \"abc\", not a number",
            "\"loss\" is NaN",
            "\"loss\" is infinite",
            "\"N\" is -1.0, but N must be positive",
            "2 cells where the header has 3");
  }

  @Test
  void lineNumbersCountTheLineBreaksInsideQuotes() throws IOException {
    Imported read = read("note,N,D,loss\n\"two\nlines\",1e6,2e7,3.5\nx,1e6,2e7,\n");
    assertThat(read.observations().origins().getFirst().line()).isEqualTo(2);
    assertThat(read.rejected().getFirst().line()).isEqualTo(4);
  }

  @Test
  void anOpenQuoteCostsItsOwnRowOnly() throws IOException {
    Imported read = read("N,D,loss\n\"1e6,2e7,3.5\n2e6,4e7,3.25\n");
    assertThat(read.observations().size()).isEqualTo(1);
    assertThat(read.rejected()).extracting(Rejected::line).containsExactly(2L);
  }

  @Test
  void everyCutOfATableEndsInRowsOrOneSentence() throws IOException {
    byte[] whole = "N,D,\"loss\"\n1e6,2e7,3.5\n\"2e6\",4e7,3.25\n".getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length <= whole.length; length++) {
      Path file = Files.write(folder.resolve("cut.csv"), Arrays.copyOf(whole, length));
      try {
        Imported read = READER.read(List.of(file.toString()));
        assertThat(read.observations().size()).isBetween(1, 2);
      } catch (InputException e) {
        assertThat(e.getMessage()).contains("cut.csv").doesNotContain("\n");
      }
    }
  }

  @Test
  void everyCutOfAGzippedTableEndsInRowsOrOneSentence() throws IOException {
    Path file = folder.resolve("t.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(GOOD.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(READER.read(List.of(file.toString())).observations().size()).isEqualTo(2);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try {
        assertThat(READER.read(List.of(file.toString())).rejected()).isNotEmpty();
      } catch (InputException e) {
        assertThat(e.getMessage()).contains("t.csv.gz").doesNotContain("\n");
      }
    }
  }

  @Test
  void anEndlessLineIsRejectedWithoutHoldingIt() throws IOException {
    Path file = folder.resolve("long.csv");
    Files.writeString(file, GOOD + "x".repeat(1 << 17));
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(100L << 20);
    }
    Imported read = READER.read(List.of(file.toString()));
    assertThat(read.observations().size()).isEqualTo(2);
    assertThat(read.rejected()).hasSize(1);
    assertThat(read.rejected().getFirst().reason()).contains("longer than 16 MiB");
  }

  @Test
  void whatIsNoTableIsRefusedInOneSentence() throws IOException {
    assertRefused(new byte[0], "empty");
    assertRefused("\n\n".getBytes(StandardCharsets.UTF_8), "blank");
    assertRefused(new byte[] {1, 0, 2, 0, 3}, "binary");
    assertRefused("N,D,loss\n".getBytes(StandardCharsets.UTF_8), "no usable row");
    assertRefused("N,D\n1,2\n".getBytes(StandardCharsets.UTF_8), "no column for L");
    assertRefused("N,N,loss\n1,2,3\n".getBytes(StandardCharsets.UTF_8), "twice");
    assertThatThrownBy(() -> READER.read(List.of(folder.toString())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is a directory");
    assertThatThrownBy(() -> READER.read(List.of(folder.resolve("none.csv").toString())))
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> READER.read(List.of(folder + "/*.nothing")))
        .hasMessageContaining("matches no file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1=1; DROP TABLE raw",
        "N > (SELECT max(N) FROM raw)",
        "EXISTS (SELECT 1)",
        "read_csv('/etc/passwd') IS NOT NULL",
        "getenv('HOME') = 'x'",
        "current_setting('threads') = 1",
        "N > 1 -- comment",
        "N > 1 /* comment */",
        "COPY raw TO 'x.csv'",
        "ATTACH 'x.db'",
        "N > 1 UNION SELECT 1",
        "\"N\"\" > 1",
        "N > 1) OR (1=1",
        "N > $1",
        "N > ?",
        "N > 1 \u2018x\u2019",
        "glob('/*') IS NULL",
        "N[1]",
        "nope > 1",
        "n > 1",
        "'open",
        "" + "pragma_version() IS NULL"
      })
  void sqlOfTheUserReachesNothingButTheRow(String where) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), GOOD);
    assertThatThrownBy(() -> READER.withWhere(where).read(List.of(file.toString())))
        .isInstanceOf(InputException.class)
        .message()
        .contains("--where")
        .doesNotContain("\n");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void conditionsSeeColumnsAndRolesAndFunctions() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("t.csv"), "params,D,loss,kind\n1e6,2e7,3.5,a\n2e6,4e7,3.25,B\n");
    TableReader reader = READER.withColumns(List.of("N=params*2"));
    assertThat(
            reader.withWhere("N > 3e6").read(List.of(file.toString())).observations().column("N"))
        .containsExactly(4e6);
    assertThat(
            reader
                .withWhere("role.N < 3e6 AND lower(kind) IN ('a','b')")
                .read(List.of(file.toString()))
                .observations()
                .size())
        .isEqualTo(1);
    Imported held = reader.withHoldOut("kind = 'B'").read(List.of(file.toString()));
    assertThat(held.split().heldOut().size()).isEqualTo(1);
    assertThat(held.observations().size()).isEqualTo(1);
  }

  @Test
  void headerNamesAreCaseSensitive() throws IOException {
    Path file =
        Files.writeString(folder.resolve("t.csv"), "n,N,D,L\n5,1e6,2e7,3.5\n6,1e6,2e7,3.6\n");
    assertThat(
            READER
                .withColumns(List.of("N=n"))
                .read(List.of(file.toString()))
                .observations()
                .column("N"))
        .containsExactly(5, 6);
    assertThat(READER.read(List.of(file.toString())).observations().column("N"))
        .containsExactly(1e6, 1e6);
  }

  @Test
  void theSameRowsComeFromEveryFormat() throws Exception {
    Path csv = Files.writeString(folder.resolve("t.csv"), GOOD);
    Path tsv = Files.writeString(folder.resolve("t.tsv"), GOOD.replace(',', '\t'));
    Path jsonl =
        Files.writeString(
            folder.resolve("t.jsonl"),
            "{\"N\":1e6,\"D\":2e7,\"loss\":3.5}\n{\"N\":2e6,\"D\":4e7,\"loss\":3.25}\n");
    Path json =
        Files.writeString(
            folder.resolve("t.json"),
            "[\n {\"N\":1e6,\"D\":2e7,\n \"loss\":3.5},\n {\"N\":2e6,\"D\":4e7,\"loss\":3.25}]\n");
    Path parquet = folder.resolve("t.parquet");
    Path zstd = folder.resolve("t.csv.zst");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("COPY (SELECT * FROM read_csv('%s')) TO '%s'".formatted(csv, parquet));
      statement.execute(
          "COPY (SELECT * FROM read_csv('%s')) TO '%s' (FORMAT csv, COMPRESSION zstd)"
              .formatted(csv, zstd));
    }
    for (Path file : List.of(csv, tsv, jsonl, json, parquet, zstd)) {
      Imported read = READER.read(List.of(file.toString()));
      assertThat(read.observations().column("L")).as(file.toString()).containsExactly(3.5, 3.25);
      assertThat(read.observations().provenance().inputs().getFirst().sha256()).hasSize(64);
    }
    Imported all = READER.withDuplicatesKept(true).read(List.of(folder + "/*.{csv,tsv}"));
    assertThat(all.observations().size()).isEqualTo(4);
  }

  @Test
  void aDamagedJsonLineIsRejectedAndTheNextOneRead() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("t.jsonl"),
            "{\"N\":1e6,\"D\":2e7,\"L\":3.5}\n{\"N\":\n{\"N\":2e6,\"D\":2e7,\"L\":3.4}\n");
    Imported read = READER.read(List.of(file.toString()));
    assertThat(read.observations().size()).isEqualTo(2);
    assertThat(read.rejected()).extracting(Rejected::line).containsExactly(2L);
  }

  @Test
  void aRunLogGivesItsResultsAndItsErrors() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("run.jsonl"),
            """
            {"type":"run","schema":"isoloss/run/1","kind":"ladder"}
            {"type":"document","model":"a","sample":"d1","lossNats":20.0,"tokens":10}
            {"type":"result","model":"a","N":100,"D":1000,"L":2.0}
            {"type":"error","model":"b","message":"the loss became NaN"}
            """);
    Imported read = READER.read(List.of(file.toString()));
    assertThat(read.observations().column("L")).containsExactly(2.0);
    assertThat(read.observations().label("model").orElseThrow()).containsExactly("a");
    assertThat(read.rejected().getFirst().toString()).endsWith(":4: b failed: the loss became NaN");
    assertThat(RunLogFormat.scores(file).rows().getFirst().value()).isEqualTo(2.0);
  }

  private Imported read(String text) throws IOException {
    return READER.read(List.of(Files.writeString(folder.resolve("t.csv"), text).toString()));
  }

  private void assertRefused(byte[] bytes, String word) throws IOException {
    Path file = Files.write(folder.resolve("bad.csv"), bytes);
    assertThatThrownBy(() -> READER.read(List.of(file.toString())))
        .isInstanceOf(InputException.class)
        .message()
        .contains("bad.csv")
        .contains(word)
        .doesNotContain("\n");
  }
}
