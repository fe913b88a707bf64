package isoloss.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.fit.Diagnostic;
import isoloss.fit.Fit;
import isoloss.fit.Fitter;
import isoloss.fit.ScalingLaw;
import isoloss.fit.Uncertainty;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The authors' grid of 389 unique rows; numbers from their code re-run on it. */
class FarseerReferenceTest {
  private static final Fitter FITTER = Fitter.withDefaults();

  private static Observations sizesAbove(double least) {
    Observations all = PublicData.farseer();
    return all.where(row -> all.value(row, "N") > least && all.value(row, "N") < 5.4e9);
  }

  private static Observations notebookRows() {
    return sizesAbove(2e8);
  }

  private static void assertEstimates(Fit fit, double... expected) {
    for (int p = 0; p < expected.length; p++) {
      assertThat(fit.theta()[p])
          .as(fit.estimates().get(p).name())
          .isCloseTo(expected[p], within(1e-4 * Math.abs(expected[p]) * 0.5));
    }
  }

  @Test
  void thePublishedProcedureGivesTheNotebookConstants() {
    Fit fit = FITTER.withProcedure("published").fit(new Farseer(), notebookRows());
    assertThat(fit.observations().size()).isEqualTo(326);
    assertEstimates(
        fit,
        -1.665630816,
        0.0459,
        3.133347199,
        230.7343708,
        -0.1729,
        -1.544209554,
        -0.062465473,
        0.13,
        0.128488068);
    assertThat(fit.inSample().mapePercent()).isCloseTo(0.17922, within(5e-6));
    assertThat(fit.objective().value()).isCloseTo(0.0546625, within(5e-8));
    assertThat(fit.publishedObjective().value()).isCloseTo(0.0546625, within(5e-8));
    assertThat(fit.diagnostics())
        .extracting(Diagnostic::message)
        .contains(
            "305 pairs of budgets of 20 model sizes",
            "mean relative errors of the stages: R0 0.0164058 at alpha=0.1239, R1 0.1102580 at"
                + " beta=-0.1735, R2 0.0546662 at alpha=0.0459, R3 0.0546625 at beta=-0.1729,"
                + " stage 3 0.00207120 at gamma=0.130");
  }

  @Test
  void withPredictedExponentsItGivesTheOtherSet() {
    Fit fit =
        FITTER
            .withProcedure("published")
            .withOption("use-pred", "true")
            .fit(new Farseer(), notebookRows());
    assertEstimates(
        fit,
        -0.1443788,
        0.118,
        0.49372833,
        90.545863,
        -0.1021,
        -6.0065824,
        -0.027494541,
        0.159,
        -0.05152469);
    assertThat(fit.inSample().mapePercent()).isCloseTo(0.17584, within(5e-6));
  }

  @Test
  void leastSquaresIsLowerAndFindsTheBestKnownOptimum() {
    Fit fit = FITTER.fit(new Farseer(), notebookRows());
    // Best of 18 piecewise and perturbed starts in SciPy: 0.00087955324
    assertThat(fit.objective().value()).isLessThan(0.00087955326);
    assertThat(fit.inSample().mapePercent()).isCloseTo(0.124, within(1e-3));
    assertThat(fit.converged()).isTrue();
    assertThat(fit.publishedObjective().value()).isGreaterThan(0.0546625);
    Fit huber = FITTER.withOption("loss", "huber").fit(new Farseer(), notebookRows());
    assertThat(huber.objective().value()).isLessThan(0.00026258);
    assertThat(huber.inSample().mapePercent()).isCloseTo(0.120, within(1e-3));
    assertThat(FITTER.fit(new Farseer(), sizesAbove(0)).objective().value())
        .isLessThan(0.0012294955);
  }

  @Test
  void theSimplerLawsHaveTheirReferenceOptima() {
    Observations rows = notebookRows();
    assertOptimum(new Chinchilla(), "squared", rows, 0.017595919, 1e-9, 0.579);
    assertOptimum(new Chinchilla(), "huber", rows, 0.001697607864, 1e-12, 0.568);
    assertOptimum(new Skaling(), "squared", rows, 0.0015414136, 1e-10, 0.170);
    assertOptimum(new Skaling(), "huber", rows, 0.0004009334317, 1e-13, 0.166);
    assertOptimum(new Kaplan(), "squared", rows, 0.084378843, 1e-9, 1.325);
    Fit skaling = FITTER.fit(new Skaling(), rows);
    assertEstimates(skaling, 123.251, 686.302, 0.272262, 0.398344, 0.418099, 0.485660);
    Fit kaplan = FITTER.withProcedure("published").fit(new Kaplan(), rows);
    assertEstimates(kaplan, 172465, 0.081395, 2.13599e7, 0.101532);
    Fit published = FITTER.withProcedure("published").fit(new Skaling(), rows);
    assertThat(published.objective().value()).isCloseTo(0.0015414136, within(1e-10));
    Observations all = sizesAbove(0);
    assertOptimum(new Chinchilla(), "squared", all, 0.026965539, 1e-9, 0.662);
    assertOptimum(new Skaling(), "squared", all, 0.002333706, 1e-9, 0.189);
    assertOptimum(new Kaplan(), "squared", all, 0.12504258, 1e-8, 1.477);
  }

