package isoloss.sampling.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Imported;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.Split;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import isoloss.law.PublicData;
import isoloss.sampling.CountTable;
import isoloss.sampling.FirstSuccesses;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Forecasts of coverage far beyond what was sampled, and first successes. */
class ForecastTest {
  private static Imported monkeys() {
    List<String[]> rows = PublicData.read("monkeys/pythia_math_counts.csv");
    List<String> header = List.of(rows.getFirst());
    List<String> models = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    double[][] columns = new double[2][rows.size() - 1];
    for (int row = 1; row < rows.size(); row++) {
      models.add(rows.get(row)[header.indexOf("model")]);
      problems.add(rows.get(row)[header.indexOf("problem_idx")]);
      columns[0][row - 1] = Double.parseDouble(rows.get(row)[header.indexOf("n")]);
      columns[1][row - 1] = Double.parseDouble(rows.get(row)[header.indexOf("c")]);
    }
    Observations table =
        Observations.of(
            List.of(CountTable.SAMPLES, CountTable.CORRECT),
            columns,
            Map.of("model", models, "problem", problems),
            models.stream().map(model -> Observations.Origin.COMPUTED).toList(),
            Provenance.NONE);
    return new Imported(Split.none(table), List.of(), 0, List.of());
  }

  /** A small version of the back-test: 10 thinnings a model in place of 50. */
  @Test
  void theDefaultForecastMixesByItselfAndItsIntervalsHold() {
    double[][] limits = {{100, 0.037, 0.115}, {1000, 0.022, 0.08}};
    for (double[] limit : limits) {
      Findings found =
          Fitter.withDefaults()
              .withUncertainty(Uncertainty.Bootstrap.ofRows(100, 0.9))
              .withOption("thin", String.valueOf((int) limit[0]))
              .withOption("repeats", "10")
              .run(new CoverageChoiceAnalysis(), monkeys());
      Findings.Table test = found.table("backTest");
      assertThat(test.texts("law").getFirst()).startsWith("blend");
      assertThat(test.number(0, "medianError")).isLessThan(limit[1]);
      assertThat(test.number(0, "medianHalfWidth")).isLessThan(limit[2]);
      assertThat(test.number(0, "intervalsHeld")).isGreaterThanOrEqualTo(0.88);
    }
  }

  @Test
  void withoutACurveTheBetaBinomialIsAlone() {
    List<ProblemCounts> problems =
        List.of(
            ProblemCounts.of("a", 40, 1),
            ProblemCounts.of("b", 900, 0),
            ProblemCounts.of("c", 12, 9),
            ProblemCounts.of("d", 300, 4));
    BlendedForecast forecast =
        BlendedForecast.of(problems, new SamplingDesign.Adaptive(), 50, new Seed(1), 1);
    assertThat(forecast.weight()).isEqualTo(1);
    assertThat(forecast.coverage(1e4)).isBetween(forecast.coverage(100), 1.0);
    assertThat(forecast.interval(1e4, 0.9).low()).isLessThan(forecast.interval(1e4, 0.9).high());
  }

  @Test
  void firstSuccessesAreBetaGeometric() {
    List<ProblemCounts> problems = new ArrayList<>();
    List<String[]> rows = PublicData.read("stop-at-success/gemini15flash_first_success.csv");
    for (String[] row : rows.subList(1, rows.size())) {
      problems.add(
          new ProblemCounts(
              row[1],
              row[1],
              Integer.parseInt(row[2]),
              Integer.parseInt(row[3]),
              row[4].isEmpty()
                  ? OptionalInt.empty()
                  : OptionalInt.of((int) Double.parseDouble(row[4]))));
    }
    CoverageFit fit = CoverageFit.of(new BetaGeometric(), problems, 0, new Seed(1), 1);
    assertThat(fit.theta().get(0)).isCloseTo(.250261, within(2e-6));
    assertThat(fit.theta().get(1)).isCloseTo(161.7021, within(2e-3));
    assertThat(fit.negativeLogLikelihood()).isCloseTo(964.3405, within(1e-4));
    double[] ks = {1, 10, 100, 1000, 10_000};
    double[] expected = {.001545, .014938, .113710, .389811, .645416};
    for (int j = 0; j < ks.length; j++) {
      assertThat(fit.coverage(ks[j])).isCloseTo(expected[j], within(2e-6));
    }
    assertThat(1 - FirstSuccesses.of(problems).at(100).value()).isCloseTo(.113208, within(1e-6));
  }
}
