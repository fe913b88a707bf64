package isoloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import isoloss.data.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiffCommandTest extends CommandTest {
  /** b and c of McNemar are 9 and 2; four questions a passage. */
  private String scores() throws IOException {
    StringBuilder text = new StringBuilder("model,sample,score,passage,source\n");
    for (int i = 0; i < 40; i++) {
      int alpha = i < 29 ? 1 : 0;
      int beta = i < 20 || (i >= 29 && i < 31) ? 1 : 0;
      text.append("alpha,q%d,%d,p%d,%s%n".formatted(i, alpha, i / 4, i % 2 == 0 ? "x" : "y"));
      text.append("beta,q%d,%d,p%d,%s%n".formatted(i, beta, i / 4, i % 2 == 0 ? "x" : "y"));
      text.append("gamma,q%d,%d,p%d,%s%n".formatted(i, i % 2, i / 4, i % 2 == 0 ? "x" : "y"));
    }
    return file("scores.csv", text.toString());
  }

  @Test
  void twoModelsOfAFileAreCompared() throws IOException {
    assertThat(
            run("diff", "alpha", "beta", scores(), "--detect", "0.1", "--draws", "500", "--json"))
        .isZero();
    JsonObject found = document();
    assertThat(found.text("schema")).isEqualTo("isoloss/diff/1");
    assertThat(found.text("first")).isEqualTo("alpha");
    assertThat(found.number("sharedSamples")).isEqualTo(40);
    assertThat(found.number("difference")).isCloseTo(7 / 40.0, offset(1e-12));
    assertThat(found.number("pValue")).isCloseTo(2 * 67 / 2048.0, offset(1e-9)); // 1 + 11 + 55
    assertThat(found.text("test")).isEqualTo("McNemar, exact");
    assertThat(found.bool("separated")).isFalse();
    assertThat(found.number("samplesToDetect")).isGreaterThan(found.number("samplesNeeded"));
    assertThat(found.objects("sources")).hasSize(2);
    assertThat(found.number("n")).isEqualTo(120);
    assertThat(found.object("provenance").objects("inputs")).hasSize(1);
  }

  @Test
  void questionsOnOnePassageMoveTogetherOnRequest() throws IOException {
    assertThat(
            run("diff", "alpha", "beta", scores(), "--by", "passage", "--draws", "500", "--json"))
        .isZero();
    assertThat(document().number("clusters")).isEqualTo(10);
    assertThat(document().text("test")).isEqualTo("paired t, clustered");
    assertThat(document().objects("diagnostics").stream().map(each -> each.text("code")).toList())
        .contains("few-clusters", "mcnemar-ignores-clusters");
    assertInput("did you mean passage?", "diff", "alpha", "beta", scores(), "--by", "pasage");
  }

  @Test
  void twoFilesOfOneModelEachAreCompared() throws IOException {
    String one = file("one.csv", "sample,score\n1,1\n2,1\n3,0\n4,1\n");
    String other = file("other.csv", "sample,score\n1,1\n2,0\n3,0\n5,1\n");
    assertThat(run("diff", one, other, "--draws", "500", "--json")).isZero();
    assertThat(document().text("first")).isEqualTo("one");
    assertThat(document().number("sharedSamples")).isEqualTo(3);
    assertThat(document().number("onlySecond")).isEqualTo(1);
    assertThat(document().number("difference")).isCloseTo(1 / 3.0, offset(1e-12));
    String again = file("again.csv", "model,sample,score\nm,1,1\nm,2,1\n");
    String before = file("before.csv", "model,sample,score\nm,1,0\nm,2,1\n");
    assertThat(run("diff", again, before, "--draws", "500", "--json")).isZero();
    assertThat(document().text("first")).isEqualTo(again);
  }

  @Test
  void everyPairIsComparedAndCorrectedForTheirNumber() throws IOException {
    assertThat(run("diff", "--all-pairs", scores(), "--json")).isZero();
    assertThat(document().number("pairsCompared")).isEqualTo(3);
    for (JsonObject pair : document().objects("pairs")) {
      assertThat(pair.number("holm")).isGreaterThanOrEqualTo(pair.number("pValue"));
    }
    assertThat(run("diff", "--all-pairs", scores())).isZero();
    assertThat(text()).contains("pairs of 3 models are told apart");
  }

  @Test
  void theResultIsSavedReportedAndReplayed() throws IOException {
    String saved = folder.resolve("diff.json").toString();
    assertThat(run("diff", "alpha", "beta", scores(), "--draws", "500", "--out", saved)).isZero();
    assertThat(text()).contains("alpha and beta cannot be told apart");
    assertThat(run("verify", saved)).isZero();
    String report = folder.resolve("report").toString();
    assertThat(run("report", saved, "--out", report)).isZero();
    try (var files = Files.list(folder.resolve("report/figures"))) {
      assertThat(files.map(path -> String.valueOf(path.getFileName())).toList())
          .contains("diff-paired-difference.svg");
    }
  }

  @Test
  void mistakesAreSaidInOneSentence() throws IOException {
    String scores = scores();
    assertUsage("isoloss diff A B FILE", "diff", "alpha", "beta");
    assertUsage("isoloss diff A B FILE", "diff", scores);
    assertInput("did you mean alpha?", "diff", "alpa", "beta", scores);
    assertInput("itself", "diff", "alpha", "alpha", scores);
    assertUsage("level", "diff", "alpha", "beta", scores, "--level", "95");
    assertUsage("draws 5", "diff", "alpha", "beta", scores, "--draws", "5");
    assertUsage("--where", "diff", "alpha", "beta", scores, "--drop-highest", "N=1");
    String both = file("both.csv", "model,sample,score\na,1,1\nb,1,0\n");
    assertInput("holds 2 models", "diff", both, both);
    assertInput(
        "share no sample",
        "diff",
        "a",
        "b",
        file("apart.csv", "model,sample,score\na,1,1\na,2,0\nb,3,1\nb,4,1\n"));
  }

  @Test
  void battlesAloneAreCompared() throws IOException {
    String text =
        "model_a,model_b,winner\n"
            + String.join("\n", List.of("x,y,model_a", "y,x,model_a", "x,y,tie", "x,y,model_a"));
    assertThat(run("diff", "x", "y", file("battles.csv", text), "--json")).isZero();
    assertThat(document().number("battlesWon")).isEqualTo(2);
    assertThat(document().number("battlesTied")).isEqualTo(1);
    assertThat(document().number("battleShare")).isCloseTo(2.5 / 4, offset(1e-12));
  }
}
