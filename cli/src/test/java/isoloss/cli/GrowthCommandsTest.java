package isoloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Growth, infinite compute and masked diffusion from the command line. */
class GrowthCommandsTest extends CommandTest {
  @Test
  void aGrowthPlanIsPrintedSavedAndReported() {
    String saved = folder.resolve("growth.json").toString();
    assertThat(
            run("plan", "growth", "--params", "7e9", "--tokens", "2e12", "--out", saved, "--json"))
        .isZero();
    JsonObject plan = document();
    assertThat(plan.text("schema")).isEqualTo("isoloss/plan/1");
    assertThat(plan.text("plan")).isEqualTo("growth");
    assertThat(plan.number("growthTokens") / 11.11e9).isCloseTo(1, within(5e-4));
    assertThat(plan.number("baseParameters")).isEqualTo(1.75e9);
    assertThat(plan.objects("ledger")).hasSize(7);
    assertThat(run("report", saved, "--out", folder.resolve("report").toString())).isZero();
  }

  @Test
  void theGrowthFactorAndTheLayersHaveAnEffect() {
    run("plan", "growth", "--params", "8e9", "--tokens", "2e12", "--growth-factor", "2", "--json");
    assertThat(document().number("baseParameters")).isEqualTo(4e9);
    run("plan", "growth", "--params", "8e9", "--tokens", "2e12", "--layers", "32", "--json");
    assertThat(document().number("baseLayers")).isEqualTo(8);
  }

  @Test
  void aGrowthThatCannotBeIsRefused() {
    assertThat(run("plan", "growth", "--params", "7e10", "--tokens", "2e10"))
        .isEqualTo(ExitCode.NOT_TRUSTED);
    assertThat(text()).contains("No plan");
    assertThat(errors()).hasLineCount(1);
    usage("whole number", "--params", "7e9", "--tokens", "2e12", "--growth-factor", "2.5");
    usage("multiple of 4", "--params", "7e9", "--tokens", "2e12", "--layers", "30");
    usage("layers", "--params", "7e9", "--tokens", "2e12", "--layers", "0");
    usage("--tokens", "--params", "7e9");
  }

  @Test
  void rowsThatAreLimitsAreSetAsideCountedAndNotRejected() throws IOException {
    StringBuilder rows = new StringBuilder("series,N,D,L\n");
    for (double n : new double[] {.15, .3, .6, 1.4}) {
      rows.append(
          String.format(Locale.ROOT, "ensemble_asymptote,%s,2e8,%s%n", n * 1e9, 3.1 + .05 / n));
    }
    rows.append("published,inf,2e8,3.1\n");
    String table = Files.writeString(folder.resolve("runs.csv"), rows.toString()).toString();
    String saved = folder.resolve("inf.json").toString();
    assertThat(run("fit", "infinite-compute", table, "--out", saved, "--json")).isZero();
    JsonObject found = document();
    assertThat(found.integer("n")).isEqualTo(4);
    assertThat(found.object("rejected").integer("count")).isZero();
    assertThat(found.objects("filteredOut").getFirst().integer("rows")).isEqualTo(1);
    assertThat(found.number("jointAsymptote")).isCloseTo(3.1, within(1e-6));
    assertThat(run("report", saved, "--out", folder.resolve("report").toString())).isZero();
    assertThat(run("fit", "infinite-compute", table, "--option", "losses=runs", "--json")).isZero();
    assertThat(document().number("sizeAsymptote")).isCloseTo(3.1, within(1e-6));
    assertThat(run("fit", "infinite-compute", table, "--option", "series=ensemble"))
        .isEqualTo(ExitCode.INPUT);
  }

  @Test
  void theComputeGapOfTwoFamiliesIsFitted() throws IOException {
    StringBuilder rows = new StringBuilder("model,flops,N,loss\n");
    for (double c : new double[] {6e18, 1e19, 3e19, 6e19, 1e20}) {
      double wobble = 1 + 5e-4 * Math.sin(c / 1e19);
      rows.append(
          String.format(
              Locale.ROOT, "AR,%s,%s,%s%n", c, c / 1e11, wobble * 45 * Math.pow(c, -.064)));
      rows.append(
          String.format(
              Locale.ROOT, "MD,%s,%s,%s%n", c, c / 2e11, wobble * 54 * Math.pow(c, -.064)));
    }
    String table = Files.writeString(folder.resolve("optima.csv"), rows.toString()).toString();
    assertThat(run("fit", "smdm", table, "--option", "budgets=1e19,1e20", "--json")).isZero();
    JsonObject found = document();
    double truth = Math.pow(54.0 / 45, 1 / .064);
    assertThat(found.objects("computeGaps")).hasSize(2);
    assertThat(found.number("computeGap")).isCloseTo(truth, within(.02 * truth));
    assertThat(found.text("reference")).isEqualTo("AR");
    assertThat(run("fit", "smdm", table, "--option", "budgets=many")).isEqualTo(ExitCode.USAGE);
    assertThat(run("fit", "smdm", table, "--where", "model = 'AR'")).isEqualTo(ExitCode.INPUT);
  }

  /** Four rows and three parameters, as the README of tongxuluo/prts prints them. */
  @Test
  void theRoundedTableOfTheAuthorsGivesTheLawBack() throws IOException {
    String table =
        Files.writeString(
                folder.resolve("timing.csv"),
                """
                N,C,d
                8e9,7.2e23,6.58e9
                7e9,8.4e22,11.11e9
                13e9,1.56e23,15.84e9
                70e9,8.4e23,42.48e9
                """)
            .toString();
    assertThat(run("fit", "g-stack", table, "--uncertainty", "none", "--json")).isZero();
    assertThat(document().bool("converged")).isTrue();
    assertThat(document().objects("parameters").getFirst().number("estimate"))
        .isCloseTo(.88, within(1e-3));
    assertThat(run("fit", "g-stack", table, "--uncertainty", "none", "--procedure", "published"))
        .isZero();
  }

  private void usage(String part, String... options) {
    assertUsage(part, and(new String[] {"plan", "growth"}, options));
  }
}
