package isoloss.plan.testtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import isoloss.cost.kinetics.CostModel;
import isoloss.cost.kinetics.ModelFamily;
import isoloss.cost.kinetics.ServedModel;
import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.Split;
import isoloss.data.Values;
import isoloss.data.Variable;
import isoloss.data.json.Json;
import isoloss.fit.Findings;
import isoloss.law.PublicData;
import isoloss.plan.testtime.TestTimePlan.FrontierQuestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KineticsFrontierTest {
  private static final double SIX_DIGITS = 5.1e-4;

  private static Imported imported(Observations rows) {
    return new Imported(new Split(rows, rows.where(row -> false), ""), List.of(), 0, List.of());
  }

  private static FrontierQuestion question(Observations rows, int draws, int threads) {
    return new FrontierQuestion(
        imported(rows), List.of(), draws, .9, Values.of(), new Seed(42), threads);
  }

  private static TestTimePlan plan(
      List<ServedModel> models, double prompt, double output, FrontierQuestion question) {
    return new TestTimePlan(
        models,
        CostModel.published(),
        prompt,
        OutputLengths.fixed(List.of(output)),
        List.of(1.0),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.of(question));
  }

  private static List<ServedModel> family(ModelFamily family) {
    return family.members().stream()
        .map(member -> member.served(ModelFamily.Count.PUBLISHED))
        .toList();
  }

  private static Findings pythia(double output, int draws, int threads) {
    return plan(
            family(ModelFamily.PYTHIA),
            800,
            output,
            question(PublicData.pythiaMathCounts(), draws, threads))
        .findings(42, "");
  }

  /** Accuracy (1 - .85 (P/.752)^-.35)(1 - exp(-L/4000)) of the dense Qwen3, P in 1e9. */
  private static Findings syntheticLongChains() {
    List<ServedModel> models = family(ModelFamily.QWEN3).subList(0, 6);
    List<String> names = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    for (ServedModel model : models) {
      for (int length = 1024; length <= 32768; length += 1024) {
        double size = 1 - .85 * Math.pow(model.activeParameters() / .752e9, -.35);
        names.add(model.name());
        rows.add(new double[] {length, size * (1 - Math.exp(-length / 4000.0))});
      }
    }
    Observations table =
        labelled(List.of(Measured.LENGTH, Measured.ACCURACY), rows, Map.of("model", names));
    return plan(models, 256, 32768, question(table, 50, 1)).findings(42, "");
  }

  private static Observations labelled(
      List<Variable> variables, List<double[]> rows, Map<String, List<String>> labels) {
    double[][] columns = new double[variables.size()][rows.size()];
    for (int v = 0; v < columns.length; v++) {
      int at = v;
      Arrays.setAll(columns[v], row -> rows.get(row)[at]);
    }
    return Observations.of(
        variables,
        columns,
        labels,
        rows.stream().map(row -> Observations.Origin.COMPUTED).toList(),
        Provenance.NONE);
  }

  private static void reaches(
      Findings findings, boolean flops, double target, String model, double samples, double tera) {
    Findings.Table table = findings.table("reaching");
    int row =
        IntStream.range(0, table.size())
            .filter(r -> table.number(r, "target") == target)
            .findFirst()
            .orElseThrow();
    assertThat(table.texts(flops ? "flopsModel" : "model").get(row)).isEqualTo(model);
    assertThat(table.number(row, flops ? "flopsSamples" : "samples")).isEqualTo(samples);
    assertThat(table.number(row, flops ? "flopsCostTera" : "costTera"))
        .isCloseTo(tera, withPercentage(SIX_DIGITS));
  }

  /** Reference: one configuration for all problems, 70 numbers of samples, prompt 800. */
  @Test
  void theFrontierOfPythiaOnMathIsTheReference() {
    Findings brief = pythia(256, 0, 1);
    assertThat(brief.number("flopsPoints")).isEqualTo(101);
    assertThat(brief.number("flopsSegments")).isEqualTo(12);
    assertThat(brief.number("points")).isEqualTo(127);
    assertThat(brief.number("segments")).isEqualTo(36);
    reaches(brief, true, .1, "Pythia 410M", 25, 5.83185);
    reaches(brief, true, .3, "Pythia 410M", 200, 46.6548);
    reaches(brief, true, .5, "Pythia 2.8B", 178, 269.037);
    reaches(brief, true, .7, "Pythia 2.8B", 1413, 2135.67);
    reaches(brief, true, .8, "Pythia 2.8B", 7079, 10699.5);
    reaches(brief, false, .1, "Pythia 410M", 25, 62.455);
    reaches(brief, false, .3, "Pythia 2.8B", 45, 377.555);
    reaches(brief, false, .5, "Pythia 2.8B", 178, 1381.87);
    reaches(brief, false, .7, "Pythia 2.8B", 1413, 10707.7);
    reaches(brief, false, .8, "Pythia 2.8B", 7079, 53493);
    Findings longer = pythia(1024, 0, 1);
    assertThat(longer.number("flopsPoints")).isEqualTo(101);
    assertThat(longer.number("flopsSegments")).isEqualTo(12);
    assertThat(longer.number("points")).isEqualTo(125);
    assertThat(longer.number("segments")).isEqualTo(43);
    reaches(longer, true, .1, "Pythia 410M", 25, 24.2938);
    reaches(longer, true, .3, "Pythia 410M", 200, 194.35);
    reaches(longer, true, .5, "Pythia 2.8B", 178, 1099.08);
    reaches(longer, true, .7, "Pythia 2.8B", 1413, 8724.76);
    reaches(longer, true, .8, "Pythia 2.8B", 7079, 43710.2);
    reaches(longer, false, .1, "Pythia 410M", 25, 794.368);
    reaches(longer, false, .3, "Pythia 2.8B", 45, 4777.51);
    reaches(longer, false, .5, "Pythia 2.8B", 178, 18451.4);
    reaches(longer, false, .7, "Pythia 2.8B", 1413, 145424);
    reaches(longer, false, .8, "Pythia 2.8B", 7079, 727953);
  }

  @Test
  void memoryMovesTheTakeOverToLargeModelsToLowerCoverage() {
    Findings brief = pythia(256, 0, 1);
    entry(brief, "FLOPs", "Pythia 2.8B", 158, 238.809, .4847);
    smallerLast(brief, "FLOPs", "Pythia 410M", Double.NaN, .5154);
    entry(brief, "eFLOPs", "Pythia 2.8B", 28, 249.184, .2465);
    smallerLast(brief, "eFLOPs", "Pythia 410M", 334.468, .2779);
    Findings longer = pythia(1024, 0, 1);
    entry(longer, "FLOPs", "Pythia 2.8B", 158, 975.592, .4847);
    entry(longer, "eFLOPs", "Pythia 2.8B", 7, 870.675, .1053);
    smallerLast(longer, "eFLOPs", "Pythia 1B", 2962.79, .2331);
    for (Findings each : List.of(brief, longer)) {
      for (String account : List.of("FLOPs", "eFLOPs")) {
        int row = row(each, account, "Pythia 6.9B");
        assertThat(each.table("switches").number(row, "entersAccuracy"))
            .isCloseTo(.8157, offset(5e-5));
        assertThat(each.table("switches").number(row, "samples")).isEqualTo(7079);
      }
    }
  }

  private static int row(Findings findings, String account, String model) {
    Findings.Table table = findings.table("switches");
    return IntStream.range(0, table.size())
        .filter(r -> table.texts("account").get(r).equals(account))
        .filter(r -> table.texts("model").get(r).equals(model))
        .findFirst()
        .orElseThrow();
  }

  private static void entry(
      Findings findings,
      String account,
      String model,
      double samples,
      double tera,
      double coverage) {
    Findings.Table table = findings.table("switches");
    int row = row(findings, account, model);
    assertThat(table.number(row, "samples")).isEqualTo(samples);
    assertThat(table.number(row, "entersTera")).isCloseTo(tera, withPercentage(SIX_DIGITS));
    assertThat(table.number(row, "entersAccuracy")).isCloseTo(coverage, offset(5.1e-5));
  }

  private static void smallerLast(
      Findings findings, String account, String smaller, double tera, double coverage) {
    Findings.Table table = findings.table("switches");
    int row = row(findings, account, "Pythia 2.8B");
    assertThat(table.texts("lastSmaller").get(row)).isEqualTo(smaller);
    assertThat(table.number(row, "lastSmallerAccuracy")).isCloseTo(coverage, offset(5.1e-5));
    if (!Double.isNaN(tera)) {
      assertThat(table.number(row, "lastSmallerTera")).isCloseTo(tera, withPercentage(SIX_DIGITS));
    }
  }

  @Test
  void theSyntheticLongChainsGiveTheReference() {
    Findings findings = syntheticLongChains();
    assertThat(findings.number("flopsPoints")).isEqualTo(64);
    assertThat(findings.number("flopsSegments")).isEqualTo(17);
    assertThat(findings.number("points")).isEqualTo(50);
    assertThat(findings.number("segments")).isEqualTo(24);
    Findings.Table switches = findings.table("switches");
    int flops = row(findings, "FLOPs", "Qwen3-32B");
    assertThat(switches.number(flops, "entersTera")).isCloseTo(697.841, withPercentage(SIX_DIGITS));
    assertThat(switches.number(flops, "outputTokens")).isEqualTo(9216);
    int eflops = row(findings, "eFLOPs", "Qwen3-32B");
    assertThat(switches.number(eflops, "entersTera"))
        .isCloseTo(184.706, withPercentage(SIX_DIGITS));
    assertThat(switches.number(eflops, "outputTokens")).isEqualTo(1024);
    assertThat(findings.hasTable("membership")).isFalse();
    assertThat(findings.diagnostics()).anyMatch(each -> each.code().equals("no-problems"));
  }

  @Test
  void theFrontierRisesInCostAndAccuracyAndNothingCheaperReachesIt() {
    RandomGenerator random = new Seed(7).generator();
    for (int trial = 0; trial < 200; trial++) {
      int count = 1 + random.nextInt(40);
      double[] cost = random.ints(count, 1, 20).asDoubleStream().toArray();
      double[] accuracy = random.ints(count, 0, 12).mapToDouble(v -> v / 12.0).toArray();
      List<Integer> kept = Frontier.kept(Frontier.byCost(cost), cost, accuracy);
      for (int i = 1; i < kept.size(); i++) {
        assertThat(cost[kept.get(i)]).isGreaterThan(cost[kept.get(i - 1)]);
        assertThat(accuracy[kept.get(i)]).isGreaterThan(accuracy[kept.get(i - 1)]);
      }
      for (int c = 0; c < count; c++) {
        double limit = cost[c];
        double best =
            kept.stream()
                .filter(k -> cost[k] <= limit)
                .mapToDouble(k -> accuracy[k])
                .max()
                .orElse(0);
        assertThat(best).isGreaterThanOrEqualTo(accuracy[c]);
      }
    }
  }

  @Test
  void theOracleIsNeverWorseThanOneConfigurationSaveForItsSmoothing() {
    Findings.Table oracle = pythia(256, 0, 1).table("oracle");
    assertThat(oracle.size()).isEqualTo(200);
    double[] best = oracle.numbers("oracleAccuracy");
    double[] one = oracle.numbers("accuracy");
    for (int level = 2; level < 98; level++) {
      // the window of three levels may fall behind by what the next level adds
      assertThat(best[level + 1]).isGreaterThanOrEqualTo(best[level]);
      assertThat(best[level + 1]).isGreaterThan(one[level] - 1e-12);
    }
  }

  @Test
  void resamplesDependOnTheSeedAloneAndSharesAddUp() {
    Findings one = pythia(256, 60, 1);
    Findings three = pythia(256, 60, 3);
    assertThat(three.tables()).isEqualTo(one.tables());
    Findings.Table membership = one.table("membership");
    double[] shares = membership.numbers("share");
    for (int budget = 3; budget < 40; budget++) {
      double sum = Arrays.stream(shares, budget * 5, budget * 5 + 5).sum();
      assertThat(sum).isCloseTo(1, offset(1e-12));
    }
    Findings.Table switches = one.table("switches");
    for (int row = 0; row < switches.size(); row++) {
      assertThat(switches.number(row, "share")).isBetween(0.0, 1.0);
      assertThat(switches.number(row, "entersLowTera"))
          .isLessThanOrEqualTo(switches.number(row, "entersHighTera"));
    }
    Findings other =
        plan(
                family(ModelFamily.PYTHIA),
                800,
                256,
                new FrontierQuestion(
                    imported(PublicData.pythiaMathCounts()),
                    List.of(),
                    60,
                    .9,
                    Values.of(),
                    new Seed(43),
                    1))
            .findings(43, "");
    assertThat(other.table("membership")).isNotEqualTo(membership);
  }

  /** Small wins once for two units of cost in hand; then the larger one leads. */
  @Test
  void theThresholdIsTheSmallestModelThatEverBeatsAllAffordableLargerOnes() {
    List<Candidate> candidates =
        candidates(
            new double[][] {
              {0, 1, .1}, {0, 4, .2}, {0, 8, .55}, {1, 2, .3}, {1, 8, .5}, {2, 6, .4}, {2, 16, .9}
            });
    List<String> models = Threshold.bySize(candidates);
    assertThat(models).containsExactly("Qwen3-0.6B", "Qwen3-1.7B", "Qwen3-4B");
    double[] accuracy = Threshold.meanAccuracies(candidates);
    int[] order = Frontier.byCost(candidates.stream().mapToDouble(c -> c.cost().flops()).toArray());
    assertThat(new Threshold(Account.FLOPS, candidates, models).rank(accuracy, order)).isZero();
    accuracy[2] = .45;
    assertThat(new Threshold(Account.FLOPS, candidates, models).rank(accuracy, order)).isOne();
    accuracy[4] = .35;
    assertThat(new Threshold(Account.FLOPS, candidates, models).rank(accuracy, order))
        .isEqualTo(0); // .45 of the small one beats .4 at a budget of 8
    accuracy[2] = .2;
    assertThat(new Threshold(Account.FLOPS, candidates, models).rank(accuracy, order)).isEqualTo(2);
  }

  private static List<Candidate> candidates(double[][] modelCostAccuracy) {
    List<ServedModel> models = family(ModelFamily.QWEN3);
    return Arrays.stream(modelCostAccuracy)
        .map(row ->
            new Candidate(
                models.get((int) row[0]),
                1,
                1,
                new isoloss.cost.kinetics.Cost(row[1], 0, 0, row[1]),
                Values.of(row[2])))
        .toList();
  }

  @Test
  void namesThatNoModelHasAndRowsThatRepeatAreRefused() {
    Observations misnamed =
        labelled(
            List.of(Measured.DRAWN, Measured.CORRECT),
            List.of(new double[] {10, 1}, new double[] {10, 2}),
            Map.of("model", List.of("Qwen3-8b", "Qwen3-8b"), "problem", List.of("a", "b")));
    assertThatThrownBy(() ->
            plan(family(ModelFamily.QWEN3), 256, 1024, question(misnamed, 0, 1)).findings(1, ""))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("did you mean Qwen3-8B");
    Observations twice =
        labelled(
            List.of(Measured.DRAWN, Measured.CORRECT),
            List.of(new double[] {10, 1}, new double[] {10, 2}),
            Map.of("model", List.of("Qwen3-8B", "Qwen3-8B"), "problem", List.of("a", "a")));
    assertThatThrownBy(() -> Measured.of(twice)).hasMessageContaining("stands already");
    Observations tooMany =
        labelled(
            List.of(Measured.ACCURACY), List.of(new double[] {55}), Map.of("model", List.of("a")));
    assertThatThrownBy(() -> Measured.of(tooMany)).hasMessageContaining("accuracy/100");
  }

  @Test
  void problemsThatAModelLacksAreLeftOutAndSaid() {
    Observations ragged =
        labelled(
            List.of(Measured.DRAWN, Measured.CORRECT),
            List.of(
                new double[] {10, 1},
                new double[] {10, 2},
                new double[] {8, 3},
                new double[] {10, 2},
                new double[] {10, 5}),
            Map.of(
                "model",
                List.of("Qwen3-8B", "Qwen3-8B", "Qwen3-14B", "Qwen3-14B", "Qwen3-8B"),
                "problem",
                List.of("a", "b", "b", "a", "c")));
    Findings findings =
        plan(family(ModelFamily.QWEN3), 256, 1024, question(ragged, 0, 1)).findings(1, "");
    assertThat(findings.number("problems")).isEqualTo(2);
    assertThat(findings.diagnostics()).anyMatch(each -> each.code().equals("problems-dropped"));
    // the 14B was sampled 8 times on b, so no more than 8 of it are compared
    Findings.Table table = findings.table("configurations");
    for (int row = 0; row < table.size(); row++) {
      if (table.texts("model").get(row).equals("Qwen3-14B")) {
        assertThat(table.number(row, "samples")).isLessThanOrEqualTo(8);
      }
    }
  }

  @Test
  void findingsAreReadBackAsTheyWereWritten() {
    Findings findings = syntheticLongChains();
    Findings again = Findings.from(Json.parseObject(Json.pretty(findings.toJson()), "findings"));
    assertThat(again.tables().toString()).isEqualTo(findings.tables().toString());
    assertThat(findings.toText()).contains("32B", "TFLOP", "Not charged");
  }
}
