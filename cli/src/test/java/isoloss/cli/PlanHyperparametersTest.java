package isoloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlanHyperparametersTest extends CommandTest {
  private int plan(String... more) {
    String[] run = {"plan", "hyperparameters", "--params", "7e9", "--tokens", "1.4e12"};
    return run(and(run, more));
  }

  private JsonObject law(String name) {
    return document().objects("laws").stream()
        .filter(each -> each.text("law").equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theDocumentHasStepLawFirstWithItsIntervalAndItsWarnings() {
    assertThat(plan("--json")).isZero();
    assertThat(document().text("schema")).isEqualTo("isoloss/plan/1");
    JsonObject first = document().objects("laws").getFirst();
    assertThat(first.text("law")).isEqualTo("step-law");
    assertThat(first.number("lr")).isCloseTo(9.16557e-4, within(1e-9));
    assertThat(first.number("lrDraws")).isCloseTo(9.34684e-4, within(1e-9));
    assertThat(first.number("lrLow")).isCloseTo(7.62e-4, within(4e-6));
    assertThat(first.number("lrHigh")).isCloseTo(1.146e-3, within(6e-6));
    assertThat(first.texts("warnings")).anyMatch(text -> text.contains("1e-5"));
    assertThat(law("scion").bool("applicable")).isFalse();
    assertThat(law("scion").has("lr")).isFalse();
  }

  @Test
  void everyOptionHasAnEffect() {
    plan("--json", "--loss", "2.0");
    assertThat(law("kaplan").number("batchTokens")).isPositive();
    plan("--json", "--from-lr", "1e-3", "--from-params", "1e9", "--from-tokens", "2e10");
    assertThat(law("microsoft").number("lr")).isPositive().isLessThan(1e-3);
    plan("--json", "--active-params", "1e9", "--experts", "8");
    assertThat(law("joint-moe").number("lr")).isPositive();
    assertThat(law("step-law-active").number("lr")).isGreaterThan(law("step-law").number("lr"));
    plan("--json", "--seq-len", "4096");
    assertThat(law("step-law").number("batchSequences")).isCloseTo(1220.4, within(0.1));
    plan("--json", "--level", "0.5");
    assertThat(law("step-law").number("lrLow")).isGreaterThan(8e-4);
    plan("--json", "--batch-tokens", "8e6", "--batch-multiple", "100", "--tolerance", "0.4");
    assertThat(document().objects("forcedBatch")).hasSize(8);
    assertThat(document().objects("plateau")).hasSize(5);
  }

  @Test
  void setsOfCoefficientsAreRead() throws IOException {
    Path sets = folder.resolve("sets.csv");
    Files.writeString(
        sets,
        "lr_intercept,lr_coefN,lr_coefD,bs_intercept,bs_coefD\n"
            + "0.5,-0.71,0.307,-0.5,0.57\n0.6,-0.71,0.307,-0.6,0.57\n");
    assertThat(plan("--json", "--sets", sets.toString())).isZero();
    double middle = Math.exp(0.55) * Math.pow(7e9, -0.71) * Math.pow(1.4e12, 0.307);
    assertThat(law("step-law").number("lrDraws")).isCloseTo(middle, within(1e-9));
    assertThat(document().object("provenance").objects("inputs")).hasSize(1);
    Files.writeString(sets, Files.readString(sets) + "oops,1,1,1,1\n");
    assertThat(plan("--sets", sets.toString())).isEqualTo(ExitCode.INPUT);
    assertThat(errors()).contains("--sets").hasLineCount(1);
  }

  @Test
  void aPlanIsSavedAndReported() throws IOException {
    String saved = folder.resolve("plan.json").toString();
    assertThat(plan("--out", saved)).isZero();
    assertThat(text()).contains("By Step law", "deepseek");
    assertThat(plan("--out", saved)).isEqualTo(ExitCode.FAILURE);
    assertThat(errors()).contains("--force").hasLineCount(1);
    String report = folder.resolve("report").toString();
    assertThat(run("report", saved, "--out", report)).isZero();
    assertThat(folder.resolve("report/figures")).isDirectoryContaining("glob:**.png");
    assertThat(run("verify", saved)).isZero();
  }

  @Test
  void mistakesAreOneSentence() {
    assertThat(plan("--from-lr", "1e-3")).isEqualTo(ExitCode.USAGE);
    assertThat(errors()).contains("--from-params").hasLineCount(1);
    assertThat(plan("--level", "95")).isEqualTo(ExitCode.USAGE);
    assertThat(errors()).contains("did you mean 0.95").hasLineCount(1);
    assertThat(run("plan", "hyperparameters", "--params", "-1", "--tokens", "1e9"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(plan("--active-params", "8e9")).isEqualTo(ExitCode.USAGE);
    assertThat(plan("--fit", folder.resolve("none.json").toString())).isEqualTo(ExitCode.INPUT);
  }

  @Test
  void theCatalogueListsTheLaws() {
    assertThat(run("laws")).isZero();
    assertThat(text()).contains("moonlight", "step-law-surface");
    assertThat(run("laws", "deepseek")).isZero();
    assertThat(text()).contains("0.3118 C^-0.125", "arxiv.org");
    assertThat(run("laws", "kaplan", "--json")).isZero();
    assertThat(document().objects("laws")).hasSize(1);
    assertThat(document().objects("hyperparameterLaws")).hasSize(1);
  }
}
