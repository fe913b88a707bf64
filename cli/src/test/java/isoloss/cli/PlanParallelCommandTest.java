package isoloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PlanParallelCommandTest extends CommandTest {
  @Test
  void publishedConstantsGiveTheTradeAndItsTurnWithTheBatch() throws IOException {
    String saved = folder.resolve("plan.json").toString();
    assertThat(run("plan", "parallel", "--out", saved, "--json")).isZero();
    JsonObject plan = document();
    assertThat(plan.text("schema")).isEqualTo("isoloss/plan/1");
    assertThat(plan.objects("options")).hasSize(6 * 4 * 4 * 4);
    assertThat(plan.objects("training")).hasSize(6 * 3);
    double parallel = 0;
    double dense = 0;
    for (JsonObject row : plan.objects("options")) {
      if (row.number("batch") == 8) {
        boolean small = row.number("baseN") == 1_571_472_384 && row.number("P") == 8;
        boolean large = row.number("baseN") == 2_774_773_760.0 && row.number("P") == 1;
        parallel += small ? row.number("latencySeconds") / 4 : 0;
        dense += large ? row.number("latencySeconds") / 4 : 0;
      }
    }
    // the authors' script: 1.134 s and .927 s
    assertThat(parallel).isBetween(1.1335, 1.1345);
    assertThat(dense).isBetween(0.9265, 0.9275);
    assertThat(plan.number("slowerAtLargestBatch")).isGreaterThan(0);
    assertThat(Path.of(saved)).exists();
    assertThat(run("report", saved, "--out", folder.resolve("report").toString())).isZero();
    assertThat(run("plan", "parallel", "--out", saved)).isEqualTo(ExitCode.FAILURE);
  }

  @Test
  void aFitGivesItsLossesAndItsIntervals() throws IOException {
    String table = losses("runs.csv").toString();
    String fit = folder.resolve("fit.json").toString();
    assertThat(run("fit", "parscale", table, "--draws", "20", "--out", fit)).isZero();
    assertThat(
            run(
                "plan",
                "parallel",
                "--fit",
                fit,
                "--runs",
                table,
                "--batch",
                "1",
                "--target-loss",
                "1.1",
                "--json"))
        .isZero();
    JsonObject plan = document();
    JsonObject row = plan.objects("options").getFirst();
    assertThat(row.number("loss")).isBetween(row.number("lossLow"), row.number("lossHigh"));
    assertThat(plan.objects("equalLoss")).extracting(r -> r.text("source")).contains("measured");
    assertThat(plan.objects("inverse")).hasSize(10);
    assertThat(plan.objects("diagnostics"))
        .extracting(d -> d.text("message"))
        .contains("P = 8 lies beyond the 4 streams behind the law");
    assertThat(plan.text("lossBy")).isEqualTo("fit of parscale to 18 rows");
    assertThat(plan.object("provenance").objects("inputs").getFirst().text("file"))
        .endsWith("runs.csv");
  }

  @Test
  void aModelIsReadFromItsConfigurationOrGivenByItsSizes() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config.json"),
            """
            {"model_type": "qwen2", "hidden_size": 1536, "num_hidden_layers": 36,
             "num_attention_heads": 16, "num_key_value_heads": 2, "intermediate_size": 8320,
             "vocab_size": 151936, "tie_word_embeddings": true}
            """);
    assertThat(run("plan", "parallel", "--model-config", config.toString(), "--json")).isZero();
    List<JsonObject> ofFile = document().objects("options");
    assertThat(ofFile.getFirst().number("baseN")).isEqualTo(1_571_472_384);
    String[] sizes = {
      "plan",
      "parallel",
      "--layers",
      "36",
      "--hidden",
      "1536",
      "--heads",
      "16",
      "--kv-heads",
      "2",
      "--ffn",
      "8320",
      "--vocab",
      "151936",
      "--json"
    };
    assertThat(run(sizes)).isZero();
    assertThat(document().objects("options").get(5).number("latencySeconds"))
        .isEqualTo(ofFile.get(5).number("latencySeconds"));
    assertThat(document().objects("advantage")).hasSize(3);
  }

  @Test
  void everyOptionOfTheDeviceHasItsEffect() {
    double plain = firstCost();
    for (String[] option :
        new String[][] {
          {"--device", "h100"}, {"--bandwidth", "1e12"}, {"--flop-rate", "1e12"},
          {"--memory-efficiency", ".5"}, {"--flop-efficiency", ".001"}, {"--weight-bytes", "1"},
          {"--activation-bytes", "4"}, {"--kv-bytes", "1"}, {"--output-tokens", "8"},
          {"--prefix-tokens", "4"}
        }) {
      assertThat(firstCost(option)).as(option[0]).isNotEqualTo(plain);
    }
    run("plan", "parallel", "--device-memory", "1e9", "--json");
    assertThat(document().objects("options").getFirst().bool("fitsDevice")).isFalse();
  }

  private double firstCost(String... more) {
    String[] twoStreams = {"plan", "parallel", "--streams", "2", "--json"};
    assertThat(run(and(twoStreams, more))).isZero();
    JsonObject first = document().objects("options").getFirst();
    return first.number("latencySeconds") + first.number("memoryGiB");
  }

  @Test
  void mistakesAreOneSentence() throws IOException {
    assertPlanFails(ExitCode.USAGE, "whole number", "--streams", "1,x");
    assertPlanFails(ExitCode.USAGE, "exclude each other", "--fit", "a.json", "--constants", "pile");
    assertPlanFails(ExitCode.USAGE, "needs --layers", "--hidden", "64");
    assertPlanFails(ExitCode.USAGE, "one for each", "--output-tokens", "1,2");
    assertPlanFails(ExitCode.USAGE, "--level", "--level", "90");
    assertPlanFails(ExitCode.INPUT, "there are stack, pile", "--constants", "code");
    assertPlanFails(ExitCode.INPUT, "no device", "--device", "tpu");
    assertPlanFails(
        ExitCode.INPUT, "no such file", "--fit", folder.resolve("none.json").toString());
    assertPlanFails(
        ExitCode.INPUT, "no such file", "--model-config", folder.resolve("none.json").toString());
    assertPlanFails(ExitCode.NOT_TRUSTED, "is not reached", "--target-loss", "0.5");
    assertPlanFails(
        ExitCode.INPUT, "rejected", "--runs", file("bad.csv", "N,P,L\n1e9,1,1.1\n2e9,1,x\n"));
  }

  private void assertPlanFails(int code, String part, String... options) {
    assertFails(code, part, and(new String[] {"plan", "parallel"}, options));
  }

  /** Eighteen losses of a ParScale surface at the sizes of its models, with a little scatter. */
  private Path losses(String name) throws IOException {
    double[] sizes = {535813376, 693753856, 1088376320, 1571472384, 2774773760.0, 4353203200.0};
    StringBuilder rows = new StringBuilder("N,P,loss\n");
    for (int i = 0; i < sizes.length; i++) {
      for (int p = 1; p <= 4; p *= 2) {
        double loss = 0.7 + Math.pow(1.1e7 / (sizes[i] * (0.4 * Math.log(p) + 1)), 0.19);
        double scatter = 1 + 5e-4 * Math.sin(5.0 * i + 3.0 * p);
        rows.append(String.format(Locale.ROOT, "%s,%d,%s%n", sizes[i], p, loss * scatter));
      }
    }
    return Files.writeString(folder.resolve(name), rows.toString());
  }
}
