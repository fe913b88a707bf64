package isoloss.law.speculative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import isoloss.data.Imported;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Split;
import isoloss.data.Variable;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.law.PublicData;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Thirty vLLM runs and Spec-Bench's leader board (public data). Numbers: worked out apart from this
 * code, in double precision.
 */
class SpeculativeReferenceTest {
  private static final String RUNS = "vllm-specdec/runs.csv";
  private static final String POSITIONS = "vllm-specdec/accepted_by_pos.csv";
  private static final String BOARD = "specbench/leaderboard.csv";

  private static Imported table(
      String file, Map<Variable, String> numbers, Map<String, String> labels) {
    List<String[]> lines = PublicData.read(file);
    List<String> header = List.of(lines.getFirst());
    List<String[]> rows = lines.subList(1, lines.size());
    double[][] columns =
        numbers.values().stream()
            .map(column -> rows.stream().mapToDouble(row -> number(row, header, column)).toArray())
            .toArray(double[][]::new);
    Map<String, List<String>> texts = new LinkedHashMap<>();
    labels.forEach((label, column) ->
        texts.put(label, rows.stream().map(row -> row[header.indexOf(column)]).toList()));
    return new Imported(
        Split.none(
            Observations.of(
                List.copyOf(numbers.keySet()),
                columns,
                texts,
                Collections.nCopies(rows.size(), Observations.Origin.COMPUTED),
                Provenance.NONE)),
        List.of(),
        0,
        List.of());
  }

  private static double number(String[] row, List<String> header, String column) {
    if (column.equals("1")) {
      return 1;
    }
    String cell = row[header.indexOf(column.replace(" - 1", ""))];
    return (cell.isEmpty() ? 0 : Double.parseDouble(cell)) - (column.endsWith(" - 1") ? 1 : 0);
  }

  private static final Map<String, String> SETTING =
      Map.of("dataset", "dataset", "model", "model", "method", "method");

  private static Imported positions() {
    Map<Variable, String> numbers = new LinkedHashMap<>();
    numbers.put(CounterRoles.ROUNDS, "drafts");
    numbers.put(CounterRoles.ACCEPTED, "accepted");
    numbers.put(CounterRoles.POSITION, "pos");
    return table(POSITIONS, numbers, SETTING);
  }

  private static Imported runs() {
    Map<Variable, String> numbers = new LinkedHashMap<>();
    numbers.put(CounterRoles.ROUNDS, "drafts");
    numbers.put(CounterRoles.ACCEPTED, "accepted_tokens");
    numbers.put(CounterRoles.GENERATED, "generation_tokens");
    numbers.put(CounterRoles.SECONDS, "decode_seconds");
    numbers.put(CounterRoles.REPORTED, "mean_accepted_per_draft");
    return table(RUNS, numbers, SETTING);
  }

  private static Imported board() {
    Map<Variable, String> numbers = new LinkedHashMap<>();
    numbers.put(CounterRoles.ROUNDS, "1");
    numbers.put(CounterRoles.ACCEPTED, "mean_accepted_tokens - 1");
    numbers.put(CounterRoles.SPEED_UP, "overall_speedup");
    return table(BOARD, numbers, Map.of("device", "device", "model", "target", "method", "method"));
  }

  private static final Map<String, Findings> ANALYSED = new HashMap<>();

  /** Each table is worked out once for the many rows that are looked up in it. */
  private static Findings analysed(String file, Supplier<Imported> data, String draftLengths) {
    return ANALYSED.computeIfAbsent(
        file + draftLengths, each -> analysed(data.get(), draftLengths));
  }

  private static Findings analysed(Imported data, String draftLengths) {
    return Fitter.withDefaults()
        .withOption("draft-lengths", draftLengths)
        .run(new SpeculativeDecoding(), data);
  }

