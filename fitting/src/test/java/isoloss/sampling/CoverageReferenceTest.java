package isoloss.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.law.PublicData;
import isoloss.stat.BetaDraw;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Numbers of the literature on counts of others, and coverage of our own intervals. */
class CoverageReferenceTest {
  private static Map<String, List<ProblemCounts>> counts(String file, String first) {
    List<String[]> rows = PublicData.read(file);
    List<String> header = List.of(rows.getFirst());
    Map<String, List<ProblemCounts>> models = new LinkedHashMap<>();
    for (String[] row : rows.subList(1, rows.size())) {
      String at = first.isEmpty() ? "" : row[header.indexOf(first)];
      models
          .computeIfAbsent(row[header.indexOf("model")], name -> new ArrayList<>())
          .add(
              new ProblemCounts(
                  row[header.indexOf("problem_idx")],
                  row[header.indexOf("problem_idx")],
                  Integer.parseInt(row[header.indexOf("n")]),
                  Integer.parseInt(row[header.indexOf("c")]),
                  at.isEmpty()
                      ? OptionalInt.empty()
                      : OptionalInt.of((int) Double.parseDouble(at))));
    }
    return models;
  }

  private static CoverageCurve curve(
      List<ProblemCounts> problems, SamplingDesign design, List<Integer> ks) {
    return CoverageCurve.of(
        problems, ks, new CoverageCurve.Settings(design, 0.95, 0, new Seed(42)));
  }

  @Test
  void everyPublishedMeanIsMet() {
    Map<String, List<ProblemCounts>> models = counts("monkeys/pythia_math_counts.csv", "");
    List<String[]> rows = PublicData.read("monkeys/pythia_math_published_mean_pass_at_k.csv");
    List<String> header = List.of(rows.getFirst());
    double largest = 0;
    int compared = 0;
    for (String[] row : rows.subList(1, rows.size())) {
      List<ProblemCounts> problems = models.getOrDefault(row[header.indexOf("model")], List.of());
      int k = (int) Double.parseDouble(row[header.indexOf("k")]);
      double mean =
          problems.stream()
              .mapToDouble(p -> FailureRatio.pass(p.samples(), p.correct(), k))
              .average()
              .orElseThrow();
      double published = Double.parseDouble(row[header.indexOf("mean_pass_at_k")]);
      largest = Math.max(largest, Math.abs(mean - published));
      compared++;
    }
    assertThat(compared).isEqualTo(505);
    assertThat(largest).isLessThan(1e-12);
  }

  @Test
  void bothStandardErrorsAreThoseOfTheReference() {
    Map<String, List<ProblemCounts>> models = counts("monkeys/pythia_math_counts.csv", "");
    List<ProblemCounts> pythia =
        models.entrySet().stream()
            .filter(each -> each.getKey().contains("6.9B"))
            .findFirst()
            .orElseThrow()
            .getValue();
    List<Coverage> points =
        curve(pythia, new SamplingDesign.FixedN(), List.of(1, 100, 1000, 5000, 10000)).points();
    double[] value = {0.018560156, 0.431649385, 0.687732515, 0.795576619, 0.835937500};
    double[] sampled = {0.003329, 0.034151, 0.036362, 0.033105, 0.032862};
    double[] fixed = {0.000115, 0.002262, 0.005267, 0.011495};
    for (int j = 0; j < value.length; j++) {
      assertThat(points.get(j).value()).isCloseTo(value[j], within(5e-10));
      assertThat(points.get(j).standardError().orElseThrow()).isCloseTo(sampled[j], within(5.1e-7));
      if (j < fixed.length) {
        assertThat(points.get(j).fixedStandardError().orElseThrow())
            .isCloseTo(fixed[j], within(5.1e-7));
      }
    }
    assertThat(points.getLast().fixedStandardError()).isEmpty();
  }

  @Test
  void theBandIsWiderThanAnIntervalAndNarrowerThanBonferroni() {
    Map<String, List<ProblemCounts>> models = counts("monkeys/pythia_math_counts.csv", "");
    double[] reference = {2.41, 2.44, 2.44, 2.51, 2.49};
    int at = 0;
    for (List<ProblemCounts> problems : models.values()) {
      CoverageCurve curve =
          CoverageCurve.of(
              problems,
              CoverageCurve.logSpaced(10_000, 40),
              new CoverageCurve.Settings(new SamplingDesign.FixedN(), 0.95, 10_000, new Seed(42)));
      assertThat(curve.points()).hasSize(37);
      assertThat(curve.quantile()).isCloseTo(reference[at++], within(0.05));
      for (int j = 1; j < curve.points().size(); j++) {
        assertThat(curve.points().get(j).band().orElseThrow().low())
            .isGreaterThanOrEqualTo(curve.points().get(j - 1).band().orElseThrow().low());
      }
    }
  }

