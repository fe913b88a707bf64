package isoloss.sampling.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.Split;
import isoloss.data.Values;
import isoloss.data.Variable;
import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import isoloss.sampling.CountTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Approach 2 on counts of a known law. */
class TrainToTestLikelihoodTest {
  /** theta0 to theta4, then E, A, alpha, B, beta for N/1e9 and D/1e10. */
  private static final JointLaw.BetaOfLoss TRUTH =
      new JointLaw.BetaOfLoss(Values.of(1.5, 1.2, 0.8, 1.5, 0.3), Values.of(0, 1, 0.4, 1.5, 0.4));

  /** Counts under TRUTH; sampling of a problem stops at five successes or at 640 samples. */
  private static Imported counts(int problems, boolean heldOut) {
    List<double[]> rows = new ArrayList<>();
    List<String> models = new ArrayList<>();
    RandomGenerator random = new Seed(5).child("counts").generator();
    for (double n : new double[] {1e8, 3e8, 1e9, 3e9, 1e10}) {
      for (double d : new double[] {2e9, 1e10, 5e10, 2.5e11}) {
        for (int problem = 0; problem < problems; problem++) {
          rows.add(row(n, d, random));
          models.add("N=%s D=%s".formatted(n, d));
        }
      }
    }
    Observations all = table(rows, models);
    return new Imported(
        heldOut
            ? new Split(
                all.where(row -> all.value(row, "N") < 1e10),
                all.where(row -> all.value(row, "N") >= 1e10),
                "N >= 1e10")
            : Split.none(all),
        List.of(),
        0,
        List.of());
  }

  private static double[] row(double n, double d, RandomGenerator random) {
    double loss = PowerSum.value(TRUTH.surface(), n / 1e9, d / 1e10);
    double mu = TRUTH.theta().get(2) / (1 + Math.exp(TRUTH.theta().get(1) * (loss - 1.5)));
    double nu = Math.exp(TRUTH.theta().get(3) + TRUTH.theta().get(4) * loss);
    double a = gamma(mu * nu, random);
    double p = a / (a + gamma((1 - mu) * nu, random));
    int samples = 0;
    int correct = 0;
    while (samples < 640 && (correct < 5 || samples < 128)) {
      samples++;
      correct += random.nextDouble() < p ? 1 : 0;
    }
    return new double[] {n, d, samples, correct, loss};
  }

