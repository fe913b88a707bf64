package isoloss.data.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Rejected;
import isoloss.data.Variable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedTablesTest {
  private static final TableReader READER =
      TableReader.of(List.of(Variable.N, Variable.D, Variable.L));

  @TempDir Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private Imported read(String content) throws IOException {
    return READER.read(List.of(file("runs.csv", content).toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NaN|L is NaN",
        "nan|L is NaN",
        "inf|L is infinite",
        "-Infinity|L is infinite",
        "|L is empty",
        "\"\"|L is empty",
        "abc|L is not a number: \"abc\"",
        "1e|L is not a number: \"1e\"",
        "1_000|L is not a number: \"1_000\"",
        "0x10|L is not a number: \"0x10\"",
        "1e400|L is beyond the range of numbers: 1e400",
        "-3|L = -3.0 (loss must be positive)",
        "0|L = 0.0 (loss must be positive)",
        "2.5,9|the row has 4 cells, the header 3",
      })
  void a_bad_cell_rejects_its_row_with_line_and_reason(String cell, String reason)
      throws IOException {
    String bad = cell == null ? "" : cell;
    Imported imported = read("N,D,L\n1,2,3\n4,5," + bad + "\n7,8,9\n");

    assertThat(imported.observations().column("L")).containsExactly(3, 9);
    assertThat(imported.rejected()).hasSize(1);
    assertThat(imported.rejected().getFirst().line()).isEqualTo(3);
    assertThat(imported.rejected().getFirst().reason()).isEqualTo(reason);
  }

  @Test
  void lines_are_those_of_the_file_when_quoted_cells_span_several() throws IOException {
    Imported imported =
        read("N,D,L,note\r\n1,2,3,\"a\r\nb\"\r\n\r\n4,5,oops,\"c,\"\"d\"\r\n7,8\r\n7,8,9,e\r\n");

    assertThat(imported.rejected().stream().map(Rejected::line)).containsExactly(5L, 6L);
    assertThat(imported.observations().origins().stream().map(o -> o.line()))
        .containsExactly(2L, 7L);
  }

  @Test
  void a_quote_left_open_costs_only_its_own_line() throws IOException {
    Imported imported = read("N,D,L,note\n1,2,3,\"open\n4,5,6,x\n7,8,9,\"y\"\n");

    assertThat(imported.observations().column("N")).containsExactly(4, 7);
    assertThat(imported.rejected()).hasSize(1);
    assertThat(imported.rejected().getFirst().line()).isEqualTo(2);

    Imported atTheEnd = read("N,D,L\n1,2,3\n4,5,\"6\n");
    assertThat(atTheEnd.rejected().getFirst().reason())
        .isEqualTo("the quote opened here is not closed");
    assertThat(atTheEnd.observations().size()).isEqualTo(1);
  }

  @Test
  void bytes_that_are_not_utf8_reject_their_line() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("N,D,L\n1,2,3\n4,5,".getBytes(StandardCharsets.UTF_8));
    bytes.write(0xff);
    bytes.writeBytes("\n7,8,9\n".getBytes(StandardCharsets.UTF_8));
    Path file = Files.write(folder.resolve("latin.csv"), bytes.toByteArray());

    Imported imported = READER.read(List.of(file.toString()));

    assertThat(imported.rejected())
        .containsExactly(new Rejected(file.toString(), 3, "the line is not UTF-8 text"));
    assertThat(imported.observations().size()).isEqualTo(2);
  }

  @Test
  void a_line_beyond_the_limit_is_passed_over_and_the_next_is_read() throws IOException {
    Path file = folder.resolve("long.csv");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("N,D,L\n1,2,3\n4,5,".getBytes(StandardCharsets.UTF_8));
      byte[] block = "6".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 40; i++) {
        out.write(block);
      }
      out.write("\n7,8,9\n".getBytes(StandardCharsets.UTF_8));
    }

    Imported imported = READER.read(List.of(file.toString()));

    assertThat(imported.observations().column("L")).containsExactly(3, 9);
    assertThat(imported.rejected().getFirst().reason()).isEqualTo("the line is longer than 16 MiB");
  }

  @Test
  void a_file_without_line_breaks_is_refused_after_the_limit() throws IOException {
    Path file = folder.resolve("endless.csv");
    Files.writeString(file, "x".repeat(20 << 20));

    assertThatThrownBy(() -> READER.read(List.of(file.toString())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("endless.csv:1: the line is longer than 16 MiB");
  }

  @Test
  void a_first_json_line_beyond_the_limit_shifts_no_line_number() throws IOException {
    Path file = folder.resolve("long.jsonl");
    Files.writeString(
        file, "{\"N\":1,\"x\":\"" + "y".repeat(17 << 20) + "\"}\n{\"N\":1,\"D\":2,\"L\":3}\n");

    Imported imported = READER.read(List.of(file.toString()));

    assertThat(imported.rejected().stream().map(Rejected::line)).containsExactly(1L);
    assertThat(imported.observations().origins().getFirst().line()).isEqualTo(2);
  }

  @Test
  void what_cannot_be_a_table_is_refused_in_one_sentence() throws IOException {
    refused(folder, "is a directory");
    refused(folder.resolve("none.csv"), "no such file");
    refused(file("empty.csv", ""), "is empty");
    refused(file("blank.csv", "\n\n  \n"), "only blank lines");
    refused(file("header.csv", "N,D,L\n"), "has a header but no row");
    refused(file("binary.csv", "N,D,L\n1,\0,3\n"), "is a binary file (NUL at byte 8)");
    refused(file("missing.csv", "N,D,Loss_\n1,2,3\n"), "has no column for L (loss)");
    refused(file("twice.csv", "N,D,L,N\n1,2,3,4\n"), "names the column N twice");
    refused(file("case.csv", "n,D,L\n1,2,3\n"), "has no column for N (parameters)");
    refused(file("noise.parquet", "PAR1 nothing"), "not readable as Parquet");
    refused(file("noise.json", "{\"a\": "), "no JSON object");
    refused(Path.of("/dev/zero"), "not a regular file");
    refused(folder.resolve("*.tsv"), "matches no file");
  }

  private static void refused(Path file, String because) {
    assertThatThrownBy(() -> READER.read(List.of(file.toString())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(because)
        .hasMessageContaining(file.toString())
        .message()
        .doesNotContain("\n");
  }

  @Test
  void an_archive_cut_short_gives_the_rows_before_the_cut_and_says_so() throws IOException {
    StringBuilder text = new StringBuilder("N,D,L\n");
    for (int i = 1; i <= 20_000; i++) {
      text.append(i).append(',').append(i * 20L).append(',').append(1 + 1.0 / i).append('\n');
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = packed.toByteArray();
    Path file =
        Files.write(folder.resolve("cut.csv.gz"), java.util.Arrays.copyOf(bytes, bytes.length / 2));

    Imported imported = READER.read(List.of(file.toString()));

    assertThat(imported.observations().size()).isBetween(1000, 19_999);
    assertThat(imported.rejected()).isNotEmpty();
    assertThat(imported.rejected().getLast().reason()).contains("compressed data end");
  }

  @Test
  void a_row_that_where_excludes_is_not_rejected_and_one_it_cannot_judge_is() throws IOException {
    String content = "N,D,L,note\n1,2,3,a\n50,2,oops,b\nx,2,3,c\n2,2,3,\n3,2,3,d\n";
    Imported imported =
        READER
            .withWhere("N < 10 AND note <> 'z'")
            .read(List.of(file("runs.csv", content).toString()));

    assertThat(imported.observations().column("N")).containsExactly(1, 3);
    assertThat(imported.rejected().stream().map(Rejected::line)).containsExactly(4L);
    assertThat(imported.filteredOut().stream().mapToInt(Imported.Filtered::rows))
        .containsExactly(1, 1);
  }

  @Test
  void an_expression_names_the_column_that_spoils_it() throws IOException {
    Imported imported =
        TableReader.of(List.of(Variable.N, Variable.D))
            .withColumns("N=size,D=\"Train FLOP\"/(6*size)")
            .read(List.of(file("runs.csv", "size,Train FLOP\n10,600\n20,\n30,many\n").toString()));

    assertThat(imported.observations().column("D")).containsExactly(10);
    assertThat(imported.rejected().stream().map(Rejected::reason))
        .containsExactly(
            "D = \"Train FLOP\"/(6*size) has no value: column Train FLOP is empty",
            "D = \"Train FLOP\"/(6*size) has no value: column Train FLOP is not a number:"
                + " \"many\"");
  }
}
