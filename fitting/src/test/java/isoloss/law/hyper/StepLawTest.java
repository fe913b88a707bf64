package isoloss.law.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Split;
import isoloss.data.json.Json;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepLawTest {
  private static final Observations NOISY = SyntheticGrids.of(5e-4);

  private static Findings run(Observations rows, Fitter fitter) {
    return fitter.run(new StepLaw(), new Imported(Split.none(rows), List.of(), 0, List.of()));
  }

  private static Fitter bootstrap(String by) {
    return Fitter.withDefaults().withUncertainty(new Uncertainty.Bootstrap(by, 100, 0.9));
  }

  @Test
  void theJointBowlRecoversItsOwnLawFromNoiselessRuns() {
    Findings found = run(SyntheticGrids.of(0), Fitter.withDefaults().withOption("method", "joint"));
    double[] law = SyntheticGrids.LAW.natural();
    for (int p = 0; p < law.length; p++) {
      assertThat(found.estimate(StepLaw.PARAMETERS.get(p))).isCloseTo(law[p], offset(1e-6));
    }
    Findings.Table joint = found.table("joint");
    assertThat(joint.number(0, "a")).isCloseTo(SyntheticGrids.A, offset(1e-8));
    assertThat(joint.number(0, "b")).isCloseTo(SyntheticGrids.B, offset(1e-8));
    assertThat(joint.number(0, "c")).isCloseTo(SyntheticGrids.C, offset(1e-8));
    assertThat(joint.number(0, "skew")).isCloseTo(SyntheticGrids.SKEW, offset(1e-7));
  }

  @Test
  void quadraticsRecoverTheLawOfBowlsWithoutSkew() {
    Observations rows = SyntheticGrids.of(SyntheticGrids.SIZES, SyntheticGrids.TOKENS, 0, 0);
    Findings found = run(rows, Fitter.withDefaults().withOption("method", "quadratic"));
    assertThat(found.estimate("lr_N")).isCloseTo(SyntheticGrids.LAW.rateN(), offset(1e-6));
    assertThat(found.estimate("lr_D")).isCloseTo(SyntheticGrids.LAW.rateD(), offset(1e-6));
    assertThat(found.estimate("B_D")).isCloseTo(SyntheticGrids.LAW.batchD(), offset(1e-6));
    assertThat(found.number("heldOutMax")).isLessThan(0.2); // linear between octaves of batch
  }

  @ParameterizedTest
  @ValueSource(strings = {"near-optimal", "argmin", "quadratic", "joint"})
  void everyMethodIsNearTheLawOfNoisyRuns(String method) {
    Findings found = run(NOISY, Fitter.withDefaults().withOption("method", method));
    assertThat(found.estimate("lr_N")).isCloseTo(SyntheticGrids.LAW.rateN(), offset(0.15));
    assertThat(found.estimate("lr_D")).isCloseTo(SyntheticGrids.LAW.rateD(), offset(0.15));
    assertThat(found.estimate("B_D")).isCloseTo(SyntheticGrids.LAW.batchD(), offset(0.15));
    assertThat(found.isTrusted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"near-optimal", "joint"})
  void threadsAndTheOrderOfRowsChangeNothing(String method) {
    Fitter one = bootstrap("").withOption("method", method).withThreads(1);
    Findings alone = run(NOISY, one);
    List<Integer> order = new ArrayList<>(IntStream.range(0, NOISY.size()).boxed().toList());
    Collections.shuffle(order, new Random(5));
    Observations shuffled = NOISY.select(order.stream().mapToInt(Integer::intValue).toArray());
    for (Findings other : List.of(run(NOISY, one.withThreads(3)), run(shuffled, one))) {
      assertThat(other.tables()).isEqualTo(alone.tables());
      assertThat(other.parameters()).isEqualTo(alone.parameters());
      assertThat(other.diagnostics()).isEqualTo(alone.diagnostics());
    }
  }

  @Test
  void anotherSeedGivesOtherDrawsAndTheSameLaw() {
    Findings first = run(NOISY, bootstrap(""));
    Findings second = run(NOISY, bootstrap("").withSeed(43));
    assertThat(second.table("laws")).isEqualTo(first.table("laws"));
    assertThat(second.table("coefficientSets")).isNotEqualTo(first.table("coefficientSets"));
  }

  @Test
  void intervalsAreByCellsUnlessRowsAreAskedForOrPublished() {
    Findings byCell = run(NOISY, bootstrap(""));
    assertThat(run(NOISY, bootstrap("cell")).parameters()).isEqualTo(byCell.parameters());
    Findings byRun = run(NOISY, bootstrap("run"));
    assertThat(byRun.parameters()).isNotEqualTo(byCell.parameters());
    assertThat(run(NOISY, bootstrap("").withProcedure("published")).parameters())
        .isEqualTo(byRun.parameters());
    assertThat(byRun.table("bootstrap")).isEqualTo(byCell.table("bootstrap"));
    assertThat(byCell.table("bootstrap").texts("kind")).contains("rows", "cells");
    assertThatThrownBy(() -> run(NOISY, bootstrap("N")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--by cell or --by run");
  }

  @Test
  void coefficientSetsHaveTheColumnsOfTheAuthorsFile() {
    Findings found = run(NOISY, bootstrap(""));
    Findings.Table sets = found.table("coefficientSets");
    assertThat(sets.columns())
        .extracting(Findings.Column::key)
        .containsExactly("lr_intercept", "lr_coefN", "lr_coefD", "bs_intercept", "bs_coefD");
    assertThat(sets.size()).isEqualTo(100);
    assertThat(run(NOISY, Fitter.withDefaults()).hasTable("coefficientSets")).isFalse();
  }

  @Test
  void theDocumentReadsBack() {
    Findings found = run(NOISY, bootstrap(""));
    Findings back = Findings.from(Json.parseObject(Json.pretty(found.toJson()), "test"));
    assertThat(back.tables()).isEqualTo(found.tables());
    assertThat(back.toText()).isEqualTo(found.toText());
  }

  @Test
  void toleranceHasAnEffectOrIsRefused() {
    Fitter wide = Fitter.withDefaults().withOption("tolerance", "0.01");
    assertThat(run(NOISY, wide).number("pointCount"))
        .isGreaterThan(run(NOISY, Fitter.withDefaults()).number("pointCount"));
    assertThatThrownBy(() -> run(NOISY, wide.withOption("method", "argmin")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no tolerance");
  }

  @Test
  void oneSizeLeavesTheExponentOfNOpen() {
    Observations rows =
        SyntheticGrids.of(new double[] {2e8}, new double[] {2e9, 5e9, 1e10, 3e10}, 5e-4, 0);
    Findings found = run(rows, bootstrap(""));
    assertThat(found.estimate("lr_N")).isZero();
    assertThat(found.parameters().get(1).standardError()).isEmpty();
    assertThat(found.isTrusted()).isFalse();
    assertThat(found.diagnostics())
        .filteredOn(d -> d instanceof Diagnostic.NotIdentified)
        .singleElement()
        .satisfies(d -> assertThat(d.message()).contains("add cells"));
    assertThat(found.headline()).doesNotContain("N^");
  }

  @Test
  void sizeAndTokensThatMoveTogetherAreRefused() {
    List<double[]> rows = new ArrayList<>();
    for (double n : new double[] {6e7, 2e8, 6e8, 1e9}) {
      Observations cell = SyntheticGrids.of(new double[] {n}, new double[] {20 * n}, 0, 0);
      for (int i = 0; i < cell.size(); i++) {
        rows.add(cell.row(i, List.of("N", "D", "lr", "batch", "L")));
      }
    }
    assertThatThrownBy(() -> run(SyntheticGrids.table(rows), Fitter.withDefaults()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("N and D vary together");
  }

  @Test
  void tooFewCellsOrRunsAreRefusedWithTheCure() {
    Observations two = SyntheticGrids.of(new double[] {6e7, 2e8}, new double[] {2e9}, 0, 0);
    assertThatThrownBy(() -> run(two, Fitter.withDefaults()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("2 cells")
        .hasMessageContaining("at least 3");
    Observations sameTokens =
        SyntheticGrids.of(new double[] {6e7, 2e8, 6e8}, new double[] {2e9}, 0, 0);
    assertThatThrownBy(() -> run(sameTokens, Fitter.withDefaults()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("another D");
    Observations thin = NOISY.where(row -> row >= 51); // leaves 3 runs in the first cell
    assertThatThrownBy(() -> run(thin, Fitter.withDefaults()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the cell N 60M, D 2B has 3 runs");
  }

  @Test
  void divergedRunsAreCountedAndChangeNoLaw() {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < NOISY.size(); i++) {
      rows.add(NOISY.row(i, List.of("N", "D", "lr", "batch", "L")));
    }
    rows.add(new double[] {6e7, 2e9, 0.05, 65_536, 9.5});
    Findings found = run(SyntheticGrids.table(rows), Fitter.withDefaults());
    assertThat(found.number("diverged")).isEqualTo(1);
    assertThat(found.table("laws").numbers("lrN"))
        .isEqualTo(run(NOISY, Fitter.withDefaults()).table("laws").numbers("lrN"));
    assertThat(found.diagnostics()).anyMatch(d -> d.code().equals("diverged-runs"));
  }

  @Test
  void cellsHeldOutWhollyAreJudgedAndOthersNamed() {
    Observations seen = NOISY.where(row -> NOISY.value(row, "N") < 5e8);
    Observations unseen = NOISY.where(row -> NOISY.value(row, "N") > 5e8);
    Findings found = judged(seen, unseen);
    assertThat(found.table("gaps").texts("leftOut")).contains("held out");
    assertThat(found.diagnostics()).noneMatch(d -> d.code().equals("held-out-in-part"));
    Findings part = judged(NOISY.where(row -> row % 7 > 0), NOISY.where(row -> row % 7 == 0));
    assertThat(part.table("gaps").texts("leftOut")).doesNotContain("held out");
    assertThat(part.diagnostics()).anyMatch(d -> d.code().equals("held-out-in-part"));
  }

  private static Findings judged(Observations seen, Observations unseen) {
    Imported data = new Imported(new Split(seen, unseen, "by hand"), List.of(), 0, List.of());
    return Fitter.withDefaults().run(new StepLaw(), data);
  }

  @Test
  void rivalsThatDoNotApplyAreListedWithTheReason() {
    HyperparameterLaw silent = new Silent();
    Rivals.Rival rival = Rivals.published(Cells.of(NOISY), List.of(silent)).getFirst();
    assertThat(rival.predictions()).isEmpty();
    assertThat(rival.gaps().mean()).isNaN();
    assertThat(rival.remark()).isEqualTo("not applicable: the loss is unknown");
  }

  private record Silent() implements HyperparameterLaw {
    @Override
    public String name() {
      return "silent";
    }

    @Override
    public String formula() {
      return "";
    }

    @Override
    public isoloss.fit.Source source() {
      return new isoloss.fit.Source("none", "https://example.org");
    }

    @Override
    public String convention() {
      return "";
    }

    @Override
    public Advice advise(PlannedRun run) {
      return Advice.refused("the loss is unknown");
    }
  }
}
