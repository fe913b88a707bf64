package isoloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RankCommandTest extends CommandTest {

  /** Models m0 (weak) to m4 (strong) on 80 samples of two sources, a third of the cells missing. */
  private String pool() throws IOException {
    RandomGenerator random = new Seed(11).generator();
    StringBuilder rows = new StringBuilder("model,sample,source,text,score\n");
    for (int s = 0; s < 80; s++) {
      double difficulty = random.nextGaussian();
      for (int m = 0; m < 5; m++) {
        boolean solved = random.nextDouble() < 1 / (1 + Math.exp(difficulty - m + 2));
        if (random.nextDouble() < 0.67) {
          rows.append(
              "m%d,s%d,%s,%s,%d%n"
                  .formatted(
                      m,
                      s,
                      s % 2 == 0 ? "algebra" : "history",
                      s % 2 == 0 ? "solve the equation for x" : "which king ruled in this year",
                      solved ? 1 : 0));
        }
      }
    }
    return file("pool.csv", rows.toString().replace("\r", ""));
  }

  private static List<JsonObject> models(JsonObject document, int component) {
    return document.objects("components").get(component).objects("models");
  }

  @Test
  void everyMethodHasTheKeysOfTheContract() throws IOException {
    String pool = pool();
    for (String method :
        List.of(
            "auto",
            "plackett-luce",
            "bradley-terry",
            "bradley-terry-decisive",
            "davidson",
            "rao-kupper",
            "plackett-luce-rankings",
            "top-1",
            "rasch",
            "2pl",
            "mean",
            "mean-win-rate",
            "copeland",
            "borda",
            "elo",
            "trueskill")) {
      assertThat(run("rank", pool, "--method", method, "--draws", "40", "--json", "--quiet"))
          .as(method + ": " + errors())
          .isZero();
      JsonObject document = document();
      assertThat(document.text("schema")).isEqualTo("isoloss/rank/1");
      assertThat(document.text("method")).isEqualTo(method);
      assertThat(document.keys()).contains("logLikelihood");
      assertThat(document.objects("diagnostics")).isNotNull();
      List<JsonObject> models = models(document, 0);
      assertThat(models).as(method).hasSize(5);
      assertThat(models.getFirst().text("model")).as(method).isEqualTo("m4");
      for (JsonObject row : models) {
        assertThat(row.keys()).contains("standardError");
        assertThat(row.integer("rankLow")).isBetween(1L, row.integer("rankHigh"));
        assertThat(row.integer("group")).isPositive();
        assertThat(row.integer("measurements")).isPositive();
      }
    }
  }

  @Test
  void blocksEndWithCode4UntilTheyAreAccepted() throws IOException {
    String blocks =
        file(
            "blocks.csv",
            """
            model_a,model_b,winner
            ada,bob,a
            bob,ada,b
            ada,bob,b
            cyd,dan,a
            dan,cyd,a
            """);
    assertFails(
        ExitCode.NOT_TRUSTED,
        "--by-component",
        "rank",
        blocks,
        "--method",
        "bradley-terry",
        "--quiet");
    assertThat(text()).contains("ada").contains("dan");
    assertThat(
            run("rank", blocks, "--method", "bradley-terry", "--by-component", "--json", "--quiet"))
        .isZero();
    assertThat(document().objects("components")).hasSize(2);
  }

  @Test
  void aQueryMakesABenchmarkAndIsDrawn() throws IOException {
    String pool = pool();
    Path out = folder.resolve("rank.json");
    assertThat(
            run(
                "rank",
                pool,
                "--query",
                "which king",
                "--method",
                "bradley-terry",
                "--draws",
                "60",
                "--out",
                out.toString(),
                "--quiet"))
        .as(errors())
        .isZero();
    assertThat(text()).contains("random samples");
    JsonObject saved = Json.parseObject(Files.readString(out), "rank.json");
    assertThat(saved.objects("custom")).hasSize(5);
    Path page = folder.resolve("page");
    assertThat(run("report", out.toString(), "--out", page.toString(), "--quiet"))
        .as(errors())
        .isZero();
    String html = Files.readString(page.resolve("report.html"));
    assertThat(html).contains("m4").contains("rank-forest").contains("custom-ranking");
  }

  @Test
  void priorsAreFlaggedAndSourcesWeighed() throws IOException {
    String pool = pool();
    assertThat(
            run(
                "rank",
                pool,
                "--method",
                "bradley-terry",
                "--prior",
                "gaussian:1",
                "--json",
                "--quiet"))
        .isZero();
    assertThat(document().objects("diagnostics")).anyMatch(d -> d.text("code").equals("prior"));
    assertThat(
            run(
                "rank",
                pool,
                "--method",
                "bradley-terry",
                "--source-weights",
                "algebra=1,history=0",
                "--json",
                "--quiet"))
        .isZero();
    double weighed = models(document(), 0).getFirst().number("score");
    assertThat(
            run(
                "rank",
                pool,
                "--method",
                "bradley-terry",
                "--where",
                "source = 'algebra'",
                "--json",
                "--quiet"))
        .isZero();
    assertThat(models(document(), 0).getFirst().number("score")).isCloseTo(weighed, within(1e-6));
  }

  @Test
  void styleIsTakenOutOfBattles() throws IOException {
    StringBuilder rows = new StringBuilder("sample,metric,model,score,model_b,winner\n");
    RandomGenerator random = new Seed(5).generator();
    for (int s = 0; s < 400; s++) {
      int a = 100 + random.nextInt(100) + (s % 2 == 0 ? 150 : 0);
      int b = 100 + random.nextInt(100);
      double z = 6 * (a - b) / (double) (a + b + 1);
      boolean won = random.nextDouble() < 1 / (1 + Math.exp(-z));
      rows.append("q%d,tokens,wordy,%d,,%n".formatted(s, a));
      rows.append("q%d,tokens,terse,%d,,%n".formatted(s, b));
      rows.append("q%d,,wordy,,terse,%s%n".formatted(s, won ? "model" : "model_b"));
    }
    String file = file("battles.csv", rows.toString().replace("\r", ""));
    assertThat(run("rank", file, "--style", "tokens", "--json", "--quiet", "--include", "none"))
        .as(errors())
        .isZero();
    double adjusted = Math.abs(models(document(), 0).getFirst().number("score"));
    assertThat(document().objects("diagnostics")).anyMatch(d -> d.text("code").equals("style"));
    assertThat(adjusted).isLessThan(0.25);
  }

  @Test
  void whatCannotBeMeantIsOneSentence() throws IOException {
    String pool = pool();
    assertInput("bradley-terry", "rank", pool, "--method", "bradly-terry", "--quiet");
    assertUsage("--prior", "rank", pool, "--prior", "strong", "--quiet");
    assertUsage("--weighting", "rank", pool, "--weighting", "equal", "--quiet");
    assertUsage("--include", "rank", pool, "--include", "poetry", "--quiet");
    assertUsage("--query", "rank", pool, "--top-k", "5", "--quiet");
    assertInput("no source", "rank", pool, "--source-weights", "geometry=1", "--quiet");
    assertInput("no metric", "rank", pool, "--style", "tokens", "--quiet");
    assertInput("--by", "rank", pool, "--by", "planet", "--quiet");
    String words = file("words.csv", "model,sample,score\na,s1,x\nb,s1,1\n");
    assertInput("words.csv:2", "rank", words, "--quiet");
  }

  @Test
  void plansCellsAndAnchors() throws IOException {
    String pool = pool();
    assertThat(
            run(
                "plan",
                "cells",
                pool,
                "--budget",
                "20",
                "--top",
                "2",
                "--anchors",
                "8",
                "--json",
                "--quiet"))
        .as(errors())
        .isZero();
    assertThat(document().objects("cells")).hasSize(20);
    assertThat(document().objects("anchors")).hasSize(8);
    assertThat(run("plan", "cells", pool, "--anchors", "9999", "--quiet"))
        .isEqualTo(ExitCode.INPUT);
  }
}
