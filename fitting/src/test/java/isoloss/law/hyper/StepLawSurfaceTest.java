package isoloss.law.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Imported;
import isoloss.data.importer.TableReader;
import isoloss.fit.Diagnostic;
import isoloss.fit.Fit;
import isoloss.fit.Fitter;
import isoloss.fit.Loss;
import isoloss.law.PublicData;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepLawSurfaceTest {
  private static final StepLawSurface SURFACE = new StepLawSurface();

  private static TableReader reader(String columns) {
    return TableReader.of(
            Stream.concat(SURFACE.inputs().stream(), Stream.of(SURFACE.response())).toList())
        .withColumns(columns);
  }

  private static TableReader reader17() {
    return reader("L=\"smooth loss\",batch=bs*2048");
  }

  private static Imported cells17(TableReader reader) {
    return reader.read(List.of(PublicData.file("step-law/dense_lr_bs_loss.csv").toString()));
  }

  private static TableReader reader41() {
    return reader("batch=bsz*2048");
  }

  private static Imported cells41(TableReader reader) {
    return reader.read(List.of(PublicData.file("scalebench/lr_bsz_train.csv").toString()));
  }

  /** SciPy 1.17.1 least_squares, soft_l1 at 0.003, bounds on E alone, 15 parameters. */
  @Test
  void withoutAFloorTheReferenceFitOf17CellsComesBack() {
    Fit fit =
        Fitter.withDefaults()
            .withOption("floor", "none")
            .fit(SURFACE, cells17(reader17().withHoldOut("N > 1e9")));
    assertThat(fit.observations().size()).isEqualTo(1509);
    assertThat(fit.converged()).isTrue();
    assertThat(heldOutR2(fit)).isCloseTo(0.9010, within(1e-3));
    // cost 1441.90 is of residuals divided by 0.003 and halved
    assertThat(fit.objective().value()).isCloseTo(2 * 1441.90 * 0.003 * 0.003, within(2e-6));
    assertThat(fit.inSample().r2()).isCloseTo(0.9842, within(1e-4));
  }

  @Test
  void theFloorOfAPublishedLossLawCarriesItToTheLargestModelOf17Cells() {
    Fit fit = Fitter.withDefaults().fit(SURFACE, cells17(reader17().withHoldOut("N > 1e9")));
    assertThat(fit.heldOut().orElseThrow().predictions()).hasSize(146);
    assertThat(heldOutR2(fit)).isGreaterThan(0.93);
    assertThat(fit.data().filteredOut()).singleElement().extracting("rows").isEqualTo(1911 - 1655);
    assertThat(fit.diagnostics())
        .filteredOn(each -> each instanceof Diagnostic.AtBound)
        .singleElement()
        .extracting(Diagnostic::message)
        .asString()
        .startsWith("E lies on a bound");
  }

  @Test
  void theFloorOfAPublishedLossLawCarriesItToTheLargestModelOf41Cells() {
    Fit fit = Fitter.withDefaults().fit(SURFACE, cells41(reader41().withHoldOut("N > 1e9")));
    assertThat(fit.observations().size()).isEqualTo(2352);
    assertThat(heldOutR2(fit)).isGreaterThan(0.965);
    assertThat(fit.converged()).isTrue();
  }

  @Test
  void theSurfaceContainsStepLawsOptimum() {
    Fit fit = Fitter.withDefaults().withOption("floor", "none").fit(SURFACE, cells17(reader17()));
    assertThat(fit.observations().size()).isEqualTo(1655);
    assertThat(fit.inSample().r2()).isCloseTo(0.9860, within(1e-4));
    assertThat(fit.theta()[StepLawSurface.E]).isCloseTo(1.515, within(2e-3));
    assertThat(fit.theta()[StepLawSurface.P1]).isCloseTo(-0.587, within(1e-3));
    assertThat(fit.theta()[StepLawSurface.P2]).isCloseTo(0.290, within(1e-3));
    assertThat(fit.theta()[StepLawSurface.R2]).isCloseTo(0.616, within(1e-3));
  }

  @Test
  void theGapAndTheLossCanBeChosen() {
    Fit usual = Fitter.withDefaults().fit(SURFACE, cells17(reader17()));
    Fit near = Fitter.withDefaults().withOption("gap", "0.05").fit(SURFACE, cells17(reader17()));
    assertThat(near.observations().size()).isLessThan(usual.observations().size());
    assertThat(usual.objective().name()).contains("soft-L1(0.003)");
    Fit squares =
        Fitter.withDefaults().withOption("loss", "squared").fit(SURFACE, cells17(reader17()));
    assertThat(squares.objective().name()).isEqualTo(new Loss.Squared().describe(true));
    Fit wider = Fitter.withDefaults().withOption("scale", "0.01").fit(SURFACE, cells17(reader17()));
    assertThat(wider.objective().name()).contains("soft-L1(0.01)");
    assertThatThrownBy(() ->
            Fitter.withDefaults()
                .withOption("floor", "share")
                .withOption("floor-share", "1.2")
                .fit(SURFACE, cells17(reader17())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("floor-share");
  }

  @Test
  void thePublishedProcedureFindsTheSameMinimum() {
    Fit ours = Fitter.withDefaults().fit(SURFACE, cells17(reader17()));
    Fit fixed = Fitter.withDefaults().withProcedure("published").fit(SURFACE, cells17(reader17()));
    assertThat(fixed.objective().value())
        .isCloseTo(ours.objective().value(), within(1e-9 * ours.objective().value()));
  }

  private static double heldOutR2(Fit fit) {
    return fit.heldOut().orElseThrow().score().r2();
  }
}
