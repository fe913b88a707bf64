package isoloss.law.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Split;
import isoloss.data.Variable;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import isoloss.law.PublicData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SmdmTest {
  private static final Fitter FITTER =
      Fitter.withDefaults().withUncertainty(Uncertainty.Bootstrap.ofRows(2, 0.9));

  private static Findings run(Fitter fitter, Observations rows) {
    return fitter.run(new Smdm(), new Imported(Split.none(rows), List.of(), 0, List.of()));
  }

  private static Findings publicTable(Fitter fitter) {
    return run(fitter.withOption("budgets", "1e19,1e20,1e21"), PublicData.smdm());
  }

  /** Computed independently on the same ten rows. */
  @Test
  void theLawsOfTheDigitisedOptimaAreTheReferenceOnes() {
    Findings.Table laws = publicTable(FITTER).table("laws");
    assertThat(laws.texts("model")).containsExactly("ARM", "MDM");
    assertColumn(laws, "a", 5e-7, 1.658964, 1.701795);
    assertColumn(laws, "b", 5e-7, -.064197, -.062533);
    assertColumn(laws, "p", 5e-7, .641999, .629447);
    assertColumn(laws, "c", 5e-10, 1.37387e-4, 1.25301e-4);
    assertColumn(laws, "q", .05, 1213.1, 1330.1);
    assertColumn(laws, "s", 5e-7, .358001, .370553);
  }

  @Test
  void theComputeGapIsTheReferenceOneAtThreeBudgets() {
    Findings found = publicTable(FITTER);
    assertColumn(found.table("computeGaps"), "gap", 5e-4, 15.504, 16.484, 17.525);
    assertColumn(found.table("sizeRatios"), "ratio", 5e-4, 1.899, 1.955, 2.012);
    assertThat(found.fact("reference").orElseThrow().value())
        .isEqualTo(new Findings.Cell.Text("ARM"));
  }

  /**
   * Errors of reading alone move the gap at 1e20 between about 16.0 and 17.0, in nine of ten draws.
   */
  @Test
  void theDigitisationAloneLeavesARange() {
    Findings.Table gaps = publicTable(FITTER).table("computeGaps");
    assertThat(gaps.number(1, "readingLow")).isCloseTo(16.0, within(.05));
    assertThat(gaps.number(1, "readingHigh")).isCloseTo(17.0, within(.05));
    assertThat(gaps.number(1, "readingLeast")).isBetween(15.3, 15.9);
    assertThat(gaps.number(1, "readingGreatest")).isBetween(17.1, 17.8);
    assertThat(gaps.number(1, "low")).isLessThan(gaps.number(1, "readingLow"));
    Findings.Table none =
        publicTable(FITTER.withOption("loss-error", "0").withOption("size-error", "0"))
            .table("computeGaps");
    assertThat(none.hasColumn("readingLow")).isFalse();
    Findings.Table larger =
        publicTable(FITTER.withOption("loss-error", "0.002")).table("computeGaps");
    assertThat(larger.number(1, "readingLow")).isLessThan(gaps.number(1, "readingLow"));
  }

  @Test
  void theSameSeedGivesTheSameRange() {
    Findings.Table first = publicTable(FITTER.withThreads(1)).table("computeGaps");
    assertThat(publicTable(FITTER.withThreads(3)).table("computeGaps")).isEqualTo(first);
    assertThat(publicTable(FITTER.withSeed(7)).table("computeGaps")).isNotEqualTo(first);
  }

  @Test
  void thePublishedProcedureHasTheSameGapAndNoInterval() {
    Findings.Table gaps = publicTable(FITTER.withProcedure("published")).table("computeGaps");
    assertColumn(gaps, "gap", 5e-4, 15.504, 16.484, 17.525);
    assertThat(gaps.hasColumn("low")).isFalse();
  }

  @Test
  void itSaysThatALossOfMaskedDiffusionIsABound() {
    assertThat(publicTable(FITTER).diagnostics())
        .extracting(Diagnostic::code)
        .contains("loss-may-be-a-bound", "design-poor", "extrapolates");
  }

  @Test
  void anotherReferenceTurnsTheGapAround() {
    Findings turned = run(FITTER.withOption("reference", "MDM"), PublicData.smdm());
    assertThat(turned.table("computeGaps").number(0, "gap")).isBetween(.05, .07);
    assertThatThrownBy(() -> run(FITTER.withOption("reference", "MDN"), PublicData.smdm()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("MDM");
  }

  /** Parabolas with a known vertex, without noise. */
  @Test
  void optimaAreFoundFromWholeIsoFlopCurves() {
    Findings found = run(FITTER, curves(0));
    assertColumn(found.table("laws"), "p", 1e-9, .5, .48);
    assertColumn(found.table("laws"), "b", 1e-9, -.06, -.05);
    assertThat(found.table("optima").texts("refusal")).containsOnly("");
  }

  @Test
  void budgetsWithoutAnInteriorOptimumAreLeftOutAndNamed() {
    Findings found = run(FITTER, curves(1.2));
    assertThat(found.table("optima").texts("refusal"))
        .anyMatch(reason -> reason.contains("outside the runs"));
    assertThat(found.diagnostics()).extracting(Diagnostic::code).contains("budgets-left-out");
  }

  /** At level 0.9: in about nine of ten simulated tables the interval holds the truth. */
  @Test
  void theIntervalOfTheGapHasItsLevel() {
    Random random = new Random(1);
    Fitter quick = FITTER.withOption("digitisation-draws", "1");
    int held = 0;
    for (int k = 0; k < 300; k++) {
      Findings.Table gaps = run(quick, optima(random)).table("computeGaps");
      double truth = Math.pow(10, (1.66 - 1.70 + (-.064 + .0625) * 20) / -.0625);
      held += gaps.number(0, "low") < truth && truth < gaps.number(0, "high") ? 1 : 0;
    }
    assertThat(held / 300.0).isBetween(.84, .96);
  }

  private static Observations optima(Random random) {
    List<double[]> rows = new ArrayList<>();
    List<String> models = new ArrayList<>();
    for (double c : new double[] {6e18, 1e19, 3e19, 6e19, 1e20}) {
      double x = Math.log10(c);
      rows.add(row(c, 1e-4 * Math.pow(c, .64), Math.pow(10, 1.66 - .064 * x + noise(random))));
      models.add("ARM");
      rows.add(row(c, 1e-4 * Math.pow(c, .63), Math.pow(10, 1.70 - .0625 * x + noise(random))));
      models.add("MDM");
    }
    return table(rows, models);
  }

  private static double noise(Random random) {
    return 1e-3 * random.nextGaussian();
  }

  private static double[] row(double flops, double parameters, double loss) {
    return new double[] {flops, parameters, loss};
  }

  /**
   * @param shift moves the sizes of the largest budget away from its optimum, in ln N
   */
  private static Observations curves(double shift) {
    List<double[]> rows = new ArrayList<>();
    List<String> models = new ArrayList<>();
    for (int model = 0; model < 2; model++) {
      for (double c : new double[] {1e18, 1e19, 1e20, 1e21}) {
        double centre = Math.log(.1) + (.5 - .02 * model) * Math.log(c);
        double least = Math.pow(10, 1.7 - (.06 - .01 * model) * Math.log10(c));
        for (double offset : new double[] {-1, -.5, 0, .5, 1}) {
          double u = offset + (c == 1e21 ? shift : 0);
          rows.add(row(c, Math.exp(centre + u), least + .05 * u * u));
          models.add("m" + model);
        }
      }
    }
    return table(rows, models);
  }

  private static Observations table(List<double[]> rows, List<String> models) {
    double[][] columns = new double[3][rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < 3; column++) {
        columns[column][row] = rows.get(row)[column];
      }
    }
    return Observations.of(
        List.of(Variable.C, Variable.N, Variable.L),
        columns,
        Map.of("model", models),
        Collections.nCopies(rows.size(), Observations.Origin.COMPUTED),
        Provenance.NONE);
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
