package isoloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class StudyCommandTest extends CommandTest {
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
            run(
                "study",
                "scalebench",
                "--data",
                folder.toString(),
                "--json",
                "--out",
                saved.toString()))
        .isZero();
    JsonObject study = document();
    JsonObject row = study.objects("comparison").getFirst();
    assertThat(row.text("table")).isEqualTo("moe");
    assertThat(row.text("chosen")).startsWith("moe-power");
    assertThat(row.number("r2Chosen")).isGreaterThan(0.999999);
    assertThat(study.objects("diagnostics")).hasSize(6);
    assertThat(saved).exists();
  }

  @Test
  void mistakesAreOneSentence() {
    String none = folder.resolve("no").toString();
    assertUsage("a study is missing", "study");
    assertThat(run("study", "scalebench")).isEqualTo(ExitCode.USAGE);
    assertThat(run("study", "scalebench", "--data", folder.toString())).isEqualTo(ExitCode.INPUT);
    assertInput("no such folder", "study", "scalebench", "--data", none);
  }

  @Test
  void publishedNumbersOfTrainingChoicesComeOut() {
    Path data = PublicData.folder();
    assertThat(run("study", "training-choices", "--data", data.toString(), "--json")).isZero();
    JsonObject study = document();
    assertThat(study.text("schema")).isEqualTo("isoloss/study/1");
    for (JsonObject row : study.objects("reproduction")) {
      String subject = row.text("subject");
      if (row.has("difference") && !subject.startsWith("step law") && !subject.equals("SMDM")) {
        assertThat(row.number("difference"))
            .as("%s, %s", subject, row.text("quantity"))
            .isBetween(-0.5, 0.5);
      }
    }
  }

  @Test
  void aFolderOfOtherThingsIsRefused() {
    assertThat(run("study", "training-choices", "--data", folder.toString()))
        .isEqualTo(ExitCode.INPUT);
    assertThat(errors()).contains("lr_bsz_train.csv: no such file");
  }
}