  private static int row(Findings.Table table, String... setting) {
    return IntStream.range(0, table.size())
        .filter(i ->
            table.texts("dataset").get(i).equals(setting[0])
                && table.texts("model").get(i).equals(setting[1])
                && table.texts("method").get(i).equals(setting[2]))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "defects4j, L31-70B-I, eagle3, 3, 113957, 1.34946, 1.34946, 1.0000, 0.26157, 453.63, 0.82658, 1.6326",
    "defects4j, L31-70B-I, ngram, 5, 26407, 4.76836, 2.82921, 0.4854, 0.91694, 939.71, 1.67497, 1.6891",
    "defects4j, L31-70B-I, suffix, 14, 33796, 4.55498, 4.59293, 1.0107, NaN, NaN, 1.69538, 2.7091",
    "defects4j, L31-8B-I, eagle3, 3, 86909, 2.55511, 2.55712, 1.0013, 0.70200, 196.36, 1.55477, 1.6447",
    "defects4j, L31-8B-I, ngram, 5, 40576, 4.23102, 2.47018, 0.4550, 0.87663, 5282.52, 1.77866, 1.3888",
    "defects4j, L31-8B-I, suffix, 14, 53299, 4.17717, 4.14881, 0.9911, NaN, NaN, 2.74137, 1.5134",
    "defects4j, Qwen3-30B-A3B-I-2507, eagle3, 3, 68747, 2.56948, 2.57952, 1.0064, 0.70796, 27.34, 0.55215, 4.6718",
    "defects4j, Qwen3-30B-A3B-I-2507, ngram, 5, 31407, 4.37501, 2.51047, 0.4475, 0.88123, 893.65, 1.35898, 1.8473",
    "defects4j, Qwen3-30B-A3B-I-2507, suffix, 14, 42675, 4.13572, 4.11456, 0.9933, NaN, NaN, 1.53124, 2.6871",
    "defects4j, Qwen3-32B, eagle3, 3, 56720, 3.10108, 3.10572, 1.0022, 0.82944, 92.72, 1.20651, 2.5741",
    "defects4j, Qwen3-32B, ngram, 5, 31407, 4.40265, 2.55629, 0.4574, 0.88469, 1075.27, 1.87359, 1.3644",
    "defects4j, Qwen3-32B, suffix, 14, 40573, 4.32874, 4.32203, 0.9980, NaN, NaN, 2.61302, 1.6540",
    "human-eval, L31-70B-I, eagle3, 3, 28988, 2.27304, 2.27190, 0.9991, 0.62878, 50.48, 1.41014, 1.6111",
    "human-eval, L31-70B-I, ngram, 5, 5104, 3.39734, 1.23543, 0.0982, 0.77723, 210.51, 0.98775, 1.2507",
    "human-eval, L31-70B-I, suffix, 14, 31685, 1.99855, 1.93662, 0.9380, NaN, NaN, 1.12957, 1.7145",
    "human-eval, L31-8B-I, eagle3, 3, 22161, 3.10916, 3.12401, 1.0070, 0.82692, 180.04, 2.18613, 1.4290",
    "human-eval, L31-8B-I, ngram, 5, 5364, 3.81245, 1.30466, 0.1083, 0.82854, 282.58, 1.15515, 1.1294",
    "human-eval, L31-8B-I, suffix, 14, 29633, 2.13175, 2.06153, 0.9380, NaN, NaN, 1.62760, 1.2666",
    "human-eval, Qwen3-30B-A3B-I-2507, eagle3, 3, 32371, 2.92836, 2.93518, 1.0035, 0.79529, 1.48, 0.53811, 5.4546",
    "human-eval, Qwen3-30B-A3B-I-2507, ngram, 5, 10496, 3.56698, 1.38482, 0.1499, 0.79645, 676.65, 0.99416, 1.3930",
    "human-eval, Qwen3-30B-A3B-I-2507, suffix, 14, 46235, 1.90808, 1.85523, 0.9418, NaN, NaN, 1.03237, 1.7971",
    "human-eval, Qwen3-32B, eagle3, 3, 19937, 2.98631, 2.99562, 1.0047, 0.80247, 105.68, 1.94331, 1.5415",
    "human-eval, Qwen3-32B, ngram, 5, 4793, 3.88838, 1.30876, 0.1069, 0.83979, 383.43, 1.16785, 1.1206",
    "human-eval, Qwen3-32B, suffix, 14, 28811, 2.10437, 2.01691, 0.9208, NaN, NaN, 1.55872, 1.2939",
    "mtbench, Qwen3-30B-A3B-I-2507, eagle3, 3, 37772, 2.26954, 2.27105, 1.0012, 0.63385, 232.13, 0.65504, 3.4671",
    "mtbench, Qwen3-30B-A3B-I-2507, ngram, 5, 5132, 2.81703, 1.12188, 0.0671, 0.69673, 435.06, 0.84940, 1.3208",
    "mtbench, Qwen3-30B-A3B-I-2507, suffix, 14, 52377, 1.40182, 1.33164, 0.8253, NaN, NaN, 0.73952, 1.8007",
    "mtbench, Qwen3-32B, eagle3, 3, 30852, 2.55672, 2.55955, 1.0018, 0.70283, 55.71, 1.71474, 1.4927",
    "mtbench, Qwen3-32B, ngram, 5, 4967, 2.72176, 1.12148, 0.0706, 0.67760, 292.50, 0.99967, 1.1219",
    "mtbench, Qwen3-32B, suffix, 14, 48369, 1.43859, 1.36532, 0.8329, NaN, NaN, 1.07570, 1.2692"
  })
  void everyRunHasItsTokensItsAcceptanceAndItsCost(
      String dataset,
      String model,
      String method,
      int gamma,
      double rounds,
      double tokensPerRound,
      double tokensPerStep,
      double share,
      double alpha,
      double likelihoodRatio,
      double speedUp,
      double cost) {
    Findings.Table costs =
        analysed(RUNS, SpeculativeReferenceTest::runs, "auto").table("roundCost");
    int at = row(costs, dataset, model, method);
    assertThat(costs.number(at, "rounds")).isEqualTo(rounds);
    assertThat(costs.number(at, "tokensPerRound")).isCloseTo(tokensPerRound, offset(5.1e-6));
    assertThat(costs.number(at, "tokensPerStep")).isCloseTo(tokensPerStep, offset(5.1e-6));
    assertThat(costs.number(at, "draftingShare")).isCloseTo(share, offset(5.1e-5));
    assertThat(costs.number(at, "speedUp")).isCloseTo(speedUp, offset(5.1e-6));
    assertThat(costs.number(at, "cost")).isCloseTo(cost, offset(5.1e-5));
    assertThat(costs.texts("bonus").get(at)).isEqualTo("without");

    Findings.Table fixed =
        analysed(POSITIONS, SpeculativeReferenceTest::positions, "fixed").table("acceptance");
    at = row(fixed, dataset, model, method);
    assertThat(fixed.number(at, "gamma")).isEqualTo(gamma);
    assertThat(fixed.number(at, "tokensPerRound")).isCloseTo(tokensPerRound, offset(5.1e-6));
    if (!Double.isNaN(alpha)) {
      assertThat(fixed.number(at, "alpha")).isCloseTo(alpha, offset(5.1e-6));
      assertThat(fixed.number(at, "likelihoodRatio")).isCloseTo(likelihoodRatio, offset(5.1e-3));
      assertThat(fixed.number(at, "degreesOfFreedom")).isEqualTo(gamma - 1);
    }
    Findings.Table refusing =
        analysed(POSITIONS, SpeculativeReferenceTest::positions, "auto").table("acceptance");
    at = row(refusing, dataset, model, method);
    assertThat(refusing.texts("refused").get(at).isEmpty()).isEqualTo(method.equals("eagle3"));
    assertThat(Double.isNaN(refusing.number(at, "alpha"))).isEqualTo(!method.equals("eagle3"));
  }

  @Test
  void oneAcceptanceIsTenableForOneRunOfTenAndStillGivesTheTokens() {
    Findings findings = analysed(POSITIONS, SpeculativeReferenceTest::positions, "auto");
    Findings.Table table = findings.table("acceptance");
    int[] eagle =
        IntStream.range(0, table.size())
            .filter(i -> table.texts("method").get(i).equals("eagle3"))
            .toArray();
    assertThat(eagle).hasSize(10);
    int[] tenable = Arrays.stream(eagle).filter(i -> table.number(i, "pValue") >= 0.05).toArray();
    assertThat(tenable).containsExactly(row(table, "human-eval", "Qwen3-30B-A3B-I-2507", "eagle3"));
    assertThat(Arrays.stream(eagle).mapToDouble(i -> Math.abs(table.number(i, "tokensError"))))
        .allSatisfy(error -> assertThat(error).isLessThan(0.011));
    assertThat(findings.diagnostics())
        .extracting("code")
        .contains("drafts-of-varying-length", "acceptance-varies", "rounds-taken-as-independent");
  }

  @ParameterizedTest
  @CsvSource({
    "eagle3, .196, .697, .199, .698, .198",
    "ngram, .202, .3615, .190, .387, .099",
    "suffix, .198, .580, .181, .519, .192"
  })
  void costsCarryOverToOtherDataSetsOnlyRoughly(
      String method,
      double median,
      double greatest,
      double byRounds,
      double greatestByRounds,
      double twoStates) {
    Findings.Table errors =
        analysed(RUNS, SpeculativeReferenceTest::runs, "auto").table("transferErrors");
    int at = errors.texts("group").indexOf(method);
    assertThat(errors.number(at, "n")).isEqualTo(10);
    assertThat(errors.number(at, "median")).isCloseTo(median, offset(5.1e-4));
    assertThat(errors.number(at, "greatest")).isCloseTo(greatest, offset(5.1e-4));
    assertThat(errors.number(at, "medianByRounds")).isCloseTo(byRounds, offset(5.1e-4));
    assertThat(errors.number(at, "greatestByRounds")).isCloseTo(greatestByRounds, offset(5.1e-4));
    assertThat(errors.number(at, "medianTwoStates")).isCloseTo(twoStates, offset(5.1e-4));
  }

  @Test
  void runsWithoutACounterOfDraftsAreLeftOutAndNamed() {
    Findings findings = analysed(RUNS, SpeculativeReferenceTest::runs, "auto");
    assertThat(findings.table("roundCost").size()).isEqualTo(30);
    assertThat(findings.diagnostics())
        .filteredOn("code", "run-left-out")
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.message()).contains("mlp"));
  }

  @ParameterizedTest
  @CsvSource({
    "SAMD[EAGLE2], 4.58, 2.73, 1.6777, 4.61, 2.38, 1.9370, 0.155",
    "EAGLE2, 4.34, 2.36, 1.8390, 4.35, 2.19, 1.9863, 0.080",
    "Recycling, 2.73, 2.22, 1.2297, 2.73, 1.40, 1.9500, 0.586",
    "EAGLE, 3.58, 2.10, 1.7048, 3.57, 2.03, 1.7586, 0.032",
    "Hydra, 3.26, 2.07, 1.5749, 3.26, 1.91, 1.7068, 0.084",
    "Medusa, 2.31, 1.71, 1.3509, 2.32, 1.44, 1.6111, 0.193",
    "PLD, 1.75, 1.66, 1.0542, 1.73, 1.64, 1.0549, 0.001",
    "SpS, 2.28, 1.52, 1.5000, 2.28, 1.79, 1.2737, -0.151",
    "REST, 1.82, 1.48, 1.2297, 1.63, 1.28, 1.2734, 0.036",
    "Lookahead, 1.64, 1.34, 1.2239, 1.64, 1.13, 1.4513, 0.186"
  })
  void theSpeedUpOnOneDeviceFollowsFromTheCostOnAnother(
      String method,
      double tauA100,
      double speedUpA100,
      double costA100,
      double tau3090,
      double speedUp3090,
      double cost3090,
      double error) {
    Findings findings = analysed(BOARD, SpeculativeReferenceTest::board, "auto");
    Findings.Table costs = findings.table("roundCost");
    int a100 = boardRow(costs, "A100", method);
    int old = boardRow(costs, "3090", method);
    assertThat(costs.number(a100, "tokensPerStep")).isCloseTo(tauA100, offset(1e-12));
    assertThat(costs.number(a100, "speedUp")).isEqualTo(speedUpA100);
    assertThat(costs.number(a100, "cost")).isCloseTo(costA100, offset(5.1e-5));
    assertThat(costs.number(old, "tokensPerStep")).isCloseTo(tau3090, offset(1e-12));
    assertThat(costs.number(old, "speedUp")).isEqualTo(speedUp3090);
    assertThat(costs.number(old, "cost")).isCloseTo(cost3090, offset(5.1e-5));
    Findings.Table transfer = findings.table("transfer");
    assertThat(transfer.number(boardRow(transfer, "3090", method), "error"))
        .isCloseTo(error, offset(5.1e-4));
  }

  @Test
  void theMedianErrorBetweenDevicesIsAboutATenth() {
    Findings.Table errors =
        analysed(BOARD, SpeculativeReferenceTest::board, "auto").table("transferErrors");
    int at = errors.texts("group").indexOf("3090");
    assertThat(errors.number(at, "n")).isEqualTo(10);
    assertThat(errors.number(at, "median")).isCloseTo(0.117, offset(5.1e-4));
  }

  private static int boardRow(Findings.Table table, String device, String method) {
    return IntStream.range(0, table.size())
        .filter(i ->
            table.texts("device").get(i).equals(device)
                && table.texts("model").get(i).equals("Vicuna-7B-v1.3")
                && table.texts("method").get(i).equals(method))
        .findFirst()
        .orElseThrow();
  }
}
