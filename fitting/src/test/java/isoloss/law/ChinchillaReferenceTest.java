package isoloss.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Observations;
import isoloss.fit.Estimate;
import isoloss.fit.Fit;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import org.junit.jupiter.api.Test;

/** The 240 points of Besiroglu et al. (2024), arXiv 2404.10102. */
class ChinchillaReferenceTest {

  @Test
  void approachThreeFindsTheMinimumOfItsObjective() {
    Observations epoch = PublicData.epoch();
    Fit fit = Fitter.withDefaults().withProcedure("published").fit(new Chinchilla(), epoch);
    assertThat(fit.observations().size()).isEqualTo(240);
    // SciPy 1.17 L-BFGS-B, 4,500 starts: 0.0010182740178
    assertThat(fit.objective().value()).isLessThanOrEqualTo(0.0010182745);
    assertThat(fit.publishedObjective().value()).isCloseTo(fit.objective().value(), within(1e-12));
    assertThat(fit.estimate("alpha")).isCloseTo(0.3473, within(5e-4));
    assertThat(fit.estimate("beta")).isCloseTo(0.3672, within(5e-4));
    assertThat(fit.estimate("E")).isCloseTo(1.8172, within(5e-4));
    assertThat(fit.estimate("A")).isCloseTo(477.826, within(0.5));
    assertThat(fit.estimate("B")).isCloseTo(2143.42, within(5.0));
    assertThat(fit.converged()).isTrue();
    assertThat(fit.optimum().starts()).isEqualTo(4500);
    assertThat(fit.optimum().startsAtOptimum()).isGreaterThan(450);
    assertThat(fit.inSample().mapePercent()).isCloseTo(0.4697, within(1e-4));
  }

  @Test
  void theDefaultReachesTheSameObjectiveWithTheSameLoss() {
    Fit fit =
        Fitter.withDefaults().withOption("loss", "huber").fit(new Chinchilla(), PublicData.epoch());
    assertThat(fit.objective().value()).isLessThanOrEqualTo(0.001018274018);
    assertThat(fit.diagnostics()).isEmpty();
  }

  /** Besiroglu et al. (2024) print .0154, .0206 and .0257 for 4,000 draws after NumPy's seed 42. */
  @Test
  void thePublishedBootstrapGivesThePrintedStandardErrors() {
    Fit fit =
        Fitter.withDefaults()
            .withProcedure("published")
            .withUncertainty(Uncertainty.Bootstrap.ofRows(4000, 0.95))
            .fit(new Chinchilla(), PublicData.epoch());
    assertThat(standardError(fit, "alpha")).isCloseTo(0.0154, within(0.00005));
    assertThat(standardError(fit, "beta")).isCloseTo(0.0206, within(0.00005));
    assertThat(standardError(fit, "E")).isCloseTo(0.0257, within(0.00005));
  }

  /** With resamples of our own: 11 seeds pooled give .01516, .02023 and .02530. */
  @Test
  void aBootstrapOfRowsGivesTheStandardErrorsOfConvergedRefits() {
    Fit fit =
        Fitter.withDefaults()
            .withOption("loss", "huber")
            .withUncertainty(Uncertainty.Bootstrap.ofRows(600, 0.95))
            .fit(new Chinchilla(), PublicData.epoch());
    assertThat(standardError(fit, "alpha")).isCloseTo(0.0151, within(0.0018));
    assertThat(standardError(fit, "beta")).isCloseTo(0.0202, within(0.0030));
    assertThat(standardError(fit, "E")).isCloseTo(0.0255, within(0.0036));
    assertThat(fit.draws()).hasSize(600);
    assertThat(fit.diagnostics()).isEmpty();
  }

  private static double standardError(Fit fit, String name) {
    return fit.estimates().stream()
        .filter(estimate -> estimate.name().equals(name))
        .map(Estimate::standardError)
        .findFirst()
        .orElseThrow()
        .orElseThrow();
  }
}
