package isoloss.data.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Variable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file cut at any byte ends in a counted result or in one sentence. */
class TruncationTest {
  private static final TableReader READER =
      TableReader.of(List.of(Variable.N, Variable.D, Variable.L));
  private static final String CSV =
      "N,D,L,\"a \"\"note\"\"\"\n1e8,2e9,3.25,\"x,\ny\"\n2e8,4e9,2.75,é\n3e8,6e9,2.5,\n";

  private static String fixture(Formats format) {
    return switch (format) {
      case TABLE -> "[\n{\"N\":1e8,\"D\":2e9,\"L\":3.25},\n{\"N\":2e8,\"D\":4e9,\"L\":2.75}\n]\n";
      case RUN_LOG ->
          """
          {"type":"run","schema":"isoloss/run/1","model":"m"}
          {"type":"document","id":"d","lossNats":4.5,"tokens":2}
          {"type":"result","N":1e6,"D":2e7,"L":2.25,"model":"m"}
          """;
    };
  }

  @TempDir Path folder;

  @Test
  void a_csv_cut_at_every_byte_never_loses_a_row_in_silence() throws IOException {
    byte[] bytes = CSV.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < bytes.length; length++) {
      cut(bytes, length, "cut.csv");
    }
  }

  @ParameterizedTest
  @EnumSource(Formats.class)
  void every_format_survives_a_cut_at_every_byte(Formats format) throws IOException {
    byte[] bytes = fixture(format).getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < bytes.length; length++) {
      cut(bytes, length, "cut.json");
    }
    Path whole = Files.write(folder.resolve("whole.json"), bytes);
    assertThat(Formats.of(SourceFile.of(whole, "whole.json"))).isSameAs(format.format());
    assertThat(READER.read(List.of(whole.toString())).observations().size()).isPositive();
  }

  private void cut(byte[] bytes, int length, String name) throws IOException {
    Path file = Files.write(folder.resolve(name), Arrays.copyOf(bytes, length));
    try {
      Imported imported = READER.read(List.of(file.toString()));
      int accounted = imported.observations().size() + imported.rejected().size();
      assertThat(accounted).as("cut at %d", length).isPositive();
      // each line begun beyond the header is a usable row, a rejected one, or part of a quoted cell
      if (name.endsWith(".csv")) {
        long begun = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).lines().count() - 1;
        assertThat((long) accounted).as("cut at %d", length).isBetween(begun - 1, begun);
      }
    } catch (InputException oneSentence) {
      assertThat(oneSentence.getMessage()).doesNotContain("\n").contains(name);
    } catch (RuntimeException crash) {
      fail("cut at " + length, crash);
    }
  }
}
