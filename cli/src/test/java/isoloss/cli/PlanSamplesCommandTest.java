package isoloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import isoloss.data.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** {@code plan samples} and {@code fit pass-until}. */
class PlanSamplesCommandTest extends CommandTest {
  /** Four sizes, twelve problems, 1,000 samples. */
  private String counts() throws IOException {
    StringBuilder text = new StringBuilder("model,problem,n,c\n");
    String[] models = {"toy 70M", "toy 280M", "toy 1.1B", "toy 4.5B"};
    for (int j = 0; j < models.length; j++) {
      for (int i = 0; i < 12; i++) {
        long c = Math.round(1_000 * Math.exp(-Math.exp(2 - 0.1 * i - 0.3 * j)));
        text.append("%s,p%d,1000,%d%n".formatted(models[j], i, c));
      }
    }
    return Files.writeString(folder.resolve("counts.csv"), text).toString();
  }

  @Test
  void aHalfWidthGivesABudgetAndWhereItGoes() throws IOException {
    String counts = counts();
    assertThat(
            run(
                "plan",
                "samples",
                counts,
                "--where",
                "model = 'toy 280M'",
                "--k",
                "10",
                "--view",
                "fixed",
                "--half-width",
                "0.004",
                "--json"))
        .isZero();
    JsonObject plan = document();
    assertThat(plan.text("schema")).isEqualTo("isoloss/plan/1");
    assertThat(plan.text("plan")).isEqualTo("samples");
    assertThat(plan.number("budget")).isPositive();
    assertThat(plan.number("after")).isLessThanOrEqualTo(0.004);
    assertThat(plan.number("after")).isLessThanOrEqualTo(plan.number("evenly"));
    double sum =
        plan.objects("allocation").stream().mapToDouble(row -> row.number("samples")).sum();
    assertThat(sum).isEqualTo(plan.number("budget"));
    assertThat(
            run(
                "plan",
                "samples",
                counts,
                "--where",
                "model = 'toy 280M'",
                "--k",
                "10",
                "--relative-error",
                "0.5",
                "--budget",
                "2400",
                "--floor",
                "50",
                "--json"))
        .isZero();
    assertThat(document().number("budget")).isEqualTo(2400);
    assertThat(document().objects("allocation").getLast().number("samples"))
        .isGreaterThanOrEqualTo(50);
  }

  @Test
  void twoModelsAreComparedOnSharedProblems() throws IOException {
    assertThat(
            run(
                "plan",
                "samples",
                counts(),
                "--where",
                "model IN ('toy 70M', 'toy 280M')",
                "--difference",
                "0.05",
                "--k",
                "5",
                "--power",
                "0.9",
                "--json"))
        .isZero();
    assertThat(document().number("problemsNeeded")).isPositive();
    assertThat(run("plan", "samples", counts(), "--difference", "0.05")).isEqualTo(ExitCode.INPUT);
    assertThat(run("plan", "samples", counts(), "--half-width", "0.1")).isEqualTo(ExitCode.INPUT);
    assertThat(errors()).contains("4 models", "--where");
  }

  @Test
  void costsAreKnownBeforeAnySample() {
    assertThat(
            run(
                "plan",
                "samples",
                "--p",
                "0.01",
                "--relative-error",
                "0.2",
                "--cap",
                "1000000",
                "--json"))
        .isZero();
    assertThat(document().number("successes")).isEqualTo(27);
    assertThat(document().number("draws")).isEqualTo(2700);
    assertThat(document().number("samplesForOneSuccess")).isEqualTo(299);
    assertThat(run("plan", "samples", "--beta-law", "0.25,160", "--cap", "10000", "--json"))
        .isZero();
    assertThat(document().number("cappedDraws")).isCloseTo(4583.4147, offset(5e-5));
  }

  @Test
  void contradictionsAreUsageErrors() throws IOException {
    assertThat(run("plan", "samples")).isEqualTo(ExitCode.USAGE);
    assertThat(errors()).contains("--p 0.001");
    assertThat(run("plan", "samples", "--p", "1.5")).isEqualTo(ExitCode.USAGE);
    String counts = counts();
    String[] one = {"plan", "samples", counts, "--where", "model = 'toy 70M'"};
    assertThat(run(one)).isEqualTo(ExitCode.USAGE);
    assertThat(errors()).contains("--half-width");
    assertThat(
            run(
                one[0],
                one[1],
                counts,
                one[3],
                one[4],
                "--half-width",
                "0.1",
                "--view",
                "sideways"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(run("plan", "samples", counts, "--p", "0.1")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theTaskLawIsFittedWithNominalOrMappedSizes() throws IOException {
    String counts = counts();
    assertThat(run("fit", "pass-until", counts, "--draws", "20", "--json")).isZero();
    JsonObject nominal = document();
    assertThat(nominal.text("law")).isEqualTo("pass-until");
    assertThat(nominal.objects("sizes").getLast().number("size")).isEqualTo(4.5e9);
    assertThat(nominal.objects("diagnostics"))
        .anyMatch(each -> each.text("code").equals("nominal-sizes"));
    assertThat(nominal.objects("prediction")).hasSize(5);
    assertThat(
            run(
                "fit",
                "pass-until",
                counts,
                "--draws",
                "20",
                "--json",
                "--columns",
                "N=CASE model WHEN 'toy 70M' THEN 7e7 WHEN 'toy 280M' THEN 2.8e8 WHEN 'toy 1.1B'"
                    + " THEN 1.1e9 ELSE 4.5e9 END"))
        .isZero();
    JsonObject mapped = document();
    assertThat(mapped.objects("parameters").getLast().number("estimate"))
        .isEqualTo(nominal.objects("parameters").getLast().number("estimate"));
    assertThat(mapped.objects("diagnostics"))
        .noneMatch(each -> each.text("code").equals("nominal-sizes"));
    assertThat(
            run(
                "fit",
                "pass-until",
                counts,
                "--draws",
                "20",
                "--option",
                "sizes=toy 70M=7e7,toy 280M=2.8e8",
                "--json"))
        .isEqualTo(ExitCode.INPUT);
    assertThat(errors()).contains("toy 1.1B");
  }
}