  @Test
  void aPairedDifferenceIsMuchSharper() {
    Map<String, List<ProblemCounts>> models = counts("monkeys/pythia_math_counts.csv", "");
    List<List<ProblemCounts>> all = List.copyOf(models.values());
    PairedDifference difference =
        PairedDifference.of(all.get(4), all.get(3), 100, new SamplingDesign.FixedN(), 0.95);
    assertThat(difference.value()).isCloseTo(.009607, within(5e-7));
    assertThat(difference.standardError().orElseThrow()).isCloseTo(.011645, within(5e-7));
    assertThat(difference.unpairedStandardError().orElseThrow()).isCloseTo(.048592, within(5e-7));
    assertThat(difference.correlation()).isCloseTo(.943, within(5e-4));
  }

  @Test
  void problemsThatStandTwiceUnderOneClusterMakeNoDifferenceSharper() {
    List<List<ProblemCounts>> all =
        List.copyOf(counts("monkeys/pythia_math_counts.csv", "").values());
    SamplingDesign fixed = new SamplingDesign.FixedN();
    PairedDifference once = PairedDifference.of(all.get(4), all.get(3), 100, fixed, 0.95);
    PairedDifference twice =
        PairedDifference.of(doubled(all.get(4)), doubled(all.get(3)), 100, fixed, 0.95);
    assertThat(twice.problems()).isEqualTo(2 * once.problems());
    assertThat(twice.value()).isCloseTo(once.value(), within(1e-12));
    double error = once.standardError().orElseThrow();
    assertThat(twice.standardError().orElseThrow()).isCloseTo(error, within(1e-12));
    assertThat(twice.unpairedStandardError().orElseThrow())
        .isCloseTo(once.unpairedStandardError().orElseThrow(), within(1e-12));
    assertThat(twice.interval().orElseThrow().low())
        .isCloseTo(once.interval().orElseThrow().low(), within(1e-9));
  }

  private static List<ProblemCounts> doubled(List<ProblemCounts> problems) {
    return problems.stream()
        .flatMap(each ->
            Stream.of(" a", " b")
                .map(copy ->
                    new ProblemCounts(
                        each.problem() + copy,
                        each.problem(),
                        each.samples(),
                        each.correct(),
                        each.firstSuccess())))
        .toList();
  }

  @Test
  void cruxEvalIsAsPublished() {
    List<String[]> rows = PublicData.read("cruxeval/codellama7b_temp0.2_input_counts.csv");
    List<ProblemCounts> problems =
        rows.stream()
            .skip(1)
            .map(r -> ProblemCounts.of(r[0], Integer.parseInt(r[1]), Integer.parseInt(r[2])))
            .toList();
    List<Coverage> points =
        curve(problems, new SamplingDesign.FixedN(), List.of(1, 5, 10)).points();
    assertThat(100 * points.get(0).value()).isCloseTo(35.95, within(1e-10));
    assertThat(100 * points.get(1).value()).isCloseTo(44.991071428571416, within(1e-10));
    assertThat(100 * points.get(1).standardError().orElseThrow()).isCloseTo(1.7019, within(5e-5));
    assertThat(100 * points.get(2).value()).isCloseTo(47.5, within(1e-10));
  }

  @Test
  void firstSuccessesAreKaplanMeiers() {
    List<ProblemCounts> problems =
        counts("stop-at-success/gemini15flash_first_success.csv", "K_first_success")
            .values()
            .iterator()
            .next();
    FirstSuccesses survival = FirstSuccesses.of(problems);
    double[] expected = {.006289, .031447, .113208, .371069, .654088};
    int[] ks = {1, 10, 100, 1000, 10_000};
    for (int j = 0; j < ks.length; j++) {
      assertThat(1 - survival.at(ks[j]).value()).isCloseTo(expected[j], within(5e-7));
    }
    assertThat(survival.at(100).standardError()).isCloseTo(.025128, within(5e-7));
    assertThat(survival.at(10_000).standardError()).isCloseTo(.037723, within(5e-7));
    assertThat(survival.at(100).coverage(0.95).low()).isCloseTo(.0729, within(5e-5));
    assertThat(survival.at(10_000).coverage(0.95).high()).isCloseTo(.7270, within(5e-5));
    // stop at the first success gives the same, since nothing is censored before the cap
    SamplingDesign stop = new SamplingDesign.StopAtSuccesses(1, 10_020);
    assertThat(curve(problems, stop, List.of(100)).points().getFirst().value())
        .isCloseTo(.113208, within(5e-7));
  }

