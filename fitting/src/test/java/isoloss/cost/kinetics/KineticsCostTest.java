package isoloss.cost.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import isoloss.data.Values;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KineticsCostTest {
  /** Printed with nine digits: half a unit of the last at a leading 1. */
  private static final double NINE_DIGITS = 5.1e-7;

  private static final CostModel DENSE = CostModel.published();
  private static final Attention TOP_512 = new Attention.TopK(512);
  private static final Attention BLOCKS = new Attention.BlockTopK(0, 32, 16, true);

  /**
   * Tera, prompt 256 tokens: model, output tokens, samples, compute, I memory, total, top-512 as
   * published, top-512 exact, blocks 32 x 16. Double precision from the repository's formulas
   * (Infini-AI-Lab/Kinetics af7fa575).
   */
  private static final String REFERENCE =
      """
        Qwen3-0.6B 2048 1 3.68148742 169.114337 172.795825 73.0878905 68.8449997 71.4968064
        Qwen3-0.6B 2048 32 117.807597 4363.1499 4480.9575 2338.8125 2203.03999 2271.51485
        Qwen3-0.6B 32768 1 174.35252 35175.7822 35350.1347 1137.58457 1133.34168 1684.91748
        Qwen3-0.6B 32768 32 5579.28063 1108848.89 1114428.17 36402.7061 36266.9336 53655.2322
        Qwen3-1.7B 2048 1 8.91617542 169.114337 178.030513 78.3225785 74.0796877 76.7314944
        Qwen3-1.7B 2048 32 285.317613 4363.1499 4648.46752 2506.32251 2370.55001 2439.02487
        Qwen3-1.7B 32768 1 258.107528 35175.7822 35433.8897 1221.33957 1217.09668 1768.67249
        Qwen3-1.7B 32768 32 8259.44089 1108848.89 1117108.33 39082.8664 38947.0939 56335.3925
        Qwen3-4B 2048 1 18.0121082 217.432719 235.444828 106.794719 101.320247 104.741792
        Qwen3-4B 2048 32 576.387463 5609.76416 6186.15162 3417.43102 3242.24789 3330.67355
        Qwen3-4B 32768 1 585.061871 45226.0056 45811.0675 1667.65696 1662.18249 2373.86394
        Qwen3-4B 32768 32 18721.9799 1425662.85 1444384.83 53365.0229 53189.8398 75626.6254
        Qwen3-8B 2048 1 35.0924282 217.432719 252.525148 123.875039 118.400567 121.822112
        Qwen3-8B 2048 32 1122.9577 5609.76416 6732.72186 3964.00126 3788.81813 3877.24379
        Qwen3-8B 32768 1 858.346991 45226.0056 46084.3526 1940.94208 1935.46761 2647.14906
        Qwen3-8B 32768 32 27467.1037 1425662.85 1453129.96 62110.1467 61934.9636 84371.7493
        Qwen3-14B 2048 1 62.6454036 241.59191 304.237314 161.04042 154.946935 158.755363
        Qwen3-14B 2048 32 2004.65292 6233.07129 8237.72421 5153.29344 4958.30193 5056.76741
        Qwen3-14B 32768 1 1414.64332 50251.1174 51665.7607 2530.94558 2524.8521 3317.00513
        Qwen3-14B 32768 32 45268.5862 1584069.84 1629338.42 80990.2587 80795.2672 105769.697
        Qwen3-32B 2048 1 139.682518 386.547057 526.229575 295.903364 286.102248 292.227945
        Qwen3-32B 2048 32 4469.84058 9972.91406 14442.7546 9468.90764 9155.27194 9313.8475
        Qwen3-32B 32768 1 3290.45145 80401.7878 83692.2392 4660.94545 4651.14434 5925.28933
        Qwen3-32B 32768 32 105294.446 2534511.74 2639806.19 149150.254 148836.619 189010.111
      """;

  static Stream<String> reference() {
    return REFERENCE.lines().map(String::strip).filter(line -> !line.isEmpty());
  }

  private static ServedModel qwen3(String name) {
    return ModelFamily.QWEN3.members().stream()
        .map(member -> member.served(ModelFamily.Count.PUBLISHED))
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("reference")
  void everyRowOfTheReferenceTableIsReached(String row) {
    String[] cell = row.split(" ");
    ServedModel model = qwen3(cell[0]);
    Workload work = new Workload(256, Double.parseDouble(cell[1]), Double.parseDouble(cell[2]));
    Cost dense = DENSE.cost(model, work);
    assertThat(dense.flops()).isCloseTo(tera(cell[3]), withPercentage(NINE_DIGITS));
    assertThat(dense.memoryFlops()).isCloseTo(tera(cell[4]), withPercentage(NINE_DIGITS));
    assertThat(dense.equivalentFlops()).isCloseTo(tera(cell[5]), withPercentage(NINE_DIGITS));
    CostModel topK = DENSE.with(TOP_512);
    assertThat(topK.with(Attention.Sum.AS_PUBLISHED).cost(model, work).equivalentFlops())
        .isCloseTo(tera(cell[6]), withPercentage(NINE_DIGITS));
    assertThat(topK.cost(model, work).equivalentFlops())
        .isCloseTo(tera(cell[7]), withPercentage(NINE_DIGITS));
    CostModel blocks = DENSE.with(BLOCKS);
    assertThat(blocks.with(Attention.Sum.AS_PUBLISHED).cost(model, work).equivalentFlops())
        .isCloseTo(tera(cell[8]), withPercentage(NINE_DIGITS));
    assertThat(blocks.cost(model, work).equivalentFlops())
        .isCloseTo(tera(cell[8]), withPercentage(NINE_DIGITS));
  }

  private static double tera(String text) {
    return Double.parseDouble(text) * Cost.TERA;
  }

  @Test
  void secondsAreThoseOfAMachineAtItsPeak() {
    Cost cost = DENSE.cost(qwen3("Qwen3-0.6B"), new Workload(256, 2048, 1));
    assertThat(cost.seconds(Machine.B200)).isCloseTo(.0383990722, offset(5e-11));
    assertThat(Machine.B200.flopPerByte()).isEqualTo(562.5);
  }

  @Test
  void lengthsAtWhichAttentionCostsAsMuchAsTheLinearLayers() {
    double[] printed = {46.46, 125.42, 192.50, 392.18, 635.41, 876.21};
    for (int i = 0; i < printed.length; i++) {
      ServedModel model = ModelFamily.QWEN3.members().get(i).served(ModelFamily.Count.PUBLISHED);
      double length = model.balancedLength(562.5);
      assertThat(length).isCloseTo(printed[i], offset(.005));
      Cost cost = DENSE.cost(model, new Workload(0, length, 1));
      double linear = 2 * model.activeParameters() * length;
      assertThat(cost.equivalentFlops()).isCloseTo(2 * linear, withPercentage(1e-10));
    }
  }

  @Test
  void largeModelsAreCheapRelativeToTheirSizeOnceMemoryIsCharged() {
    ServedModel small = qwen3("Qwen3-0.6B");
    ServedModel large = qwen3("Qwen3-32B");
    Cost shortSmall = DENSE.cost(small, new Workload(256, 1024, 1));
    Cost shortLarge = DENSE.cost(large, new Workload(256, 1024, 1));
    Cost longSmall = DENSE.cost(small, new Workload(256, 32768, 1));
    Cost longLarge = DENSE.cost(large, new Workload(256, 32768, 1));
    assertThat(shortLarge.flops() / shortSmall.flops()).isCloseTo(39.95, offset(.005));
    assertThat(longLarge.flops() / longSmall.flops()).isCloseTo(18.87, offset(.005));
    assertThat(shortLarge.equivalentFlops() / shortSmall.equivalentFlops())
        .isCloseTo(3.52, offset(.005));
    assertThat(longLarge.equivalentFlops() / longSmall.equivalentFlops())
        .isCloseTo(2.37, offset(.005));
  }

  @Test
  void cappedSumsEqualTheSumsTheyStandFor() {
    for (int prompt : new int[] {0, 5, 12, 40}) {
      for (int output : new int[] {1, 7, 30}) {
        for (int budget : new int[] {1, 12, 13, 30, 100}) {
          int cap = budget;
          int in = prompt;
          assertThat(StepSum.FROM_ZERO.ofCapped(budget, prompt, output))
              .isEqualTo(IntStream.range(0, output).map(t -> Math.min(cap, in + t)).sum());
          assertThat(StepSum.FROM_ONE.ofCapped(budget, prompt, output))
              .isEqualTo(IntStream.rangeClosed(1, output).map(t -> Math.min(cap, in + t)).sum());
          int fine = 20_000;
          double integral =
              IntStream.range(0, fine)
                      .mapToDouble(i -> Math.min(cap, in + output * (i + .5) / fine))
                      .sum()
                  * output
                  / fine;
          assertThat(StepSum.CONTINUOUS.ofCapped(budget, prompt, output))
              .isCloseTo(integral, withPercentage(1e-4));
        }
      }
    }
  }

  @Test
  void eachInputOfTheModelChangesTheCostByItsTerm() {
    ServedModel model = qwen3("Qwen3-8B");
    Workload work = new Workload(1000, 500, 4);
    Cost base = DENSE.cost(model, work);
    double d = model.cacheElementsPerToken();
    CostModel apart = with(DENSE, 2, false, Optional.empty(), false, StepSum.CONTINUOUS);
    assertThat(apart.cost(model, work).bytes() - base.bytes())
        .isCloseTo(2 * d * 1000 * 500 * 3, withPercentage(1e-9));
    CostModel eightBit = with(DENSE, 1, true, Optional.empty(), false, StepSum.CONTINUOUS);
    assertThat(eightBit.cost(model, work).bytes()).isEqualTo(base.bytes() / 2);
    CostModel prefill = with(DENSE, 2, true, Optional.empty(), true, StepSum.CONTINUOUS);
    assertThat(prefill.cost(model, work).flops() - base.flops())
        .isCloseTo(
            2 * model.activeParameters() * 1000 + 2e6 * model.queryWidth(), withPercentage(1e-6));
    assertThat(prefill.cost(model, work).bytes() - base.bytes())
        .isCloseTo(2 * d * 1000, withPercentage(1e-6));
    CostModel reads =
        with(
            DENSE,
            2,
            true,
            Optional.of(new CostModel.ParameterReads(2, 8)),
            false,
            StepSum.CONTINUOUS);
    assertThat(reads.cost(model, work).bytes() - base.bytes())
        .isCloseTo(2 * model.activeParameters() * 500 * 4 / 8, withPercentage(1e-9));
    CostModel discrete = with(DENSE, 2, true, Optional.empty(), false, StepSum.FROM_ONE);
    assertThat(discrete.cost(model, work).flops() - base.flops())
        .isCloseTo(4 * model.queryWidth() * 250 * 4, withPercentage(1e-6));
    assertThat(new Price(2e-6, 8e-6).of(work)).isCloseTo(2e-3 + 16e-3, offset(1e-15));
  }

  @Test
  void aRooflineIsTheSlowerOfTheTwo() {
    CostModel roofline =
        new CostModel(
            Machine.B200,
            2,
            true,
            Optional.empty(),
            false,
            CostModel.Combination.ROOFLINE,
            StepSum.CONTINUOUS,
            new Attention.Dense(),
            Attention.Sum.EXACT);
    Cost cost = roofline.cost(qwen3("Qwen3-32B"), new Workload(256, 32768, 1));
    assertThat(cost.equivalentFlops()).isEqualTo(Math.max(cost.flops(), cost.memoryFlops()));
  }

  private static CostModel with(
      CostModel base,
      double bytes,
      boolean shared,
      Optional<CostModel.ParameterReads> reads,
      boolean prefill,
      StepSum sum) {
    return new CostModel(
        base.machine(),
        bytes,
        shared,
        reads,
        prefill,
        base.combination(),
        sum,
        base.attention(),
        base.sparseSum());
  }

  @Test
  void aSetOfLengthsCostsTheMeanOfItsCosts() {
    ServedModel model = qwen3("Qwen3-4B");
    Cost mean = DENSE.meanCost(model, 256, Values.of(1000, 9000), 2);
    double low = DENSE.cost(model, new Workload(256, 1000, 2)).equivalentFlops();
    double high = DENSE.cost(model, new Workload(256, 9000, 2)).equivalentFlops();
    assertThat(mean.equivalentFlops()).isCloseTo((low + high) / 2, withPercentage(1e-10));
    assertThat(mean.equivalentFlops())
        .isGreaterThan(DENSE.cost(model, new Workload(256, 5000, 2)).equivalentFlops() * 1.5);
  }

  @Test
  void aBudgetThatIsNeverReachedCostsAsMuchAsDenseAttentionWithoutSharing() {
    ServedModel model = qwen3("Qwen3-8B");
    Workload work = new Workload(256, 1024, 1);
    CostModel topK = DENSE.with(new Attention.TopK(4096));
    assertThat(topK.cost(model, work)).isEqualTo(DENSE.cost(model, work));
    assertThat(topK.with(Attention.Sum.AS_PUBLISHED).cost(model, work).equivalentFlops())
        .isGreaterThan(DENSE.cost(model, work).equivalentFlops());
  }

  @Test
  void smoothBlocksDropTheFloorAlone() {
    ServedModel model = qwen3("Qwen3-0.6B");
    Workload work = new Workload(256, 2050, 3);
    double floors = DENSE.with(BLOCKS).cost(model, work).equivalentFlops();
    CostModel smooth = DENSE.with(new Attention.BlockTopK(0, 32, 16, false));
    assertThat(smooth.cost(model, work).equivalentFlops())
        .isGreaterThan(floors)
        .isCloseTo(floors, withPercentage(1));
  }

  @Test
  void expertsAreReadAsOftenAsTheBatchTouchesThem() {
    ServedModel model = qwen3("Qwen3-30B-A3B");
    assertThat(model.parametersRead(1)).isCloseTo(3.3e9, withPercentage(1e-9));
    assertThat(model.parametersRead(1e6)).isCloseTo(30.5e9, withPercentage(1));
    assertThat(qwen3("Qwen3-8B").parametersRead(64)).isEqualTo(8.19e9);
  }

  @Test
  void impossibleInputsAreRefusedWithTheirValue() {
    assertThatThrownBy(() -> new Workload(256, 0, 1)).hasMessageContaining("output tokens 0.0");
    assertThatThrownBy(() -> new Machine(-1, 1)).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> new Attention.TopK(0)).hasMessageContaining("0.0");
    assertThatThrownBy(() -> new CostModel.ParameterReads(2, 0)).hasMessageContaining("batch");
    assertThatThrownBy(() ->
            with(DENSE, 2, true, Optional.empty(), false, StepSum.FROM_ONE)
                .with(Attention.Sum.AS_PUBLISHED))
        .hasMessageContaining("continuous");
    assertThat(List.of(StepSum.values())).hasSize(3);
  }
}
