package isoloss.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Imported;
import isoloss.data.Observations;
import isoloss.data.Split;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fit;
import isoloss.fit.Fitter;
import isoloss.fit.Loss;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The 36 losses of QwenLM/ParScale (P up to 4), arXiv 2505.10475. */
class ParScaleReferenceTest {
  private static final double[] STACK = {0.6912, 1.131e7, 0.1894, 0.3935};

  /** Optima by SciPy with LM from several starts and a derivative-free polish. */
  @ParameterizedTest
  @CsvSource({
    "stack_v2_python, 2.52099e-5, 2.5209794e-5, .728311, 1.077078e7, .207440, .402396, .997976",
    "pile, 1.084527e-5, 1.0845236e-5, 1.328266, 1.641148e8, .207250, .342578, .999023"
  })
  void bothProceduresFindTheMinimumOfThePublishedObjective(
      String dataset,
      double accepted,
      double best,
      double floor,
      double size,
      double alpha,
      double k,
      double r2) {
    Observations rows = PublicData.parscale(dataset);
    assertThat(rows.size()).isEqualTo(18);
    Fit published = Fitter.withDefaults().withProcedure("published").fit(new ParScale(), rows);
    Fit ours = Fitter.withDefaults().withOption("loss", "huber").fit(new ParScale(), rows);
    for (Fit fit : List.of(published, ours)) {
      assertThat(fit.converged()).isTrue();
      assertThat(fit.publishedObjective().value()).isLessThanOrEqualTo(accepted);
      assertThat(fit.publishedObjective().value() / best).isCloseTo(1, within(1e-6));
      assertThat(fit.estimate("E") / floor).isCloseTo(1, within(2e-4));
      assertThat(fit.estimate("A") / size).isCloseTo(1, within(1e-3));
      assertThat(fit.estimate("alpha") / alpha).isCloseTo(1, within(4e-4));
      assertThat(fit.estimate("k") / k).isCloseTo(1, within(1e-4));
      assertThat(fit.inSample().r2()).isCloseTo(r2, within(1e-6));
    }
    assertThat(published.optimum().starts()).isEqualTo(300);
  }

  @ParameterizedTest
  @CsvSource({"stack_v2_python, 0, 2.7018212e-5, .997804", "pile, 1, 1.2221779e-5, .998830"})
  void thePublishedConstantsHaveTheObjectiveThatTheyShould(
      String dataset, int set, double objective, double r2) {
    Observations rows = PublicData.parscale(dataset);
    double[] theta = new ParScale().constants().get(set).theta().toArray();
    Loss huber = new Loss.Huber(1e-3);
    double[] loss = rows.column("L");
    double[] predicted =
        IntStream.range(0, rows.size())
            .mapToDouble(row -> new ParScale().value(theta, rows.row(row, List.of("N", "P"))))
            .toArray();
    double sum = 0;
    double residual = 0;
    double total = 0;
    double mean = java.util.Arrays.stream(loss).average().orElseThrow();
    for (int row = 0; row < loss.length; row++) {
      sum += huber.value(Math.log(predicted[row] / loss[row]));
      residual += Math.pow(predicted[row] - loss[row], 2);
      total += Math.pow(loss[row] - mean, 2);
    }
    assertThat(sum / objective).isCloseTo(1, within(1e-6));
    assertThat(1 - residual / total).isCloseTo(r2, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "stack_v2_python, P, .9953, .487", "pile, P, .9982, .352",
    "stack_v2_python, N, .591, .983", "pile, N, .908, .593"
  })
  void whatWasNotSeenIsPredictedAsWellAsItShouldBe(
      String dataset, String role, double r2, double largestPercent) {
    Observations rows = PublicData.parscale(dataset);
    double[] column = rows.column(role);
    double limit = role.equals("P") ? 4 : 4.3e9;
    Split split =
        new Split(
            rows.where(row -> column[row] < limit),
            rows.where(row -> column[row] >= limit),
            role + " >= " + limit);
    Fit fit =
        Fitter.withDefaults()
            .withOption("loss", "huber")
            .fit(new ParScale(), new Imported(split, List.of(), 0, List.of()));
    Fit.HeldOut held = fit.heldOut().orElseThrow();
    assertThat(held.score().r2()).isCloseTo(r2, within(6e-4));
    double largest =
        IntStream.range(0, held.observed().size())
            .mapToDouble(
                i -> 100 * Math.abs(held.predictions().get(i).value() / held.observed().get(i) - 1))
            .max()
            .orElseThrow();
    assertThat(largest).isCloseTo(largestPercent, within(1e-3));
  }

