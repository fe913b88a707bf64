package isoloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import isoloss.data.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTestTimeCommandTest extends CommandTest {
  private static final String[] PLAN = {"plan", "test-time"};
  private static final double NINE_DIGITS = 5.1e-7;

  @Test
  void theFamilyIsPricedByDefault() {
    assertThat(plan("--json")).isZero();
    assertThat(document().text("schema")).isEqualTo("isoloss/plan/1");
    assertThat(document().text("plan")).isEqualTo("test-time");
    List<JsonObject> costs = document().objects("costs");
    assertThat(costs).hasSize(8);
    assertThat(costs.getFirst().text("model")).isEqualTo("Qwen3-0.6B");
    assertThat(costs.getFirst().number("totalTera"))
        .isCloseTo(35350.1347, withPercentage(NINE_DIGITS));
    assertThat(plan()).isZero();
    assertThat(text())
        .contains("Qwen3-32B costs 18.9 times", "2.37 times in eFLOPs", "Not charged");
  }

  @Test
  void lengthsAndSamplesAreCrossed() {
    assertThat(plan("--output-tokens", "2048,32768", "--samples", "1", "--samples", "32", "--json"))
        .isZero();
    assertThat(document().objects("costs")).hasSize(8 * 4);
    assertThat(document().objects("costs").get(1).number("totalTera"))
        .isCloseTo(4480.9575, withPercentage(NINE_DIGITS));
  }

  @Test
  void sparseAttentionShowsTheExactAndThePublishedSum() {
    String[] top512 = {"--output-tokens", "2048", "--sparse", "top-k", "--kv-budget", "512"};
    assertThat(plan(and(top512, "--json"))).isZero();
    JsonObject row = document().objects("costs").getFirst();
    assertThat(row.number("totalTera")).isCloseTo(68.8449997, withPercentage(NINE_DIGITS));
    assertThat(row.number("publishedTotalTera")).isCloseTo(73.0878905, withPercentage(NINE_DIGITS));
    assertThat(plan(and(top512, "--as-published", "--json"))).isZero();
    row = document().objects("costs").getFirst();
    assertThat(row.number("totalTera")).isCloseTo(73.0878905, withPercentage(NINE_DIGITS));
    assertThat(row.number("exactTotalTera")).isCloseTo(68.8449997, withPercentage(NINE_DIGITS));
    assertThat(
            plan(
                "--output-tokens",
                "2048",
                "--sparse",
                "block-top-k",
                "--kv-budget",
                "512",
                "--json"))
        .isZero();
    assertThat(document().objects("costs").getFirst().number("totalTera"))
        .isCloseTo(71.4968064, withPercentage(NINE_DIGITS));
  }

  /** Every option of the cost model moves the total of the 8B, or its price. */
  @Test
  void everyInputOfTheCostHasAnEffect() {
    double base = total("--samples", "4");
    assertThat(total("--samples", "4", "--peak-flops", "2250e12")).isLessThan(base);
    assertThat(total("--samples", "4", "--bandwidth", "4e12")).isGreaterThan(base);
    assertThat(total("--samples", "4", "--kv-bytes", "1")).isLessThan(base);
    assertThat(total("--samples", "4", "--no-prefix-sharing")).isGreaterThan(base);
    assertThat(total("--samples", "4", "--prefill")).isGreaterThan(base);
    assertThat(total("--samples", "4", "--parameter-bytes", "2", "--batch", "8"))
        .isGreaterThan(base);
    assertThat(total("--samples", "4", "--roofline")).isLessThan(base);
    assertThat(total("--samples", "4", "--sum", "from-one")).isGreaterThan(base);
    assertThat(total("--samples", "4", "--sum", "from-zero")).isLessThan(base);
    assertThat(total("--samples", "4", "--prompt-tokens", "512")).isGreaterThan(base);
    assertThat(total("--samples", "4", "--parameter-count", "tied")).isLessThan(base);
    String[] blocks = {"--sparse", "block-top-k", "--kv-budget", "512"};
    double blocked = total(blocks);
    assertThat(total(and(blocks, "--block", "16"))).isGreaterThan(blocked);
    assertThat(total(and(blocks, "--local", "32"))).isGreaterThan(blocked);
    assertThat(total(and(blocks, "--smooth-blocks", "--output-tokens", "1000")))
        .isGreaterThan(total(and(blocks, "--output-tokens", "1000")));
    plan("--price-prompt", "2e-6", "--price-token", "8e-6", "--samples", "4", "--json");
    assertThat(document().objects("costs").get(3).number("price"))
        .isCloseTo(256 * 2e-6 + 4 * 32768 * 8e-6, withPercentage(1e-10));
  }

  private double total(String... args) {
    assertThat(plan(and(args, "--json"))).as(String.join(" ", args)).isZero();
    return document().objects("costs").get(3).number("totalTera");
  }

  @Test
  void modelsComeFromConfigurationsAndTables() throws IOException {
    Path model = Files.createDirectory(folder.resolve("Qwen3-8B"));
    Files.writeString(
        model.resolve("config.json"),
        """
        {"model_type": "qwen3", "hidden_size": 4096, "num_hidden_layers": 36,
         "num_attention_heads": 32, "num_key_value_heads": 8, "head_dim": 128,
         "intermediate_size": 12288, "vocab_size": 151936, "tie_word_embeddings": false}
        """);
    assertThat(plan("--model-config", model.toString(), "--json")).isZero();
    JsonObject only = document().objects("models").getFirst();
    assertThat(document().objects("models")).hasSize(1);
    assertThat(only.text("model")).isEqualTo("Qwen3-8B");
    assertThat(only.number("activeParameters")).isEqualTo(8_190_735_360.0);
    assertThat(only.number("queryWidth")).isEqualTo(147_456);
    assertThat(document().object("provenance").objects("inputs")).hasSize(1);

    Path table =
        Files.writeString(
            folder.resolve("models.csv"),
            """
            Model Nickname,Parameters,Layers,Dimension,Tokens
            Pythia_2.8B_300B,2800000000,32,2560,3e11
            Pythia_2.8B_20B,2800000000,32,2560,2e10
            """);
    assertThat(
            plan(
                "--models",
                table.toString(),
                "--model-columns",
                "model='Pythia ' || split_part(\"Model Nickname\", '_', 2)",
                "--model-where",
                "Tokens > 1e9",
                "--model-config",
                "mine=" + model,
                "--json"))
        .isZero();
    assertThat(document().objects("models").stream().map(each -> each.text("model")))
        .containsExactly("mine", "Pythia 2.8B");
    assertThat(document().objects("models").get(1).number("keyWidth")).isEqualTo(81_920);
  }

  @Test
  void lengthsOfResponsesAreChargedOneByOne() throws IOException {
    Path lengths = Files.writeString(folder.resolve("lengths.csv"), "length\n1000\n9000\n1000\n");
    assertThat(plan("--lengths", lengths.toString(), "--json")).isZero();
    double mean = document().objects("costs").getFirst().number("totalTera");
    assertThat(plan("--output-tokens", "1000,9000", "--json")).isZero();
    double brief = document().objects("costs").get(0).number("totalTera");
    double longer = document().objects("costs").get(1).number("totalTera");
    assertThat(mean).isCloseTo((2 * brief + longer) / 3, withPercentage(1e-9));

    Files.writeString(lengths, "model,length\nQwen3-8B,1000\nQwen3-14B,9000\n");
    assertThat(plan("--lengths", lengths.toString(), "--json")).isZero();
    assertThat(document().objects("costs").stream().map(each -> each.number("outputTokens")))
        .containsExactly(1000.0, 9000.0);
    Files.writeString(lengths, "model,length\nQwen3-8b,1000\n");
    input("did you mean Qwen3-8B", "--lengths", lengths.toString());
  }

  @Test
  void countsGiveAFrontierThatIsSavedReportedAndTheSameWithAnyThreads() throws IOException {
    String counts = counts().toString();
    String saved = folder.resolve("plan.json").toString();
    String[] args = {
      "--family",
      "pythia",
      "--prompt-tokens",
      "800",
      "--output-tokens",
      "256",
      "--accuracy",
      counts,
      "--draws",
      "30"
    };
    assertThat(plan(and(args, "--out", saved, "--json"))).isZero();
    String first = text().replaceAll("\"(command|cpuSeconds)\" : [^\\n]*", "");
    assertThat(document().integer("n")).isEqualTo(24);
    assertThat(document().objects("frontier")).isNotEmpty();
    assertThat(document().objects("flopsFrontier")).isNotEmpty();
    assertThat(document().objects("switches").getFirst().number("entersLowTera")).isPositive();
    assertThat(document().objects("membership")).hasSize(2 * 40 * 2);
    assertThat(document().objects("oracle")).hasSize(200);
    assertThat(Path.of(saved)).exists();
    assertThat(plan(and(args, "--threads", "3", "--json"))).isZero();
    assertThat(text().replaceAll("\"(command|cpuSeconds)\" : [^\\n]*", "")).isEqualTo(first);
    assertThat(plan(and(args, "--seed", "7", "--json"))).isZero();
    assertThat(text().replaceAll("\"(command|cpuSeconds)\" : [^\\n]*", "")).isNotEqualTo(first);
    assertThat(plan(and(args, "--oracle-budgets", "1e13,1e15", "--json"))).isZero();
    assertThat(document().objects("oracle").getFirst().number("budgetTera")).isEqualTo(10);
    assertThat(run("report", saved, "--out", folder.resolve("report").toString())).isZero();
    assertThat(folder.resolve("report/figures/test-time-frontier.png")).exists();
    assertThat(folder.resolve("report/figures/test-time-model-at-budget.png")).exists();
  }

  private Path counts() throws IOException {
    StringBuilder rows = new StringBuilder("model,problem_idx,n,c\n");
    for (int problem = 0; problem < 12; problem++) {
      rows.append("Pythia 410M,%d,50,%d%n".formatted(problem, problem));
      rows.append("Pythia 2.8B,%d,50,%d%n".formatted(problem, 3 * problem));
    }
    return Files.writeString(folder.resolve("counts.csv"), rows.toString());
  }

  @Test
  void whatHasNoEffectOrDoesNotFitIsRefusedInOneSentence() throws IOException {
    usage("--sparse top-k needs --kv-budget", "--sparse", "top-k");
    usage("sparse attention", "--kv-budget", "512");
    usage("block-top-k, not of top-k", "--sparse", "top-k", "--kv-budget", "512", "--block", "4");
    usage("no effect", "--sparse", "top-k", "--kv-budget", "512", "--no-prefix-sharing");
    usage(
        "whole number of blocks", "--sparse", "block-top-k", "--kv-budget", "500", "--block", "64");
    usage("does not exist", "--sparse", "topk", "--kv-budget", "512");
    usage("go together", "--batch", "8");
    usage("did you mean qwen3", "--family", "qwen");
    usage("needs --accuracy", "--draws", "10");
    usage("whole numbers", "--samples", "1.5");
    usage("need --models", "--model-where", "N > 1");
    usage("bandwidth -1", "--bandwidth", "-1");
    String counts = counts().toString();
    usage(
        "one output length", "--family", "pythia", "--accuracy", counts, "--output-tokens", "1,2");
    input("which is not among the models", "--accuracy", counts);
    input("50 times", "--family", "pythia", "--accuracy", counts, "--samples", "64");
    input("cannot be read", "--model-config", folder.resolve("none.json").toString());
    Path odd = Files.writeString(folder.resolve("odd.csv"), "model,score\na,1\n");
    input("neither n and c", "--accuracy", odd.toString());
  }

  private void usage(String part, String... args) {
    assertUsage(part, and(PLAN, args));
  }

  private void input(String part, String... args) {
    assertInput(part, and(PLAN, args));
  }

  private int plan(String... args) {
    return run(and(PLAN, args));
  }
}
