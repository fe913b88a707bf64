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
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyCommandTest {
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

  @Test
  void aTableIsComparedAndTheMissingOnesAreNamed() throws IOException {
    StringBuilder table =
        new StringBuilder("group,num_experts,dense_parameter_count,loss_validation\n");
    for (double n = 1e7; n < 4e8; n *= 2) {
      for (int experts = 1; experts <= 512; experts *= 2) {
        double loss = 1.6 + 48 * Math.pow(n, -0.2) * Math.pow(experts, -0.08);
        table.append(String.format(Locale.ROOT, "all_data,%d,%.0f,%.15f%n", experts, n, loss));
      }
    }
    Files.writeString(folder.resolve("moe_train.csv"), table);
    Path saved = folder.resolve("study.json");
    assertThat(
            Main.run(
                "study",
                "scalebench",
                "--data",
                folder.toString(),
                "--json",
                "--out",
                saved.toString()))
        .isZero();
    JsonObject document = Json.parseObject(out.toString(StandardCharsets.UTF_8), "standard output");
    JsonObject row = document.objects("comparison").getFirst();
    assertThat(row.text("table")).isEqualTo("moe");
    assertThat(row.text("chosen")).startsWith("moe-power");
    assertThat(row.number("r2Chosen")).isGreaterThan(0.999999);
    assertThat(document.objects("diagnostics")).hasSize(6);
    assertThat(saved).exists();
  }

  @Test
  void mistakesAreOneSentence() {
    assertThat(Main.run("study")).isEqualTo(ExitCode.USAGE);
    assertThat(Main.run("study", "scalebench")).isEqualTo(ExitCode.USAGE);
    assertThat(Main.run("study", "scalebench", "--data", folder.toString()))
        .isEqualTo(ExitCode.INPUT);
    assertThat(Main.run("study", "scalebench", "--data", folder.resolve("no").toString()))
        .isEqualTo(ExitCode.INPUT);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("a study is missing", "no such folder");
  }
}
