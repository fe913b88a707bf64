package isoloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import isoloss.data.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanSpeculativeCommandTest extends CommandTest {
  private static final String[] PLAN = {"plan", "speculative"};

  @Test
  void anAssumedAcceptanceGivesTheBestDraftLength() {
    assertThat(plan("--acceptance", ".8", "--draft-cost", ".05", "--json")).isZero();
    JsonObject plan = document();
    assertThat(plan.text("schema")).isEqualTo("isoloss/plan/1");
    assertThat(plan.text("plan")).isEqualTo("speculative");
    assertThat(plan.integer("bestDraftLength")).isEqualTo(8);
    assertThat(plan.number("speedUp")).isCloseTo(3.092080, offset(5e-7));
    assertThat(plan.has("bestDraftLengthLow")).isFalse();
    assertThat(plan.objects("lengths").get(5).number("expectedTokens"))
        .isCloseTo(3.68928, offset(1e-12));
  }

  @Test
  void anUncertainAcceptanceGivesIntervalsThatFollowLevelDrawsAndSeed() {
    String[] asked = {"--acceptance", ".8", "--draft-cost", ".05", "--acceptance-error", ".03"};
    assertThat(plan(and(asked, "--json"))).isZero();
    JsonObject plan = document();
    assertThat(plan.number("bestDraftLengthLow")).isLessThan(8);
    assertThat(plan.number("bestDraftLengthHigh")).isGreaterThan(8);
    double low = plan.number("speedUpLow");
    assertThat(low).isLessThan(plan.number("speedUp"));
    for (String[] other :
        List.of(
            new String[] {"--level", ".5"},
            new String[] {"--draws", "50"},
            new String[] {"--seed", "7"})) {
      plan(and(and(asked, other), "--json"));
      assertThat(document().number("speedUpLow")).isNotEqualTo(low);
    }
    plan(and(asked, "--json"));
    assertThat(document().number("speedUpLow")).isEqualTo(low);
  }

  @Test
  void whereDraftingDoesNotHelpThePlanSaysSo() {
    assertThat(plan("--acceptance", ".1", "--draft-cost", ".2", "--json")).isZero();
    assertThat(document().integer("bestDraftLength")).isZero();
    assertThat(document().number("speedUp")).isEqualTo(1);
    assertThat(codes()).contains("drafting-does-not-help");
    assertThat(
            plan("--acceptance", ".2", "--draft-cost", ".2", "--acceptance-error", ".05", "--json"))
        .isEqualTo(ExitCode.NOT_TRUSTED);
    assertThat(codes()).contains("help-not-determined");
    assertThat(errors()).startsWith("isoloss: the counters do not");
  }

  @Test
  void anOptimumThatLiesNowhereGivesCodeFour() {
    assertThat(plan("--acceptance", ".999", "--draft-cost", "0", "--json"))
        .isEqualTo(ExitCode.NOT_TRUSTED);
    assertThat(codes()).contains("no-interior-optimum");
    assertThat(plan("--acceptance", ".999", "--draft-cost", "0", "--max-draft", "5", "--json"))
        .isZero();
    assertThat(document().integer("bestDraftLength")).isEqualTo(5);
  }

  @Test
  void verificationThatGrowsShortensTheDraft() {
    plan("--acceptance", ".9", "--draft-cost", ".02", "--json");
    assertThat(document().integer("bestDraftLength")).isEqualTo(19);
    plan("--acceptance", ".9", "--draft-cost", ".02", "--verify-cost", "1=1,33=3", "--json");
    assertThat(document().integer("bestDraftLength")).isBetween(2L, 12L);
  }

  @Test
  void countersAndRunsGiveAcceptanceCostAndPlan() throws IOException {
    String positions = file("positions.csv", POSITIONS);
    String runs = file("runs.csv", RUNS);
    assertThat(plan("--positions", positions, "--runs", runs, "--json")).isZero();
    JsonObject plan = document();
    assertThat(plan.integer("n")).isEqualTo(5);
    // tau_all = 4000/1600, S = 1.25, o = 2, c = (2 - 1)/3
    JsonObject cost = plan.objects("roundCost").getFirst();
    assertThat(cost.number("tokensPerStep")).isCloseTo(2.5, offset(1e-12));
    assertThat(cost.number("cost")).isCloseTo(2, offset(1e-12));
    assertThat(plan.number("draftCost")).isCloseTo(1.0 / 3, offset(1e-12));
    assertThat(plan.number("alpha")).isCloseTo(2400.0 / (2400 + 1100), offset(1e-12));
    assertThat(plan.number("bestDraftLengthHigh"))
        .isGreaterThanOrEqualTo(plan.number("bestDraftLengthLow"));
    assertThat(plan.objects("positions")).hasSize(3);
    assertThat(codes()).contains("rounds-taken-as-independent");

    assertThat(plan("--positions", positions, "--draft-cost", ".3", "--json")).isZero();
    double speedUp = document().number("speedUp");
    assertThat(
            plan(
                "--positions",
                positions,
                "--draft-cost",
                ".3",
                "--acceptance-model",
                "constant",
                "--json"))
        .isZero();
    assertThat(document().number("speedUp")).isNotEqualTo(speedUp);
  }

  @Test
  void aSavedFitIsPlannedFromAndThePlanIsReported() throws IOException {
    String positions = file("positions.csv", POSITIONS);
    String fit = folder.resolve("fit.json").toString();
    assertThat(run("fit", "speculative", positions, "--out", fit)).isZero();
    assertThat(text()).contains("Acceptance of a drafted token");
    plan("--positions", positions, "--draft-cost", ".1", "--json");
    JsonObject direct = document();
    String saved = folder.resolve("plan.json").toString();
    assertThat(plan("--fit", fit, "--draft-cost", ".1", "--json", "--out", saved)).isZero();
    assertThat(document().number("speedUp")).isEqualTo(direct.number("speedUp"));
    assertThat(document().number("speedUpLow")).isEqualTo(direct.number("speedUpLow"));
    Path report = folder.resolve("report");
    assertThat(run("report", saved, "--out", report.toString())).isZero();
    try (var files = Files.walk(report)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .anyMatch(name -> name.contains("speed-up-against-draft-length"))
          .anyMatch(name -> name.contains("acceptance-by-position"));
    }
  }

  @Test
  void aVectorGivesATreeAndProbabilitiesGiveTheHeadRoom() throws IOException {
    String vector =
        file("vector.csv", "rank,p\n0,0\n1,.6\n2,.15\n3,.05\n4,.2\n"); // the last: none accepted
    assertThat(
            plan(
                "--acceptance-vector",
                vector,
                "--draft-cost",
                ".05",
                "--tree-nodes",
                "8",
                "--tree-depth",
                "4",
                "--json"))
        .isZero();
    JsonObject plan = document();
    assertThat(plan.objects("trees").getFirst().number("mostTokens")).isCloseTo(1.6, offset(1e-12));
    assertThat(plan.number("treeSpeedUp")).isGreaterThan(plan.number("chainSpeedUp"));
    assertThat(plan.objects("shapes").getFirst().text("children")).isEqualTo("1 | 0");

    assertThat(
            plan(
                "--target-probabilities",
                ".6,.3,.1",
                "--draft-probabilities",
                ".2,.3,.5",
                "--drafts",
                "3",
                "--json"))
        .isZero();
    List<JsonObject> rules = document().objects("multiDraft");
    assertThat(rules).hasSize(3);
    assertThat(rules.get(1).number("optimum")).isCloseTo(0.76, offset(1e-12));
    assertThat(rules.get(2).number("withoutReplacement")).isCloseTo(1, offset(1e-12));
  }

  @Test
  void draftsOfVaryingLengthAreNotPlannedFromUnlessTakenAsFixed() throws IOException {
    String lookUp = file("ngram.csv", POSITIONS.replace("drafter", "ngram"));
    assertThat(plan("--positions", lookUp, "--draft-cost", "0.1")).isEqualTo(ExitCode.INPUT);
    assertThat(errors()).contains("at_risk").hasLineCount(1);
    assertThat(plan("--positions", lookUp, "--draft-cost", ".1", "--draft-lengths", "fixed"))
        .isZero();
  }

  @Test
  void mistakesAreOneSentence() throws IOException {
    String positions = file("positions.csv", POSITIONS);
    usage("nothing to plan from");
    usage("--draft-cost is missing", "--acceptance", ".8");
    usage("is not in [0, 1]", "--acceptance", "1.2", "--draft-cost", ".1");
    usage("did you mean 0.95", "--acceptance", ".8", "--draft-cost", ".1", "--level", "95");
    usage("give one of them", "--acceptance", ".8", "--positions", positions);
    usage("belong together", "--target-probabilities", ".5,.5");
    usage("--verify-cost", "--acceptance", ".8", "--draft-cost", ".1", "--verify-cost", "x=1");
    usage("below 1", "--acceptance", ".8", "--draft-cost", ".1", "--max-draft", "-3");
    usage("below 1", "--acceptance", ".8", "--draft-cost", ".1", "--tree-nodes", "-3");
    usage("sum to 0.9", "--target-probabilities", ".5,.4", "--draft-probabilities", ".5,.5");
    String rising = file("rising.csv", POSITIONS.replace("700", "1300"));
    assertThat(plan("--positions", rising, "--draft-cost", ".1")).isEqualTo(ExitCode.INPUT);
    assertThat(errors()).contains("one row per position");
  }

  private static final String POSITIONS =
      "model,method,pos,drafts,accepted\nm,drafter,0,1600,1200\nm,drafter,1,1600,700\n"
          + "m,drafter,2,1600,500\n";

  private static final String RUNS =
      "model,method,rounds,accepted,generated,seconds\nm,plain,0,0,1000,100\n"
          + "m,drafter,1600,2400,4000,320\n";

  private void usage(String part, String... args) {
    assertUsage(part, and(PLAN, args));
  }

  private int plan(String... args) {
    return run(and(PLAN, args));
  }

  private List<String> codes() {
    return document().objects("diagnostics").stream().map(each -> each.text("code")).toList();
  }
}
