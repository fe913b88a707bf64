package isoloss.law.infinite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Split;
import isoloss.data.Variable;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import isoloss.law.PublicData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfiniteComputeTest {
  private static final String ENSEMBLES = "ensemble_asymptote_heuristic_hparams";
  private static final Fitter FITTER =
      Fitter.withDefaults().withUncertainty(Uncertainty.Bootstrap.ofRows(2, 0.9));

  private static Findings run(Fitter fitter, Observations rows) {
    return fitter.run(
        new InfiniteCompute(), new Imported(Split.none(rows), List.of(), 0, List.of()));
  }

  private static Findings ensembles(String procedure) {
    return run(
        FITTER.withProcedure(procedure).withOption("series", ENSEMBLES),
        PublicData.infiniteCompute());
  }

  /** Computed independently on the same sixteen rows. */
  @ParameterizedTest
  @ValueSource(strings = {"default", "published"})
  void theAsymptotesOfTheEnsemblesAreTheReferenceOnes(String procedure) {
    Findings found = ensembles(procedure);
    Findings.Table sizes = found.table("sizeAsymptotes");
    assertColumn(sizes, "coefficient", 1e-5, .01582, .03622, .08970, .11862);
    assertColumn(sizes, "exponent", 1e-3, 1.594, 1.291, .977, .893);
    assertColumn(sizes, "floor", 1e-4, 3.1690, 2.9800, 2.7893, 2.6568);
    assertColumn(sizes, "degreesOfFreedom", 0, 1, 1, 1, 1);
    assertThat(found.number("jointAsymptote")).isCloseTo(3.1690, within(1e-4));
    assertThat(found.number("degreesOfFreedom")).isEqualTo(1);
    assertThat(found.diagnostics()).extracting(Diagnostic::code).contains("design-poor");
    assertThat(found.headline()).contains("joint asymptote 3.169", "1 degree of freedom");
  }

  @Test
  void theLawsInDataAreTheReferenceOnes() {
    Findings.Table laws = ensembles("default").table("dataLaws");
    assertColumn(laws, "coefficient", 1e-4, .9617, .1418, .2405, .3388, .5856);
    assertThat(laws.number(0, "exponent")).isCloseTo(.2281, within(1e-4));
    assertThat(laws.number(0, "floor")).isCloseTo(1.7984, within(1e-4));
    assertColumn(laws, "exponent", 1e-3, .2281, .479, .389, .430, .292);
    assertColumn(laws, "floor", 1e-3, 1.7984, 3.193, 2.827, 2.551, 2.250);
    for (double residual : laws.numbers("largestResidual")) {
      assertThat(residual).isBetween(.0015, .032);
    }
  }

  @Test
  void bothProceduresEndInTheSameSumOfSquares() {
    double least = ensembles("default").objective().orElseThrow().value();
    Findings published = ensembles("published");
    assertThat(published.objective().orElseThrow().value()).isCloseTo(least, within(1e-9));
    assertThat(published.diagnostics())
        .extracting(Diagnostic::code)
        .doesNotContain("starts-disagree");
  }

  /** A floor that the data can hardly tell has an interval that says so. */
  @Test
  void floorsOfOneDegreeOfFreedomHaveProfileIntervalsAndJackknifeRanges() {
    Findings.Table sizes = ensembles("default").table("sizeAsymptotes");
    for (int row = 0; row < sizes.size(); row++) {
      double floor = sizes.number(row, "floor");
      assertThat(sizes.number(row, "low")).isLessThan(floor - .01).isGreaterThanOrEqualTo(0);
      assertThat(sizes.number(row, "high")).isGreaterThan(floor);
      assertThat(sizes.number(row, "jackknifeLow")).isLessThanOrEqualTo(floor);
      assertThat(sizes.number(row, "jackknifeHigh")).isGreaterThanOrEqualTo(floor);
    }
    Findings.Table plain =
        run(FITTER.withUncertainty(new Uncertainty.None()), PublicData.infiniteCompute())
            .table("sizeAsymptotes");
    assertThat(plain.hasColumn("low")).isFalse();
  }

  @Test
  void everySeriesThatAllowsALawIsAnalysedAndTheOthersAreNamed() {
    Findings found = run(FITTER, PublicData.infiniteCompute());
    assertThat(found.table("sizeAsymptotes").texts("series"))
        .contains(ENSEMBLES, "standard_recipe_best_epochs_wd0.1");
    assertThat(found.diagnostics())
        .extracting(Diagnostic::code)
        .contains("series-too-thin", "no-ensembles");
    Findings.Table efficiency = found.table("dataEfficiency");
    assertThat(efficiency.number(0, "referenceLoss")).isEqualTo(3.74974);
    assertThat(efficiency.number(0, "byRecipe")).isBetween(4.0, 6.0);
    assertThat(efficiency.number(0, "byReference")).isNaN();
  }

  /** A Chinchilla-like surface with members: every tier is known exactly. */
  @Test
  void theTiersRecoverAKnownSurface() {
    Findings found = run(FITTER, surface());
    Findings.Table sizes = found.table("sizeAsymptotes");
    for (int row = 0; row < sizes.size(); row++) {
      if (sizes.texts("limit").get(row).equals("K, then N")) {
        double tokens = sizes.number(row, "tokens") / 1e9;
        assertThat(sizes.number(row, "floor")).isCloseTo(jointFloor(tokens), within(1e-6));
      }
    }
    assertThat(found.estimate("C")).isCloseTo(1.7, within(1e-5));
    assertThat(found.estimate("b")).isCloseTo(.3, within(1e-5));
    assertThat(found.table("memberAsymptotes").size()).isEqualTo(16);
  }

  @Test
  void whatToDoubleNextIsReadOffTheLaws() {
    Findings.Table next = run(FITTER, surface()).table("nextDoubling");
    for (int row = 0; row < next.size(); row++) {
      double d = next.number(row, "tokens") / 1e9;
      double n = next.number(row, "parameters") / 1e9;
      double k = next.number(row, "members");
      assertThat(next.number(row, "largerModels")).isCloseTo(loss(2 * n, d, k), within(1e-5));
      assertThat(next.number(row, "moreMembers")).isCloseTo(loss(n, d, 2 * k), within(1e-5));
      assertThat(next.texts("grow").get(row))
          .isEqualTo(loss(2 * n, d, k) < loss(n, d, 2 * k) ? "larger models" : "more members");
    }
    Findings.Table split = run(FITTER, surface()).table("fixedTotal");
    assertThat(split.numbers("total")).containsOnly(1.6e9 * 5);
  }

  @Test
  void dataEfficiencyFollowsTheReferencesLaw() {
    double factor = Math.pow(.9 / .45, 1 / .3); // equal floors, so only A matters
    List<double[]> rows = new ArrayList<>();
    List<String> series = new ArrayList<>();
    for (double d : new double[] {.2, .4, .8, 1.6}) {
      rows.add(new double[] {1e9, d * 1e9, .9 * Math.pow(d, -.3) + 1.7});
      series.add("standard");
      for (double n : new double[] {.2, .4, .8, 1.6}) {
        rows.add(new double[] {n * 1e9, d * 1e9, .1 / n + .45 * Math.pow(d, -.3) + 1.7});
        series.add("regularised");
      }
    }
    Findings.Table table =
        run(FITTER, PublicData.labelled(rows, "series", series)).table("dataEfficiency");
    for (int row = 0; row < 4; row++) {
      assertThat(table.number(row, "byReference")).isCloseTo(factor, within(1e-3));
      assertThat(table.number(row, "byRecipe")).isCloseTo(factor, within(1e-3));
    }
  }

  @Test
  void aCertificateNeedsEveryNeighbour() {
    Findings.Table whole = run(FITTER, grid(true)).table("certificate");
    assertThat(whole.cell(0, "certified")).isEqualTo(new Findings.Cell.Flag(true));
    assertThat(whole.number(0, "run")).isEqualTo(6);
    assertThat(whole.texts("setting").getFirst())
        .isEqualTo("epochs = 8.000, lr = 0.001000, weight_decay = 0.8000");
    Findings.Table lacking = run(FITTER, grid(false)).table("certificate");
    assertThat(lacking.cell(0, "certified")).isEqualTo(new Findings.Cell.Flag(false));
    assertThat(lacking.cell(0, "missing"))
        .isEqualTo(new Findings.Cell.Texts(List.of("weight_decay = 1.600")));
  }

  @Test
  void tablesThatAllowNoLawAreRefusedInOneSentence() {
    Observations two =
        PublicData.table(new double[] {1e8, 2e8}, new double[] {1e9, 1e9}, new double[] {3.4, 3.2});
    assertThatThrownBy(() -> run(FITTER, two))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("three different N");
    assertThatThrownBy(
            () -> run(FITTER.withOption("series", "ensembel"), PublicData.infiniteCompute()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no series ensembel");
  }

  private static double jointFloor(double d) {
    return .5 * Math.pow(d, -.3) + 1.7;
  }

  private static double loss(double n, double d, double k) {
    return .2 / k + .1 / n + jointFloor(d);
  }

  private static Observations surface() {
    List<double[]> rows = new ArrayList<>();
    for (double d : new double[] {.2, .4, .8, 1.6}) {
      for (double n : new double[] {.2, .4, .8, 1.6}) {
        for (double k = 1; k <= 5; k++) {
          rows.add(new double[] {n * 1e9, d * 1e9, loss(n, d, k), k});
        }
      }
    }
    return columns(rows, Variable.positive("K", "members", "members"));
  }

  /** A parabola in the logarithms with its minimum at (8, 1e-3, 0.8), three sizes. */
  private static Observations grid(boolean whole) {
    List<double[]> rows = new ArrayList<>();
    for (double n : new double[] {1e8, 2e8, 4e8}) {
      for (double epochs : new double[] {4, 8, 16}) {
        for (double lr : new double[] {5e-4, 1e-3, 2e-3}) {
          for (double decay : new double[] {.4, .8, 1.6}) {
            double away =
                Math.pow(Math.log(epochs / 8), 2)
                    + Math.pow(Math.log(lr / 1e-3), 2)
                    + Math.pow(Math.log(decay / .8), 2);
            if (whole || decay < 1.6) {
              rows.add(new double[] {n, 1e9, 3 + 1e7 / n + .05 * away, epochs, lr, decay});
            }
          }
        }
      }
    }
    return columns(
        rows,
        Variable.positive("epochs", "epochs", "epochs"),
        Variable.LEARNING_RATE,
        Variable.positive("weight_decay", "weight decay", "1"));
  }

  private static Observations columns(List<double[]> rows, Variable... more) {
    List<Variable> variables = new ArrayList<>(List.of(Variable.N, Variable.D, Variable.L));
    variables.addAll(List.of(more));
    double[][] columns = new double[variables.size()][rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.length; column++) {
        columns[column][row] = rows.get(row)[column];
      }
    }
    return Observations.of(variables, columns);
  }

  private static void assertColumn(
      Findings.Table table, String key, double tolerance, double... expected) {
    double[] found = table.numbers(key);
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).as("%s, row %d", key, i).isCloseTo(expected[i], within(tolerance));
    }
  }
}
