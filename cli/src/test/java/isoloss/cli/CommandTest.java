package isoloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test that types command lines in a folder of its own and reads what they print. */
abstract class CommandTest {
  private final PrintStream realOut = Streams.out();
  private final PrintStream realErr = Streams.err();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @BeforeEach
  void capture() {
    Streams.redirect(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    Streams.redirect(realOut, realErr);
  }

  /** The exit code of one command line; {@link #text} and {@link #errors} are of the last one. */
  int run(String... words) {
    out.reset();
    err.reset();
    return Main.run(words);
  }

  String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  JsonObject document() {
    return Json.parseObject(text(), "standard output");
  }

  void assertUsage(String part, String... words) {
    assertFails(ExitCode.USAGE, part, words);
  }

  void assertInput(String part, String... words) {
    assertFails(ExitCode.INPUT, part, words);
  }

  /** Ends with this code and one line on standard error, which holds the part. */
  void assertFails(int code, String part, String... words) {
    assertThat(run(words)).as(String.join(" ", words)).isEqualTo(code);
    assertThat(errors()).contains(part).hasLineCount(1);
  }

  /** The path of a new file with this text. */
  String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  static String[] and(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }
}
