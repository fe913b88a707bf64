package isoloss.sampling.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.Split;
import isoloss.data.importer.TableReader;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfidenceTest {
  private static final double[] Q = {.7, .2, .1};

  @TempDir Path folder;

  @Test
  void theGradientFactorIsThatOfTheLoss() {
    double step = 1e-6;
    for (double n : new double[] {1, 2, 16, 1000}) {
      for (double p : new double[] {1e-4, 0.01, 0.1, 0.5}) {
        double slope =
            (CoverageObjective.loss(n, p + step * p) - CoverageObjective.loss(n, p - step * p))
                / (2 * step * p);
        // of the cross-entropy -ln p the slope is -1/p
        assertThat(CoverageObjective.gradientFactor(n, p))
            .as("N = %s, p = %s", n, p)
            .isCloseTo(-p * slope, within(1e-7));
      }
    }
  }

  @Test
  void oneSampleIsCrossEntropyAndSureAnswersTeachNothing() {
    assertThat(CoverageObjective.gradientFactor(1, 0.4)).isEqualTo(1);
    assertThat(CoverageObjective.loss(1, 0.4)).isCloseTo(-Math.log(0.4), within(1e-15));
    assertThat(CoverageObjective.gradientFactor(64, 1e-12)).isCloseTo(1, within(1e-9));
    assertThat(CoverageObjective.gradientFactor(64, 0.5)).isLessThan(1e-16);
    assertThat(CoverageObjective.gradientFactor(64, 0)).isEqualTo(1);
    assertThat(CoverageObjective.gradientFactor(64, 1)).isZero();
    assertThat(CoverageObjective.loss(64, 1)).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> CoverageObjective.loss(0, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> CoverageObjective.loss(2, 1.5));
  }

  // closed form, checked against a numerical optimiser on the simplex (SciPy 1.17)
  @Test
  void theBestPolicySpreadsWithTheNumberOfSamples() {
    check(2, .744444, .777778, .222222, 0);
    check(8, .973047, .431245, .319780, .248976);
    check(32, .9999983, .356090, .329535, .314375);
    assertThat(OptimalConfidence.of(Q, 1).policy().toArray()).containsExactly(1, 0, 0);
    assertThat(OptimalConfidence.of(Q, 1).value()).isCloseTo(.7, within(1e-15));
  }

  private static void check(int samples, double value, double... policy) {
    OptimalConfidence best = OptimalConfidence.of(Q, samples);
    assertThat(best.value()).isCloseTo(value, within(6e-7));
    for (int i = 0; i < policy.length; i++) {
      assertThat(best.policy().get(i)).isCloseTo(policy[i], within(6e-7));
    }
  }

  @Test
  void noPolicyBeatsTheBest() {
    RandomGenerator random = new Seed(11).generator();
    for (int trial = 0; trial < 2000; trial++) {
      double[] policy = simplex(random, 4);
      double[] posteriors = simplex(random, 4);
      assertThat(OptimalConfidence.regret(posteriors, policy, 2 + random.nextInt(30)))
          .isGreaterThanOrEqualTo(-1e-14);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptimalConfidence.of(new double[] {0.7, 0.7}, 2));
  }

  private static double[] simplex(RandomGenerator random, int size) {
    double[] p = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      p[i] = random.nextExponential();
      sum += p[i];
    }
    for (int i = 0; i < size; i++) {
      p[i] /= sum;
    }
    return p;
  }

  @Test
  void calibrationIsTheGapBetweenConfidenceAndAccuracy() {
    Calibration calibration =
        Calibration.of(
            new double[] {0.95, 0.95, 0.15, 1.0},
            new double[] {1, 0, 0, 1},
            new double[] {1, 1, 1, 1},
            10);
    assertThat(calibration.bins()).hasSize(2);
    // bins: [.1, .2) .15 against 0, one answer; [.9, 1] .9667 against 2/3, three answers
    assertThat(calibration.expectedError())
        .isCloseTo(0.25 * 0.15 + 0.75 * (2.9 / 3 - 2.0 / 3), within(1e-14));
    assertThat(calibration.overconfidence()).isCloseTo(3.05 / 4 - 0.5, within(1e-14));
    assertThat(calibration.calibrated(0.99)).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(calibration.calibrated(1)).isCloseTo(2.0 / 3, within(1e-15));
  }

  @Test
  void curvesCrossWhereTheyAreEqual() {
    List<Crossing> crossings =
        Crossing.between(
            new double[] {1, 4, 16}, new double[] {.2, .3, .4}, new double[] {.1, .3001, .5});
    assertThat(crossings).hasSize(1);
    assertThat(crossings.getFirst().samples()).isBetween(3.99, 4.0);
  }

  @Test
  void aCheckpointThatIsTooSureLosesAtLargeN() throws Exception {
    RandomGenerator random = new Seed(5).generator();
    StringBuilder rows = new StringBuilder("checkpoint,problem,confidence,correct,n,c\n");
    for (int problem = 0; problem < 150; problem++) {
      row(rows, random, "1", problem, 0.4, 0.4, 0.35);
      row(rows, random, "2", problem, 0.9, 0.5, random.nextInt(2) == 0 ? 0.9 : 0.005);
    }
    Path file = Files.writeString(folder.resolve("checkpoints.csv"), rows);
    OverconfidenceAnalysis analysis = new OverconfidenceAnalysis();
    Findings found =
        Fitter.withDefaults()
            .withUncertainty(Uncertainty.Bootstrap.ofRows(100, 0.9))
            .run(
                analysis,
                TableReader.of(analysis.inputs())
                    .withOptional(analysis.optionalInputs())
                    .withLabels(List.of("checkpoint", "problem"))
                    .withDuplicates(TableReader.Duplicates.KEEP)
                    .read(List.of(file.toString())));
    Findings.Table checkpoints = found.table("checkpoints");
    assertThat(checkpoints.number(1, "overconfidence")).isBetween(0.25, 0.55);
    assertThat(checkpoints.number(1, "overconfidenceLow")).isPositive();
    assertThat(found.table("crossings").texts("above")).contains("1");
    assertThat(found.table("best").texts("checkpoint").getLast()).isEqualTo("1");
    for (double regret : found.table("passAtN").numbers("regret")) {
      assertThat(regret).isGreaterThan(-0.2);
    }
    assertThat(found.headline()).startsWith("Checkpoint 2 is too sure");
  }

  private static void row(
      StringBuilder rows,
      RandomGenerator random,
      String checkpoint,
      int problem,
      double confidence,
      double accuracy,
      double p) {
    int right = 0;
    for (int i = 0; i < 32; i++) {
      right += random.nextDouble() < p ? 1 : 0;
    }
    rows.append(
        "%s,%d,%s,%d,32,%d%n"
            .formatted(
                checkpoint, problem, confidence, random.nextDouble() < accuracy ? 1 : 0, right));
  }

  @Test
  void rowsOfOneClusterAreDrawnTogetherThoughNoProblemIsNamed() {
    Findings.Table once = calibration(1);
    Findings.Table twice = calibration(2);
    assertThat(twice.number(0, "overconfidence"))
        .isCloseTo(once.number(0, "overconfidence"), within(1e-12));
    assertThat(twice.number(0, "overconfidenceLow"))
        .isCloseTo(once.number(0, "overconfidenceLow"), within(1e-12));
  }

  /** Twelve rows, each so often, with its number as the cluster. */
  private static Findings.Table calibration(int copies) {
    int rows = 12 * copies;
    double[][] columns = new double[2][rows];
    List<String> groups = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      int group = row % 12;
      groups.add("group " + group);
      columns[0][row] = 0.5 + group / 30.0;
      columns[1][row] = group % 3 == 0 ? 0 : 1;
    }
    OverconfidenceAnalysis analysis = new OverconfidenceAnalysis();
    Observations table =
        Observations.of(
            analysis.inputs(),
            columns,
            Map.of("group", groups),
            Collections.nCopies(rows, Observations.Origin.COMPUTED),
            Provenance.NONE);
    return Fitter.withDefaults()
        .withUncertainty(new Uncertainty.Bootstrap("group", 50, 0.9))
        .run(analysis, new Imported(Split.none(table), List.of(), 0, List.of()))
        .table("checkpoints");
  }

  @Test
  void aConfidenceAboveOneIsRefusedWithItsLine() throws Exception {
    Path file = Files.writeString(folder.resolve("bad.csv"), "confidence,correct\n0.5,1\n1.5,0\n");
    OverconfidenceAnalysis analysis = new OverconfidenceAnalysis();
    var data = TableReader.of(analysis.inputs()).read(List.of(file.toString()));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Fitter.withDefaults().run(analysis, data))
        .withMessageContaining("bad.csv:3");
  }
}
