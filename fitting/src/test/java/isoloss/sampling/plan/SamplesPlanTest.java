package isoloss.sampling.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import isoloss.data.Seed;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.law.PublicData;
import isoloss.sampling.CountTable;
import isoloss.sampling.ProblemCounts;
import isoloss.stat.GammaFunctions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesPlanTest {

  private static List<ProblemCounts> monkeys(String model) {
    return PublicData.read("monkeys/pythia_math_counts.csv").stream()
        .filter(line -> line[0].equals(model))
        .map(
            line -> ProblemCounts.of(line[2], Integer.parseInt(line[3]), Integer.parseInt(line[4])))
        .toList();
  }

  private static Pilot pilot(List<ProblemCounts> problems, int k) {
    return Pilot.of(problems, k, new Seed(42), 1);
  }

  private static List<ProblemCounts> small() {
    int[] correct = {0, 0, 1, 2, 5, 20, 60, 95};
    return IntStream.range(0, correct.length)
        .mapToObj(i -> ProblemCounts.of("p" + i, 100, correct[i]))
        .toList();
  }

  private static SamplesPlan plan(SamplesPlan.View view, double width) {
    return new SamplesPlan(view, OptionalDouble.of(width), 0.95, OptionalLong.empty(), 0);
  }

  @Test
  void closedFormulasGiveTheReference() {
    assertThat(SampleSize.forOneSuccess(0.01, 0.95)).isEqualTo(299);
    assertThat(SampleSize.boundWithoutSuccess(10_000, 0.95))
        .isCloseTo(2.995284e-4, withPercentage(1e-4));
    assertThat(SampleSize.successes(0.2)).isEqualTo(27);
    assertThat(SampleSize.problems(.3151, .05, .95)).isEqualTo(153);
    // (1.959964 + 0.841621)^2 = 7.8489
    assertThat(SampleSize.pairedProblems(.1, .05, .95, .8)).isEqualTo(32);
    assertThatThrownBy(() -> SampleSize.problems(.3, .05, 95)).hasMessageContaining("(0, 1)");
  }

  @Test
  void cappedDrawsAreThoseOfTheClosedForm() {
    assertThat(CappedDraws.ofBeta(1, .25, 160, 10_000)).isCloseTo(4583.4147, offset(5e-5));
    double a = 1.7;
    double b = 30;
    int cap = 500;
    double closed =
        (a + b - 1)
            / (a - 1)
            * -Math.expm1(
                GammaFunctions.log(b + cap)
                    + GammaFunctions.log(a + b - 1)
                    - GammaFunctions.log(b)
                    - GammaFunctions.log(a + b + cap - 1));
    assertThat(CappedDraws.ofBeta(1, a, b, cap)).isCloseTo(closed, withPercentage(1e-9));
    assertThat(CappedDraws.ofProblem(1, .01, 100_000)).isCloseTo(100, withPercentage(1e-9));
    assertThat(CappedDraws.ofProblem(27, .01, 100_000)).isCloseTo(2_700, withPercentage(1e-9));
    assertThat(CappedDraws.ofProblem(2, .5, 2)).isEqualTo(2);
    assertThat(CappedDraws.ofBeta(3, 2e6, 98e6, 100_000)).isCloseTo(150, withPercentage(1e-3));
  }

  @Test
  void theFixedErrorOfPythia410MIsTheReference() {
    Pilot pilot = pilot(monkeys("Pythia 410M"), 100);
    double mean = SampleSize.meanVariability(pilot.alpha(), pilot.beta(), 100);
    assertThat(Math.sqrt(SampleSize.fixedVariance(mean, 100, 128, 10_000)))
        .isCloseTo(.00206, offset(5e-6));
    double measured = Math.sqrt(pilot.fixedVariance(pilot.drawn()));
    assertThat(measured).isCloseTo(.00212, offset(5e-5));
    assertThat(pilot.deviation()).isCloseTo(.3151, offset(6e-5));
    Findings findings = plan(SamplesPlan.View.PROBLEMS, .05).of(pilot, 42, "");
    assertThat(findings.number("problemsNeeded")).isEqualTo(153);
  }

  @Test
  void samplesCannotPassWhatTheProblemsDifferBy() {
    Pilot pilot = pilot(small(), 10);
    SamplesPlan plan = plan(SamplesPlan.View.PROBLEMS, .05);
    Findings findings = plan.of(pilot, 42, "");
    assertThat(findings.diagnostics()).extracting(Diagnostic::code).contains("between-problems");
    assertThat(findings.number("budget")).isZero();
    assertThat(findings.number("floor")).isGreaterThan(.05);
    assertThat(findings.number("problemsAtLeast"))
        .isGreaterThan(8)
        .isLessThanOrEqualTo(findings.number("problemsNeeded"));
  }

  @Test
  void theLeastBudgetReachesTheHalfWidthAndNoSmallerOneDoes() {
    Pilot pilot = pilot(small(), 10);
    SamplesPlan.Allotment allotment = plan(SamplesPlan.View.FIXED, .02).allot(pilot);
    assertThat(allotment.before()).isGreaterThan(.02);
    assertThat(allotment.after()).isLessThanOrEqualTo(.02);
    assertThat(allotment.after()).isLessThan(allotment.evenly());
    double each = plan(SamplesPlan.View.FIXED, .02).samplesPerProblem(pilot, .02);
    long[] even = new long[8];
    Arrays.fill(even, (long) each);
    assertThat(plan(SamplesPlan.View.FIXED, .02).halfWidth(pilot, even))
        .isCloseTo(.02, withPercentage(.1));
    assertThat(8 * (each - 100)).isGreaterThan(allotment.total());
    long less = allotment.total() * 99 / 100;
    SamplesPlan.Allotment fewer =
        new SamplesPlan(
                SamplesPlan.View.FIXED, OptionalDouble.empty(), .95, OptionalLong.of(less), 0)
            .allot(pilot);
    assertThat(fewer.total()).isEqualTo(less);
    assertThat(fewer.after()).isGreaterThan(.02);
  }

  @Test
  void mostGoesToProblemsNearOneOverTwoK() {
    Pilot pilot = pilot(small(), 10);
    SamplesPlan.Allotment allotment =
        new SamplesPlan(
                SamplesPlan.View.FIXED, OptionalDouble.empty(), .95, OptionalLong.of(20_000), 10)
            .allot(pilot);
    long[] more = allotment.more();
    assertThat(Arrays.stream(more).max().orElseThrow()).isEqualTo(more[4]); // 5 of 100 = 1/(2k)
    assertThat(more[7]).isEqualTo(10); // 95 of 100: the floor
    assertThat(allotment.total()).isEqualTo(20_000);
    Findings findings =
        new SamplesPlan(
                SamplesPlan.View.FIXED, OptionalDouble.empty(), .95, OptionalLong.of(20_000), 10)
            .of(pilot, 42, "");
    assertThat(findings.table("allocation").texts("problem").getFirst()).isEqualTo("p4");
  }

  @Test
  void withoutAPilotTheAllocationIsProportional() {
    assertThat(Allocation.of(new double[] {1, 2, 5}, new long[] {0, 0, 0}, 800, 0))
        .containsExactly(100, 200, 500);
    assertThat(Allocation.of(new double[] {1, 2, 5}, new long[] {300, 0, 0}, 800, 10))
        .satisfies(more -> assertThat(Arrays.stream(more).sum()).isEqualTo(800))
        .satisfies(more -> assertThat(more[0]).isEqualTo(10));
    assertThatThrownBy(() -> Allocation.of(new double[] {1, 1}, new long[] {0, 0}, 10, 6))
        .hasMessageContaining("more than the budget");
  }

  @Test
  void tooFewSamplesForAVarianceAreNamed() {
    Findings findings =
        new SamplesPlan(
                SamplesPlan.View.PROBLEMS, OptionalDouble.empty(), .95, OptionalLong.of(80), 0)
            .of(pilot(small(), 100), 42, "");
    assertThat(findings.diagnostics()).extracting(Diagnostic::code).contains("below-2k");
    Findings beyond =
        new SamplesPlan(
                SamplesPlan.View.PROBLEMS, OptionalDouble.empty(), .95, OptionalLong.of(80), 0)
            .of(pilot(small(), 1_000), 42, "");
    assertThat(beyond.diagnostics()).extracting(Diagnostic::code).contains("by-law");
    assertThat(beyond.number("passRate")).isBetween(.8, 1.0);
  }

  @Test
  void sharedProblemsAreFarFewerThanUnsharedOnes() {
    Map<String, List<ProblemCounts>> models = new LinkedHashMap<>();
    models.put("6.9B", monkeys("Pythia 6.9B"));
    models.put("2.8B", monkeys("Pythia 2.8B"));
    Findings findings = new DifferencePlan(100, .02, .95, .8).of(new CountTable(models, 0), 42, "");
    assertThat(findings.number("deviation")).isCloseTo(.011645 * Math.sqrt(128), offset(1e-4));
    assertThat(findings.number("problemsNeeded"))
        .isLessThan(findings.number("problemsUnpaired") / 10);
  }

  @Test
  void theCostOfSamplingUntilSuccessIsSaidWithItsCap() {
    SuccessesPlan plan =
        new SuccessesPlan(
            OptionalDouble.empty(),
            OptionalDouble.of(.25),
            OptionalDouble.of(160),
            OptionalDouble.empty(),
            .95,
            10_000);
    Findings findings = plan.findings(42, "");
    assertThat(findings.number("cappedDraws")).isCloseTo(4583.4147, offset(5e-5));
    assertThat(findings.diagnostics()).extracting(Diagnostic::code).contains("infinite-cost");
  }
}