  @Test
  void theFormIsChosenByWhatItPredictsUnseen() {
    Observations rows = PublicData.parscale();
    Findings found =
        Fitter.withDefaults()
            .run(new ParScaleChoice(), new Imported(Split.none(rows), List.of(), 0, List.of()));
    Findings.Table forms = found.table("forms");
    assertThat(forms.size()).isEqualTo(24);
    // least squares of ln L by SciPy: R2 and largest error in %
    double[][] expected = {
      {.99805, .500, .99444, .545, .641, .925},
      {.99743, .553, .98199, .921, .647, .972},
      {.99869, .353, .99711, .446, .758, .799},
      {.99808, .457, .99540, .588, .619, .889},
      {.99909, .444, .99701, .424, .911, .579},
      {.99883, .480, .99189, .724, .904, .607},
      {.99979, .162, .99959, .172, .99888, .065},
      {.99886, .403, .99472, .603, .911, .545}
    };
    for (int row = 0; row < 24; row++) {
      double[] pair = expected[row / 3];
      String what = forms.texts("form").get(row) + " " + forms.texts("scoredOn").get(row);
      assertThat(forms.number(row, "r2"))
          .as(what)
          .isCloseTo(pair[2 * (row % 3)], within(row % 3 == 2 ? 6e-4 : 6e-6));
      assertThat(forms.number(row, "maxPercent"))
          .as(what)
          .isCloseTo(pair[2 * (row % 3) + 1], within(6e-4));
    }
    assertThat(found.table("chosen").texts("form")).containsOnly("parscale-additive").hasSize(3);
    assertThat(found.headline()).startsWith("parscale-additive: least held-out error");
    assertThat(found.isTrusted()).isTrue();
  }

  @Test
  void sizesAndStreamsForALossAreTheInversesOfTheLaw() {
    ParScale law = new ParScale();
    double loss = law.value(STACK, new double[] {1.6e9, 4});
    assertThat(ParScale.parametersFor(STACK, loss, 4) / 1.6e9).isCloseTo(1, within(1e-12));
    assertThat(ParScale.streamsFor(STACK, loss, 1.6e9)).isCloseTo(4, within(1e-10));
    assertThat(ParScale.parametersFor(STACK, loss, 1) / 1.6e9)
        .isCloseTo(STACK[3] * Math.log(4) + 1, within(1e-12));
    assertThat(ParScale.streamsFor(STACK, 0.69, 1.6e9)).isInfinite();
    assertThat(ParScale.parametersFor(STACK, 0.69, 8)).isInfinite();
    assertThat(ParScale.streamsFor(STACK, 2, 1.6e9)).isLessThan(1);
  }

  @Test
  void twoSeriesInOneTableAreRemarkedUpon() {
    Fit mixed = Fitter.withDefaults().fit(new ParScale(), PublicData.parscale());
    assertThat(mixed.diagnostics())
        .filteredOn(Diagnostic.DesignPoor.class::isInstance)
        .anyMatch(each -> each.message().contains("several series"));
    Fit one = Fitter.withDefaults().fit(new ParScale(), PublicData.parscale("pile"));
    assertThat(one.diagnostics()).noneMatch(each -> each.message().contains("several series"));
  }
}