  private static void assertOptimum(
      ScalingLaw law, String loss, Observations rows, double value, double slack, double mape) {
    Fit fit = FITTER.withOption("loss", loss).fit(law, rows);
    assertThat(fit.objective().value()).as(law.name()).isCloseTo(value, within(slack));
    assertThat(fit.inSample().mapePercent()).as(law.name()).isCloseTo(mape, within(6e-4));
    assertThat(fit.converged()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 42, 4711})
  void aNoiselessSurfaceIsRecoveredFromAnySeed(long seed) {
    Observations surface = noiseless(notebookRows());
    Fit fit = FITTER.withSeed(seed).fit(new Farseer(), surface);
    assertThat(worstError(fit, surface)).isLessThan(1e-9);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void soItIsWithoutPiecewiseStartsOnAGridOfOtherBudgets(long seed) {
    Observations spread = noiseless(withWiderBudgets(notebookRows()));
    assertThatThrownBy(() -> FITTER.withProcedure("published").fit(new Farseer(), spread))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("sqrt(2) apart");
    Fit fit = FITTER.withSeed(seed).fit(new Farseer(), spread);
    assertThat(worstError(fit, spread)).isLessThan(1e-9);
    assertThat(fit.publishedObjective().value()).isNaN();
  }

  @Test
  void thePublishedProcedureRecoversANoiselessSurfaceToTheGridOfItsPowers() {
    Observations surface = noiseless(notebookRows());
    Fit fit = FITTER.withProcedure("published").fit(new Farseer(), surface);
    assertThat(worstError(fit, surface)).isLessThan(1e-5);
    assertThat(fit.estimate("alpha")).isEqualTo(0.0459, Offset.offset(1e-12));
    assertThat(fit.estimate("beta")).isEqualTo(-0.1729, Offset.offset(1e-12));
    assertThat(fit.estimate("gamma")).isEqualTo(0.13, Offset.offset(1e-12));
  }

  @Test
  void theNotebookConstantsHaveTheirValues() {
    Farseer law = new Farseer();
    double[] theta = law.constants().getFirst().theta().toArray();
    assertThat(law.value(theta, new double[] {1e9, 1e11})).isCloseTo(0.5050285906, within(1e-10));
    assertThat(law.value(theta, new double[] {2.5e9, 5e10})).isCloseTo(0.4950807494, within(1e-10));
    assertThat(law.value(theta, new double[] {5e9, 2e11})).isCloseTo(0.4510148647, within(1e-10));
    assertThat(law.value(theta, new double[] {1e10, 1e12})).isCloseTo(0.4094702552, within(1e-10));
  }

  @Test
  void aBootstrapOfThePublishedProcedureDrawsWholeSizes() {
    Fit fit =
        FITTER
            .withProcedure("published")
            .withUncertainty(Uncertainty.Bootstrap.ofRows(8, 0.9))
            .fit(new Farseer(), notebookRows());
    assertThat(fit.draws()).hasSize(8);
    assertThat(fit.diagnostics())
        .anyMatch(diagnostic -> diagnostic.code().equals("resampled-by-cluster"));
  }

  /** Neighbouring budgets 2^0.6 apart in place of 2^0.5. */
  private static Observations withWiderBudgets(Observations rows) {
    double[] d =
        java.util.Arrays.stream(rows.column("D"))
            .map(t -> 1e10 * Math.pow(t / 1e10, 1.2))
            .toArray();
    return PublicData.table(rows.column("N"), d, rows.column("L"));
  }

  private static Observations noiseless(Observations at) {
    Farseer law = new Farseer();
    double[] theta = law.constants().getFirst().theta().toArray();
    double[] loss = new double[at.size()];
    for (int row = 0; row < loss.length; row++) {
      loss[row] = law.value(theta, at.row(row, List.of("N", "D")));
    }
    return PublicData.table(at.column("N"), at.column("D"), loss);
  }

  private static double worstError(Fit fit, Observations surface) {
    double worst = 0;
    for (int row = 0; row < surface.size(); row++) {
      double predicted = fit.law().value(fit.theta(), surface.row(row, List.of("N", "D")));
      worst = Math.max(worst, Math.abs(predicted / surface.value(row, "L") - 1));
    }
    return worst;
  }
}
