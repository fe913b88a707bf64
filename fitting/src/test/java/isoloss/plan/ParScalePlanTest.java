package isoloss.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fit;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import isoloss.law.Chinchilla;
import isoloss.law.ParScale;
import isoloss.law.ParScaleAdditive;
import isoloss.law.PublicData;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParScalePlanTest {
  private static final ParallelLoss STACK = ParallelLoss.published("stack");

  private static Findings measured() {
    return ParallelPlan.withDefaults(STACK)
        .withRuns(PublicData.parscale("stack_v2_python"))
        .findings(42, "");
  }

  private static int row(Findings.Table table, String source, double base, int p, int batch) {
    return IntStream.range(0, table.size())
        .filter(row ->
            table.texts("source").get(row).equals(source)
                && table.number(row, "baseN") == base
                && table.number(row, "P") == p
                && table.number(row, "batch") == batch)
        .findFirst()
        .orElseThrow();
  }

  /** Means over in = out in {64, 128, 256, 512} at batch 1, losses of Stack-V2-Python. */
  @ParameterizedTest
  @CsvSource({"2, 34.0, 16.1", "4, 29.2, 9.6"})
  void streamsAddLessThanTheDenseRouteByTheReferenceFactors(
      int streams, double memory, double latency) {
    Findings.Table table = measured().table("equalLoss");
    int row = row(table, "measured", 1_571_472_384, streams, 1);
    assertThat(table.number(row, "memoryAdvantage")).isCloseTo(memory, within(0.05));
    assertThat(table.number(row, "latencyAdvantage")).isCloseTo(latency, within(0.05));
    if (streams == 4) {
      assertThat(table.number(row, "denseMemoryGiB")).isCloseTo(5.5775, within(5e-5));
      assertThat(table.number(row, "denseLatencySeconds")).isCloseTo(0.78646, within(5e-6));
    }
  }

  @Test
  void whereNoOrdinaryModelWasMeasuredAsGoodNoneIsInvented() {
    Findings found = measured();
    Findings.Table table = found.table("equalLoss");
    int row = row(table, "measured", 4_353_203_200.0, 4, 1);
    assertThat(table.number(row, "denseN")).isNaN();
    assertThat(found.diagnostics()).extracting(Diagnostic::code).contains("no-equal-loss");
  }

  @Test
  void theLawComparesAtTheEquivalentSize() {
    Findings.Table table = measured().table("equalLoss");
    int row = row(table, "law", 1_571_472_384, 4, 1);
    double[] theta = STACK.theta().toArray();
    assertThat(table.number(row, "denseN"))
        .isCloseTo(ParScale.equivalentParameters(theta, 1_583_571_460, 4), within(1.0));
    assertThat(table.number(row, "memoryAdvantage")).isBetween(20.0, 30.0);
    assertThat(table.number(row(table, "law", 1_571_472_384, 8, 8), "latencyAdvantage"))
        .as("the trade flips with the batch")
        .isLessThan(1);
  }

  @Test
  void theFrontHoldsEveryChoiceThatNoOtherDominates() {
    Findings.Table options = measured().table("options");
    assertThat(options.size()).isEqualTo(6 * 4 * 4 * 4);
    int[] workload =
        IntStream.range(0, options.size())
            .filter(row ->
                options.number(row, "batch") == 8 && options.number(row, "inputTokens") == 512)
            .toArray();
    boolean[] found = new boolean[workload.length];
    for (int i = 0; i < workload.length; i++) {
      int mine = workload[i];
      boolean beaten =
          Arrays.stream(workload)
              .anyMatch(other ->
                  other != mine
                      && options.number(other, "loss") <= options.number(mine, "loss")
                      && options.number(other, "latencySeconds")
                          <= options.number(mine, "latencySeconds"));
      found[i] = options.cell(mine, "paretoLatency").equals(Findings.Cell.of(true));
      assertThat(found[i]).isEqualTo(!beaten);
    }
    assertThat(found).contains(true, false);
  }

  @Test
  void aFrontLeavesOutWhatIsDominatedAndWhatIsNotKnown() {
    assertThat(
            Pareto.front(
                List.of(
                    new double[] {1, 3},
                    new double[] {2, 2},
                    new double[] {2, 3},
                    new double[] {2, 2},
                    new double[] {Double.NaN, 0})))
        .containsExactly(true, true, false, true, false);
  }

  @Test
  void sizesAndStreamsForALossAreFoundOrRefusedWithAReason() {
    double target = STACK.at(1_583_571_460, 4);
    Findings found = ParallelPlan.withDefaults(STACK).withTargetLoss(target).findings(42, "");
    Findings.Table inverse = found.table("inverse");
    assertThat(inverse.size()).isEqualTo(6 + 4);
    assertThat(inverse.number(8, "N")).isCloseTo(1_583_571_460, within(10.0));
    assertThat(inverse.texts("remark").get(0)).contains("streams, more than the 64");
    assertThat(inverse.texts("remark").get(5)).isEqualTo("one stream does");
    assertThat(found.isTrusted()).isTrue();
    Findings below = ParallelPlan.withDefaults(STACK).withTargetLoss(0.69).findings(42, "");
    assertThat(below.isTrusted()).isFalse();
    assertThat(below.diagnostics()).anyMatch(d -> d.message().contains("tends to 0.6912"));
  }

  @Test
  void trainingCostsAsManyForwardAndBackwardPassesAsStreams() {
    Findings.Table training = measured().table("training");
    double n = 2_784_937_986.0;
    int row =
        IntStream.range(0, training.size())
            .filter(
                r -> training.number(r, "baseN") == 2_774_773_760.0 && training.number(r, "P") == 2)
            .findFirst()
            .orElseThrow();
    assertThat(training.number(row, "flops") / (6 * n * 42e9 * 2)).isCloseTo(1, within(1e-12));
    assertThat(training.number(row, "flopsRatio"))
        .isCloseTo(2 / (0.3935 * Math.log(2) + 1), within(1e-9));
    assertThat(training.number(row, "extraParameters")).isEqualTo(n - 2_774_773_760.0);
  }

  @Test
  void aFitGivesItsIntervalsAndAnotherFormItsInverse() {
    Fit fit =
        Fitter.withDefaults()
            .withUncertainty(Uncertainty.Bootstrap.ofRows(40, 0.9))
            .fit(new ParScaleAdditive(), PublicData.parscale("pile"));
    ParallelLoss loss = ParallelLoss.of(fit);
    double at = loss.at(1.6e9, 4);
    assertThat(loss.parametersFor(at, 4) / 1.6e9).isCloseTo(1, within(1e-9));
    assertThat(loss.streamsFor(at, 1.6e9)).isCloseTo(4, within(1e-9));
    assertThat(loss.streamsFor(0.5, 1.6e9)).isInfinite();
    Findings.Table options = ParallelPlan.withDefaults(loss).findings(42, "").table("options");
    for (int row = 0; row < options.size(); row++) {
      assertThat(options.number(row, "loss"))
          .isBetween(options.number(row, "lossLow") - 5e-3, options.number(row, "lossHigh") + 5e-3);
    }
    Fit chinchilla = Fitter.withDefaults().fit(new Chinchilla(), PublicData.epoch());
    assertThatThrownBy(() -> ParallelLoss.of(chinchilla))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("need a law of N and P");
  }

  @Test
  void mixedSeriesAreRefused() {
    ParallelPlan plan = ParallelPlan.withDefaults(STACK).withRuns(PublicData.parscale());
    assertThatThrownBy(() -> plan.findings(42, ""))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("36 rows have only 18 pairs");
  }
}
