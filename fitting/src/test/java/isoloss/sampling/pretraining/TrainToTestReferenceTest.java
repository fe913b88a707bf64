package isoloss.sampling.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * SciPy's soft-L1 least squares on the same cells gave these numbers; where its default tolerances
 * stop short of the optimum they agree to fewer digits than were printed.
 */
class TrainToTestReferenceTest {
  /** k, E0, C0, alpha, predicted, observed, error in percent, RMSE of y. */
  private static final double[][] OF_COMPUTE = {
    {1, 0, 6.07671, .08691, .022174, .010925, 103, .163},
    {4, 0, 4.65111, .11096, .077173, .042369, 82, .203},
    {16, 0, 3.26539, .14975, .232243, .150631, 54, .265},
    {64, 0, 2.05791, .21289, .519274, .407924, 27, .356},
    {128, 0, 1.57546, .25066, .663987, .562500, 18, .409}
  };

  private static Map<String, Double> estimates(Findings findings) {
    return findings.parameters().stream()
        .collect(Collectors.toMap(Estimate::name, Estimate::value));
  }

  @Test
  void theLawsOfComputeAndTheirForecastsAreThoseOfTheReference() {
    Findings findings =
        Fitter.withDefaults().run(new PassAtKComputeAnalysis(), PythiaLadder.nothingHeldOut());
    Findings.Table laws = findings.table("laws");
    assertThat(findings.facts())
        .contains(Findings.Fact.of("checkpointsFitted", "checkpoints in the fit", "", 51L))
        .contains(Findings.Fact.of("targetFlops", "compute of the target", "FLOP", 2.16e22));
    for (int row = 0; row < OF_COMPUTE.length; row++) {
      double[] expected = OF_COMPUTE[row];
      assertThat(laws.number(row, "k")).isEqualTo(expected[0]);
      assertThat(laws.number(row, "E0")).isEqualTo(expected[1]);
      assertThat(laws.number(row, "C0")).isCloseTo(expected[2], within(6e-6));
      assertThat(laws.number(row, "alpha")).isCloseTo(expected[3], within(6e-6));
      assertThat(laws.number(row, "predicted")).isCloseTo(expected[4], within(6e-7));
      assertThat(laws.number(row, "observed")).isCloseTo(expected[5], within(6e-7));
      assertThat(laws.number(row, "errorPercent")).isCloseTo(expected[6], within(.51));
      assertThat(laws.number(row, "rmse")).isCloseTo(expected[7], within(6e-4));
    }
    assertThat(findings.diagnostics()).noneMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
  }

  @Test
  void theAdditiveLawIsThatOfTheReference() {
    Findings findings =
        Fitter.withDefaults()
            .withOption("approach", "1")
            .run(new TrainToTestAnalysis(), PythiaLadder.largestHeldOut());
    Map<String, Double> theta = estimates(findings);
    assertThat(theta.get("E")).isEqualTo(0);
    assertThat(theta.get("A")).isCloseTo(.23179, within(1e-4));
    assertThat(theta.get("alpha")).isCloseTo(.69388, within(1e-4));
    assertThat(theta.get("B")).isCloseTo(.85613, within(1e-4));
    assertThat(theta.get("beta")).isCloseTo(.71567, within(1e-4));
    assertThat(theta.get("G")).isCloseTo(5.11985, within(1e-4));
    assertThat(theta.get("gamma")).isCloseTo(.44511, within(1e-4));
    assertThat(findings.objective().orElseThrow().value()).isCloseTo(2.98064, within(6e-6));
    Findings.Table scores = findings.table("scores");
    assertThat(scores.number(0, "cells")).isEqualTo(260);
    assertThat(scores.number(0, "rmse")).isCloseTo(.2220, within(6e-5));
    assertThat(scores.number(1, "rmse")).isCloseTo(.1373, within(6e-5));
    Findings.Table heldOut = findings.table("heldOut");
    double[][] expected = { // observed, predicted; in the order of the file
      {.012878, .005218}, {.049538, .055129}, {.171049, .196692}, {.426868, .390687},
      {.546875, .483656}, {.010925, .005320}, {.042369, .056206}, {.150631, .200535},
      {.407924, .398319}, {.562500, .493105}
    };
    for (double[] pair : expected) {
      int row =
          java.util.Arrays.stream(heldOut.numbers("observed"))
              .boxed()
              .map(observed -> Math.abs(observed - pair[0]) < 6e-7)
              .toList()
              .indexOf(true);
      assertThat(heldOut.number(row, "approach1")).isCloseTo(pair[1], within(2e-5));
    }
    assertThat(findings.diagnostics().stream().map(Diagnostic::code))
        .contains("adaptive-design", "problem-sets-differ", "additive-form", "cells-left-out");
  }

  /** Minus the log-likelihood by SciPy's L-BFGS-B from five starts: 17090.808 at the least. */
  @Test
  void theLikelihoodOfCountsPredictsWhatWasHeldOut() {
    Findings findings =
        Fitter.withDefaults()
            .withUncertainty(Uncertainty.Bootstrap.ofRows(20, 0.9))
            .run(new TrainToTestAnalysis(), PythiaLadder.largestHeldOut());
    Map<String, Double> facts =
        findings.facts().stream()
            .filter(fact -> fact.value() instanceof Findings.Cell.Numeric)
            .collect(
                Collectors.toMap(
                    Findings.Fact::key, fact -> ((Findings.Cell.Numeric) fact.value()).value()));
    assertThat(facts.get("negativeLogLikelihood")).isBetween(17090.7, 17090.809);
    assertThat(facts.get("negativeLogLikelihoodOfOwn"))
        .isLessThan(facts.get("negativeLogLikelihood"));
    assertThat(facts.get("heldOutNegativeLogLikelihoodOfOwn"))
        .isLessThan(facts.get("heldOutNegativeLogLikelihood"));
    Map<String, Double> theta = estimates(findings);
    assertThat(theta.get("lossAlpha")).isCloseTo(.528, within(2e-3));
    assertThat(theta.get("lossBeta")).isCloseTo(.52, within(5e-3));
    assertThat(theta.get("lossE")).isEqualTo(0);
    Findings.Table scores = findings.table("scores");
    assertThat(scores.numbers("approach")).containsExactly(1, 1, 2, 2);
    assertThat(scores.number(3, "surprise")).isLessThan(scores.number(1, "surprise"));
    assertThat(findings.diagnostics().stream().map(Diagnostic::code))
        .contains("not-identified", "loss-of-approach-2")
        .doesNotContain("not-converged");
  }
}
