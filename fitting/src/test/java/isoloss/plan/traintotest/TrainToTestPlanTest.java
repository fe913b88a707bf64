package isoloss.plan.traintotest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Values;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.sampling.pretraining.JointLaw;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainToTestPlanTest {
  private static final JointLaw LAW =
      new JointLaw.Additive(Values.of(0.01, 0.23, 0.69, 0.86, 0.72, 5.1, 0.45));
  private static final Serving ONE = new Serving(1, 1);

  private static double slope(Budget budget, JointLaw law, Serving serving, double n) {
    double h = 1e-4;
    return (budget.at(law, serving, n * Math.exp(h)).loss()
            - budget.at(law, serving, n * Math.exp(-h)).loss())
        / (2 * h);
  }

  @Test
  void thePublishedBudgetsFixDataAndSamples() {
    Budget budget = new Budget.Separate(6e21, 2e11);
    Choice choice = budget.at(LAW, ONE, 1e9);
    assertThat(choice.tokens()).isCloseTo(1e12, within(1.0));
    assertThat(choice.samples()).isCloseTo(100, within(1e-9));
  }

  /** The derivative by ln N is a sum of exponentials with one zero. */
  @Test
  void theOptimumIsStationaryAndItsFlatRangeEndsAtOnePercent() {
    Budget budget = new Budget.Separate(1e21, 1e12);
    BudgetedOptimum found = BudgetedOptimum.of(LAW, ONE, budget, 0.01).orElseThrow();
    double n = found.best().parameters();
    assertThat(slope(budget, LAW, ONE, n)).isCloseTo(0, within(1e-7));
    double ofN = 0.69 * 0.23 * Math.pow(n / 1e9, -0.69);
    double ofD = 0.72 * 0.86 * Math.pow(found.best().tokens() / 1e10, -0.72);
    double ofK = 0.45 * 5.1 * Math.pow(found.best().samples(), -0.45);
    assertThat(ofN).isCloseTo(ofD + ofK, within(1e-6));
    double level = 1.01 * found.best().loss();
    assertThat(budget.at(LAW, ONE, found.low()).loss()).isCloseTo(level, within(1e-9));
    assertThat(budget.at(LAW, ONE, found.high()).loss()).isCloseTo(level, within(1e-9));
  }

  @Test
  void samplingMakesSmallModelsTrainedLongBest() {
    Findings plan =
        new TrainToTestPlan(
                LAW, new Budget.Separate(1e21, 1e12), ONE, Map.of(), List.of(0.1, 1.0, 10.0))
            .run(42, "");
    Findings.Table optima = plan.table("optima");
    assertThat(optima.texts("planned"))
        .containsExactly("N, D and k together", "k = 1", "k = 1, then sampled");
    assertThat(optima.number(0, "N")).isLessThan(optima.number(1, "N"));
    assertThat(optima.number(0, "tokensPerParameter"))
        .isGreaterThan(optima.number(1, "tokensPerParameter"));
    assertThat(optima.number(0, "loss")).isLessThan(optima.number(2, "loss"));
    assertThat(plan.table("budgets").size()).isEqualTo(3);
    assertThat(plan.table("budgets").numbers("N")[1]).isEqualTo(optima.number(0, "N"));
  }

  /** At the optimum a FLOP is worth as much in training as in sampling. */
  @Test
  void oneBudgetIsSplitWhereBothMarginsAgree() {
    Serving serving = new Serving(1e6, 256);
    Budget.Total budget = new Budget.Total(1e21);
    BudgetedOptimum found = BudgetedOptimum.of(LAW, serving, budget, 0.01).orElseThrow();
    Choice best = found.best();
    assertThat(best.trainFlops() + best.inferenceFlops(serving)).isCloseTo(1e21, within(1e15));
    double ofTraining = 0.72 * 0.86 * Math.pow(best.tokens() / 1e10, -0.72) / best.trainFlops();
    double ofSampling = 0.45 * 5.1 * Math.pow(best.samples(), -0.45) / best.inferenceFlops(serving);
    assertThat(ofTraining / ofSampling).isCloseTo(1, within(1e-4));
    Budget split = new Budget.Separate(best.trainFlops(), best.inferenceFlops(serving));
    Choice again = split.at(LAW, serving, best.parameters());
    assertThat(again.loss()).isCloseTo(best.loss(), within(1e-9));
  }

  @Test
  void moreQuestionsLeaveFewerSamplesEach() {
    Budget budget = new Budget.Total(1e21);
    double few =
        BudgetedOptimum.of(LAW, new Serving(1e5, 256), budget, .01).orElseThrow().best().samples();
    double many =
        BudgetedOptimum.of(LAW, new Serving(1e6, 256), budget, .01).orElseThrow().best().samples();
    assertThat(many).isLessThan(few);
  }

  @Test
  void aLawWithoutAnInteriorOptimumIsRefused() {
    JointLaw noUseOfN = new JointLaw.Additive(Values.of(0, 0, 0.5, 1, 0.5, 5, 0.4));
    Findings plan =
        new TrainToTestPlan(noUseOfN, new Budget.Separate(1e21, 1e12), ONE, Map.of(), List.of(1.0))
            .run(42, "");
    assertThat(plan.diagnostics())
        .anyMatch(d ->
            d.code().equals("no-interior-optimum") && d.severity() == Diagnostic.Severity.ERROR);
    assertThat(BudgetedOptimum.of(LAW, new Serving(1e6, 256), new Budget.Separate(1e21, 1e15), .01))
        .isEqualTo(Optional.empty());
  }

  @Test
  void whatLiesOutsideTheFitIsSaid() {
    Findings plan =
        new TrainToTestPlan(
                LAW,
                new Budget.Separate(1e21, 1e13),
                ONE,
                Map.of(
                    "k",
                    new TrainToTestPlan.Range(1, 128),
                    "N",
                    new TrainToTestPlan.Range(1, 1e13)),
                List.of(1.0))
            .run(42, "");
    assertThat(plan.diagnostics().stream().filter(d -> d.code().equals("extrapolates")))
        .singleElement()
        .satisfies(d -> assertThat(d.message()).startsWith("k = "));
  }

  @Test
  void theFirstMinimumIsTakenAndWallsAreNone() {
    assertThat(Descent.interior(x -> Math.cos(x) - 0.2 * x, 0, 12, 0.01).orElseThrow())
        .isCloseTo(Math.PI + Math.asin(0.2), within(1e-6));
    assertThat(Descent.interior(x -> x < 1 ? Double.NaN : x, 0, 3, 0.01)).isEmpty();
    assertThat(Descent.interior(x -> 1, 0, 3, 0.01)).isEmpty();
  }
}