  @Test
  void withoutOrWithNothingButSuccessesTheIntervalIsExactOfTheProblemsAtRisk() {
    FirstSuccesses survival =
        FirstSuccesses.of(
            List.of(
                ProblemCounts.of("censored", 3, 0),
                ProblemCounts.of("fifth", 5, 1),
                ProblemCounts.of("also fifth", 5, 1)));
    FirstSuccesses.Survival none = survival.at(4);
    assertThat(none.value()).isEqualTo(1);
    assertThat(none.standardError()).isNaN();
    assertThat(none.coverage(0.9).low()).isZero();
    assertThat(none.coverage(0.9).high()).isCloseTo(1 - Math.sqrt(.05), within(1e-12));
    FirstSuccesses.Survival all = survival.at(5);
    assertThat(all.value()).isZero();
    assertThat(all.standardError()).isNaN();
    assertThat(all.coverage(0.9).low()).isCloseTo(Math.sqrt(.05), within(1e-12));
    assertThat(all.coverage(0.9).high()).isEqualTo(1);
    assertThat(survival.at(1).coverage(0.9).high()).isCloseTo(1 - Math.cbrt(.05), within(1e-12));
  }

  @Test
  void stoppedSamplesAreRecognisedAndEstimatedByTheirOwnDesign() {
    Map<String, List<ProblemCounts>> models = counts("stop-at-success/text_counts.csv", "");
    for (List<ProblemCounts> problems : models.values()) {
      assertThat(DesignCheck.of(problems).orElseThrow().spelled()).isEqualTo("batch:60:10020");
    }
    double[] opus = {.07075, .33771, .66997, .84696, .94969};
    List<Coverage> points =
        curve(
                models.entrySet().stream()
                    .filter(each -> each.getKey().contains("Opus"))
                    .findFirst()
                    .orElseThrow()
                    .getValue(),
                new SamplingDesign.StopByBatch(60, 10_020),
                List.of(1, 10, 100, 1000, 10_000))
            .points();
    for (int j = 0; j < opus.length; j++) {
      assertThat(points.get(j).value()).isCloseTo(opus[j], within(5.1e-6));
    }
  }

  @Test
  void fixedNIsNotSuspected() {
    counts("monkeys/pythia_math_counts.csv", "")
        .values()
        .forEach(problems -> assertThat(DesignCheck.of(problems)).isEmpty());
  }

  @Test
  void kBeyondTheSmallestNIsRefused() {
    List<ProblemCounts> problems =
        List.of(ProblemCounts.of("a", 100, 3), ProblemCounts.of("b", 10, 3));
    assertThatThrownBy(() -> curve(problems, new SamplingDesign.FixedN(), List.of(11)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("b (n = 10)");
  }

  /** 128 problems, n = 100, p from Beta(0.3, 12): nominal 95 % of problems as a sample. */
  @Test
  void intervalsHoldAsOftenAsTheySay() {
    int simulations = 2_000;
    for (int k : new int[] {1, 10}) {
      double truth = 1 - failureOfBeta(.3, 12, k);
      Seed seed = new Seed(20).child("simulation");
      int held =
          (int)
              IntStream.range(0, simulations)
                  .parallel()
                  .filter(s -> {
                    List<ProblemCounts> problems = simulated(seed.child(s).generator());
                    Coverage point =
                        curve(problems, new SamplingDesign.FixedN(), List.of(k))
                            .points()
                            .getFirst();
                    var interval = point.interval().orElseThrow();
                    return interval.low() <= truth && truth <= interval.high();
                  })
                  .count();
      assertThat(held / (double) simulations).as("k = %d", k).isBetween(0.93, 0.97);
    }
  }

  private static double failureOfBeta(double a, double b, int k) {
    double log = 0;
    for (int j = 0; j < k; j++) {
      log -= Math.log1p(a / (b + j));
    }
    return Math.exp(log);
  }

  private static List<ProblemCounts> simulated(RandomGenerator random) {
    List<ProblemCounts> problems = new ArrayList<>();
    for (int i = 0; i < 128; i++) {
      double p = BetaDraw.of(.3, 12, random);
      int c = 0;
      for (int draw = 0; draw < 100; draw++) {
        c += random.nextDouble() < p ? 1 : 0;
      }
      problems.add(ProblemCounts.of("p" + i, 100, c));
    }
    return problems;
  }

  @Test
  void intervalsAndBandsDrawProblemsOfOneClusterTogether() {
    Coverage once = ofCopies(1);
    Coverage twice = ofCopies(2);
    assertThat(twice.value()).isCloseTo(once.value(), within(1e-12));
    assertThat(twice.interval().orElseThrow().low())
        .isCloseTo(once.interval().orElseThrow().low(), within(1e-9));
    assertThat(twice.band().orElseThrow().low())
        .isCloseTo(once.band().orElseThrow().low(), within(1e-9));
  }

  /** pass@5 of ten problems, each so often under a name of its own. */
  private static Coverage ofCopies(int copies) {
    List<ProblemCounts> problems = new ArrayList<>();
    for (int i = 0; i < 10 * copies; i++) {
      problems.add(
          new ProblemCounts("p" + i, "cluster " + i % 10, 100, i % 10 * 4, OptionalInt.empty()));
    }
    return CoverageCurve.of(
            problems,
            List.of(1, 5, 20),
            new CoverageCurve.Settings(new SamplingDesign.FixedN(), 0.95, 200, new Seed(3)))
        .points()
        .get(1);
  }
}
