package isoloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PassKCommandTest extends CommandTest {
  @Test
  void countsGivePassAtKPerModel() throws IOException {
    String counts =
        file("counts.csv", "model,problem,n,c\na,p,10,3\na,q,10,0\nb,p,10,6\nb,q,10,1\n");
    assertThat(run("passk", counts, "--k", "1,5", "--json")).isZero();
    JsonObject document = document();
    assertThat(document.text("schema")).isEqualTo("isoloss/passk/1");
    assertThat(document.integer("problems")).isEqualTo(2);
    JsonObject five = document.objects("models").getFirst().objects("passAtK").get(1);
    assertThat(five.number("k")).isEqualTo(5);
    assertThat(five.number("value")).isCloseTo(0.9166666666666667 / 2, within(1e-15));
    assertThat(document.objects("differences")).hasSize(2);
  }

  @Test
  void samplesAreCountedInTheirOrder() throws IOException {
    String samples =
        file("log.csv", "model,problem,score\na,p,0\na,p,1\na,p,1\na,q,0\na,q,0\na,q,0\n");
    assertThat(run("passk", samples, "--k", "1,3", "--json")).isZero();
    assertThat(
            document().objects("models").getFirst().objects("passAtK").getFirst().number("value"))
        .isEqualTo(1.0 / 3);
  }

  @Test
  void moreThanWasSampledIsRefusedWithTheProblems() throws IOException {
    String counts = file("counts.csv", "model,problem,n,c\na,p,10,3\na,q,20,0\n");
    assertThat(run("passk", counts, "--k", "11")).isEqualTo(ExitCode.INPUT);
    assertThat(errors()).contains("p (n = 10)", "--extrapolate");
  }

  @Test
  void aLawForecastsWhatTheCountsCannot() throws IOException {
    StringBuilder text = new StringBuilder("problem,n,c\n");
    int[] correct = {0, 0, 0, 1, 2, 2, 5, 9, 14, 30, 61, 88};
    for (int i = 0; i < correct.length; i++) {
      text.append("p%d,100,%d%n".formatted(i, correct[i]));
    }
    String counts = file("few.csv", text.toString());
    for (String law : new String[] {"auto", "beta-binomial"}) {
      assertThat(run("passk", counts, "--k", "10,1000", "--extrapolate", law, "--json")).isZero();
      JsonObject ten = document().objects("models").getFirst().objects("passAtK").get(0);
      JsonObject thousand = document().objects("models").getFirst().objects("passAtK").get(1);
      assertThat(ten.text("basis")).isEqualTo("counts");
      assertThat(thousand.text("basis")).startsWith("law");
      assertThat(thousand.number("value")).isBetween(ten.number("value"), 1.0);
      assertThat(thousand.number("low")).isLessThan(thousand.number("high"));
    }
    assertThat(run("passk", counts, "--k", "1000", "--extrapolate", "magic"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(run("fit", "beta-binomial", counts, "--draws", "20", "--json")).isZero();
    assertThat(document().objects("parameters").getFirst().text("name")).isEqualTo("alpha");
    assertThat(run("fit", "coverage", counts, "--draws", "20", "--json")).isZero();
    assertThat(run("fit", "coverage-choice", counts, "--draws", "20", "--option", "thin=20"))
        .isZero();
  }

  @Test
  void stoppedSamplesAreNotTakenForAFixedNumber() throws IOException {
    StringBuilder text = new StringBuilder("problem,n,c\n");
    for (int i = 1; i <= 20; i++) {
      text.append("p%d,%d,%d%n".formatted(i, i < 15 ? 4 * i + i % 3 : 100, i < 15 ? 1 : 0));
    }
    String counts = file("stopped.csv", text.toString());
    assertThat(run("passk", counts, "--k", "1,10")).isEqualTo(ExitCode.INPUT);
    assertThat(errors()).contains("--design", "stop:1:100");
    assertThat(run("passk", counts, "--k", "1,10", "--design", "stop:1:100", "--json")).isZero();
    assertThat(run("passk", counts, "--k", "1,10", "--design", "first-success", "--json")).isZero();
    assertThat(run("passk", counts, "--k", "1", "--design", "adaptive")).isEqualTo(ExitCode.INPUT);
  }

  @Test
  void impossibleCountsAreNamedWithTheirLine() throws IOException {
    String counts = file("bad.csv", "problem,n,c\np,10,11\n");
    assertThat(run("passk", counts)).isEqualTo(ExitCode.INPUT);
    assertThat(errors()).contains("bad.csv:2", "c = 11");
  }
}