  /** Marsaglia and Tsang (2000), with their boost below shape 1. */
  private static double gamma(double shape, RandomGenerator random) {
    if (shape < 1) {
      return gamma(shape + 1, random) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + x / Math.sqrt(9 * d), 3);
      if (v > 0 && Math.log(random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }

  private static Observations table(List<double[]> rows, List<String> models) {
    double[][] columns =
        IntStream.range(0, 5)
            .mapToObj(j -> rows.stream().mapToDouble(row -> row[j]).toArray())
            .toArray(double[][]::new);
    return Observations.of(
        List.of(Variable.N, Variable.D, CountTable.SAMPLES, CountTable.CORRECT, Variable.L),
        columns,
        Map.of(
            "model",
            models,
            "problem",
            IntStream.range(0, rows.size()).mapToObj(i -> "p" + i).toList()),
        rows.stream().map(row -> Observations.Origin.COMPUTED).toList(),
        Provenance.NONE);
  }

  @Test
  void theGradientIsThatOfDifferences() {
    List<Checkpoint> checkpoints = Checkpoint.of(counts(20, false).observations());
    for (LossOption loss : List.of(new LossOption.Joint(), new LossOption.Column())) {
      CountLikelihood likelihood = CountLikelihood.of(checkpoints, loss);
      double[] x =
          Arrays.copyOf(
              new double[] {0.9, 0.1, -0.5, 1.2, 0.2, 0.3, 0.3, 0.5}, likelihood.dimension());
      double[] gradient = new double[x.length];
      likelihood.value(x, gradient);
      double[] unused = new double[x.length];
      for (int j = 0; j < x.length; j++) {
        double[] up = x.clone();
        double[] down = x.clone();
        up[j] += 1e-5;
        down[j] -= 1e-5;
        double slope = (likelihood.value(up, unused) - likelihood.value(down, unused)) / 2e-5;
        assertThat(gradient[j]).isCloseTo(slope, within(1e-5 * Math.max(10, Math.abs(slope))));
      }
    }
  }

  @Test
  void aKnownLawIsRecoveredFromStoppedSamples() {
    Findings findings =
        Fitter.withDefaults()
            .withOption("approach", "2")
            .withUncertainty(Uncertainty.Bootstrap.ofRows(30, 0.9))
            .run(new TrainToTestAnalysis(), counts(300, true));
    JointLaw fitted = JointLaw.of(2, findings.parameters()).orElseThrow();
    for (double n : new double[] {1e8, 1e9, 1e10}) {
      for (double k : new double[] {1, 16, 300.5}) {
        double expected = TRUTH.passAtK(n, 1e11, k);
        assertThat(fitted.passAtK(n, 1e11, k)).isCloseTo(expected, within(0.12 * expected));
      }
    }
    Estimate slope =
        findings.parameters().stream()
            .filter(each -> each.name().equals("lossAlpha"))
            .findFirst()
            .orElseThrow();
    assertThat(slope.low()).isPresent();
  }

  @Test
  void aLossThatIsGivenIsUsedAndOneThatIsMissingIsNamed() {
    Imported data = counts(100, false);
    Fitter fitter = Fitter.withDefaults().withOption("approach", "2");
    double byColumn =
        fitter
            .withOption("loss", "column")
            .run(new TrainToTestAnalysis(), data)
            .objective()
            .orElseThrow()
            .value();
    double b = 1.5 * Math.pow(1e10, 0.4);
    double byConstants =
        fitter
            .withOption("loss", "E=0,A=%s,alpha=0.4,B=%s,beta=0.4".formatted(Math.pow(1e9, 0.4), b))
            .run(new TrainToTestAnalysis(), data)
            .objective()
            .orElseThrow()
            .value();
    double joint = fitter.run(new TrainToTestAnalysis(), data).objective().orElseThrow().value();
    assertThat(byConstants).isCloseTo(byColumn, within(1e-4));
    assertThat(joint).isLessThan(byColumn);
    assertThatThrownBy(() ->
            fitter
                .withOption("loss", "column")
                .run(new TrainToTestAnalysis(), PythiaLadder.nothingHeldOut()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no column L");
    assertThatThrownBy(
            () -> fitter.withOption("loss", "E=1,A=2").run(new TrainToTestAnalysis(), data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected joint, column or constants");
  }

  @Test
  void checkpointsAreResampledByModelOrByRun() {
    Fitter fitter = Fitter.withDefaults().withOption("approach", "1");
    Imported data = counts(120, false);
    double[] widths = new double[2];
    String[] clusters = {"model", "N"};
    for (int i = 0; i < 2; i++) {
      Findings findings =
          fitter
              .withUncertainty(new Uncertainty.Bootstrap(clusters[i], 40, 0.9))
              .run(new TrainToTestAnalysis(), data);
      widths[i] = findings.parameters().get(2).standardError().orElseThrow();
    }
    assertThat(widths[0]).isNotEqualTo(widths[1]);
    assertThatThrownBy(() ->
            fitter
                .withUncertainty(new Uncertainty.Bootstrap("seed", 40, 0.9))
                .run(new TrainToTestAnalysis(), data))
        .hasMessageContaining("not by seed");
  }

  @Test
  void aModelOfTwoSizesIsRefused() {
    Observations table =
        table(
            List.of(new double[] {1e9, 1e10, 10, 2, 2}, new double[] {2e9, 1e10, 10, 2, 2}),
            List.of("m", "m"));
    assertThatThrownBy(() -> Checkpoint.of(table))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a model is one checkpoint");
  }
}
