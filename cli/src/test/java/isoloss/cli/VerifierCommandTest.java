package isoloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Verifiers, selection and overconfidence on the command line. */
class VerifierCommandTest extends CommandTest {
  private static final String COUNTS =
      """
      problem,n,accepted,correct
      a,20,20,20
      b,20,18,17
      c,20,12,9
      d,20,8,3
      e,20,3,0
      f,20,1,0
      g,20,0,0
      h,20,15,15
      """;

  @Test
  void aKnownVerifierIsPlannedSavedAndReported() {
    String saved = folder.resolve("plan.json").toString();
    assertThat(
            run(
                "plan",
                "verifier",
                "--correct",
                "0.87,0.13",
                "--weights",
                "0.58,0.42",
                "--soundness",
                "0.75",
                "--value-wrong=-0.7",
                "--stronger",
                "0.9",
                "--out",
                saved,
                "--json"))
        .isZero();
    JsonObject plan = document();
    assertThat(plan.text("schema")).isEqualTo("isoloss/plan/1");
    assertThat(plan.number("kStar")).isEqualTo(3);
    assertThat(plan.bool("breakEven")).isFalse();
    assertThat(plan.objects("reward")).hasSize(20);
    String report = folder.resolve("report").toString();
    assertThat(run("report", saved, "--out", report)).isZero();
    assertThat(folder.resolve("report")).isNotEmptyDirectory();
  }

  @Test
  void countsGiveTheBestNumberWithItsInterval() throws IOException {
    String table = file("counts.csv", COUNTS);
    assertThat(
            run(
                "plan",
                "verifier",
                "--counts",
                table,
                "--value-wrong=-1",
                "--draws",
                "200",
                "--json"))
        .isZero();
    assertThat(document().number("kStar")).isEqualTo(2);
    assertThat(document().number("kStarLow")).isLessThanOrEqualTo(2);
    assertThat(document().number("kStarHigh")).isGreaterThanOrEqualTo(2);
    assertThat(run("plan", "verifier", "--counts", table, "--max-attempts", "4", "--draws", "0"))
        .isEqualTo(ExitCode.NOT_TRUSTED);
    assertThat(errors()).contains("raise --max-attempts").hasLineCount(1);
  }

  @Test
  void labelledSamplesKeepTheirRepeats() throws IOException {
    String rows =
        "problem,accepted,correct\n"
            + "a,1,1\na,1,1\na,0,0\na,1,0\nb,1,1\nb,0,0\nb,0,0\nc,0,0\nc,1,1\nc,1,1\n";
    assertThat(
            run(
                "plan",
                "verifier",
                "--labels",
                file("labels.csv", rows),
                "--draws",
                "100",
                "--json"))
        .isZero();
    JsonObject soundness = document().objects("rates").getFirst();
    assertThat(soundness.text("rate")).isEqualTo("soundness");
    assertThat(soundness.number("estimate")).isEqualTo(0.8);
  }

  @Test
  void selectionAndOverconfidenceAreFitted() throws IOException {
    StringBuilder histogram = new StringBuilder("problem,answer,count,correct\n");
    StringBuilder sure = new StringBuilder("checkpoint,problem,confidence,correct,n,c\n");
    for (int i = 0; i < 12; i++) {
      histogram.append("%d,x,%d,1%n%d,y,%d,0%n".formatted(i, 1 + i % 4, i, 5 - i % 4));
      sure.append("1,%d,0.%d,%d,8,%d%n".formatted(i, 1 + i % 8, i % 2, i % 5));
    }
    assertThat(
            run("fit", "selection", file("h.csv", histogram.toString()), "--draws", "50", "--json"))
        .isZero();
    assertThat(document().objects("curves")).hasSize(6);
    assertThat(
            run("fit", "overconfidence", file("c.csv", sure.toString()), "--draws", "50", "--json"))
        .isZero();
    assertThat(document().objects("passAtN")).hasSize(4);
  }

  @Test
  void mistakesAreOneSentence() throws IOException {
    assertUsage("needs one of", "plan", "verifier");
    assertUsage("needs --correct", "plan", "verifier", "--soundness", "0.9");
    assertUsage("did you mean 0.9?", "plan", "verifier", "--correct", "0.3", "--soundness", "90");
    assertUsage(
        "give one each",
        "plan",
        "verifier",
        "--correct",
        "0.3,0.4",
        "--weights",
        "1",
        "--soundness",
        "0.9");
    assertUsage(
        "is above 0",
        "plan",
        "verifier",
        "--correct",
        "0.3",
        "--soundness",
        "0.9",
        "--value-wrong",
        "1");
    String bad = file("bad.csv", "n,accepted,correct\n10,3,4\n");
    assertThat(run("plan", "verifier", "--counts", bad)).isEqualTo(ExitCode.INPUT);
    assertThat(errors()).contains("correct <= accepted <= n").hasLineCount(1);
  }
}
