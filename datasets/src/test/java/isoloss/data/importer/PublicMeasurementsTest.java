package isoloss.data.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.Imported;
import isoloss.data.PublicData;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Counts of the inventory of the public measurements; every file is read without a mapping. */
class PublicMeasurementsTest {
  private static final PoolReader READER = PoolReader.withDefaults();

  private static ImportedPool read(PoolReader reader, String name) {
    ImportedPool imported = reader.read(List.of(PublicData.file(name)));
    assertThat(imported.rejected()).isEmpty();
    return imported;
  }

  private static Pool pool(String name) {
    return read(READER, name).pool();
  }

  private static Map<Kind, Long> kinds(Pool pool) {
    return pool.samples().stream()
        .collect(Collectors.groupingBy(Sample::kind, Collectors.counting()));
  }

  private static int model(Pool pool, String name) {
    return pool.models().indexOf(name);
  }

  private static int sample(Pool pool, String name) {
    return IntStream.range(0, pool.sampleCount())
        .filter(s -> pool.sample(s).name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_wide_matrix_is_complete_and_its_benchmarks_are_sources() {
    ImportedPool imported = read(READER, "openllm-v1/openllm_v1_150.csv");
    Pool pool = imported.pool();

    assertThat(pool.modelCount()).isEqualTo(150);
    assertThat(kinds(pool)).isEqualTo(Map.of(Kind.BINARY, 1260L));
    assertThat(pool.scoreCount()).isEqualTo(189_000);
    assertThat(imported.notes()).isEmpty();
    assertThat(
            pool.samples().stream()
                .collect(Collectors.groupingBy(Sample::source, Collectors.counting())))
        .isEqualTo(
            Map.of(
                "arc",
                317L,
                "gsm8k",
                332L,
                "truthfulqa",
                216L,
                "winogrande",
                196L,
                "mmlu",
                102L,
                "hellaswag",
                97L));
    // model means from .3603 to .8127 (reference, section 16.2)
    double[] means =
        IntStream.range(0, 150)
            .mapToDouble(m -> {
              double[] sum = {0};
              pool.forEachBinarySample(m, (s, value) -> sum[0] += value);
              return sum[0] / 1260;
            })
            .sorted()
            .toArray();
    assertThat(means[0]).isEqualTo(0.360317, org.assertj.core.api.Assertions.within(1e-6));
    assertThat(means[149]).isEqualTo(0.812698, org.assertj.core.api.Assertions.within(1e-6));
  }

  @Test
  void a_table_of_samples_joins_what_it_says() {
    ImportedPool imported =
        read(
            READER.withSampleTable(PublicData.file("openllm-v1/items.csv")),
            "openllm-v1/openllm_v1_150.csv");

    assertThat(imported.notes()).isEmpty();
    assertThat(imported.pool().samples())
        .filteredOn(sample -> sample.source().equals("mmlu"))
        .allSatisfy(sample -> assertThat(sample.attributes()).containsKey("subject"))
        .extracting(sample -> sample.attributes().get("subject"))
        .contains("astronomy");
    assertThat(imported.pool().samples())
        .allSatisfy(
            sample -> assertThat(sample.attributes()).containsEntry("benchmark", sample.source()));
    assertThat(imported.pool().provenance().inputs()).hasSize(2);
  }

  @Test
  void scores_and_battles_of_one_file_share_a_pool() {
    Pool pool = pool("hetero-pool/hetero_pool.csv.gz");

    assertThat(pool.modelCount()).isEqualTo(145);
    assertThat(kinds(pool))
        .isEqualTo(Map.of(Kind.BINARY, 1260L, Kind.NUMERIC, 805L, Kind.PAIRWISE, 818L));
    assertThat(pool.scoreCount()).isEqualTo(29_515 + 46_680);
    assertThat(pool.comparisons()).hasSize(51_535);
    assertThat(pool.samples())
        .allSatisfy(sample -> assertThat(sample.capabilities()).hasSize(1))
        .allSatisfy(sample -> assertThat(sample.attributes()).isEmpty());
  }

  @Test
  void what_is_not_a_number_was_not_measured_and_what_is_out_of_scale_is_named() {
    ImportedPool imported = read(READER, "mteb/mteb_long.csv.gz");
    Pool pool = imported.pool();

    assertThat(pool.modelCount()).isEqualTo(662);
    assertThat(kinds(pool)).isEqualTo(Map.of(Kind.NUMERIC, 1555L));
    assertThat(pool.scoreCount()).isEqualTo(101_858 - 12);
    assertThat(imported.notes())
        .hasSize(3)
        .anySatisfy(note -> assertThat(note).startsWith("12 cells are blank, NaN"))
        .anySatisfy(note ->
            assertThat(note)
                .startsWith("sample GPUSpeedTask: 14 values up to 78556.1")
                .endsWith("--where \"sample <> 'GPUSpeedTask'\""))
        .anySatisfy(note -> assertThat(note).startsWith("sample CPUSpeedTask: 1 value"));

    ImportedPool without =
        read(
            READER.withWhere("sample <> 'GPUSpeedTask' AND role.sample <> 'CPUSpeedTask'"),
            "mteb/mteb_long.csv.gz");
    assertThat(without.filteredOut().getFirst().rows()).isEqualTo(15);
    assertThat(without.pool().sampleCount()).isEqualTo(1553);
    assertThat(without.notes()).hasSize(1);
  }

  @Test
  void a_condition_leaves_one_metric_and_a_sentinel_is_named() {
    ImportedPool all = read(READER, "livecodebench/livecodebench_long.csv.gz");
    assertThat(all.pool().scoreCount()).isEqualTo(47_567);
    assertThat(all.notes())
        .containsExactly(
            "2874 scores in the metric Pass@1-COT of source execution are -1, the only value below"
                + " 0; if that means not measured, leave them out with --where \"score <> -1\"");

    ImportedPool plain =
        read(READER.withWhere("metric <> 'Pass@1-COT'"), "livecodebench/livecodebench_long.csv.gz");
    assertThat(plain.pool().modelCount()).isEqualTo(50);
    assertThat(plain.pool().sampleCount()).isEqualTo(1192);
    assertThat(plain.pool().scoreCount()).isEqualTo(29_844);
    assertThat(plain.filteredOut())
        .containsExactly(new Imported.Filtered("--where metric <> 'Pass@1-COT'", 17_723));
    assertThat(plain.pool().samples())
        .extracting(sample -> sample.attributes().get("difficulty"))
        .contains("easy", "medium", "hard");
    assertThat(plain.pool().samples()).extracting(Sample::source).contains("execution", "repair");
  }

  @Test
  void preferences_become_scores_by_the_catalogue() {
    Pool pool = pool("alpaca-eval/alpaca_eval_long.csv.gz");

    assertThat(pool.modelCount()).isEqualTo(94);
    assertThat(pool.sampleCount()).isEqualTo(2 * 805);
    assertThat(pool.scoreCount()).isEqualTo(89_284);
    // win rates of the reference, section 16.2
    assertThat(mean(pool, "NullModel", "weighted_alpaca_eval_gpt4_turbo"))
        .isEqualTo(0.769198, org.assertj.core.api.Assertions.within(1e-6));
    assertThat(mean(pool, "gpt4_1106_preview", "alpaca_eval_gpt4"))
        .isEqualTo(0.976990, org.assertj.core.api.Assertions.within(1e-6));
  }

  private static double mean(Pool pool, String model, String source) {
    return IntStream.range(0, pool.sampleCount())
        .filter(s -> pool.sample(s).source().equals(source))
        .mapToObj(s -> pool.score(model(pool, model), s))
        .filter(java.util.OptionalDouble::isPresent)
        .mapToDouble(java.util.OptionalDouble::getAsDouble)
        .average()
        .orElseThrow();
  }

  @Test
  void battles_of_a_crowd_are_grouped_by_prompt_and_worker() {
    for (String name : List.of("llmfao/crowd-comparisons.csv", "evalica/llmfao.csv")) {
      Pool pool = pool(name);
      assertThat(pool.modelCount()).isEqualTo(59);
      assertThat(pool.comparisons()).hasSize(8931);
      assertThat(pool.comparisons().stream().mapToDouble(Comparison::ties).sum()).isEqualTo(3471);
      assertThat(pool.samples().stream().map(Sample::name).distinct()).hasSize(13);
      assertThat(pool.samples().stream().map(Sample::source).distinct()).hasSize(124);
      assertThat(pool.models()).contains("Platypus-2 Instruct (70B)");
    }
    Pool simple = pool("evalica/simple.csv");
    assertThat(simple.modelCount()).isEqualTo(5);
    assertThat(simple.comparisons()).hasSize(16);
    assertThat(simple.sampleCount()).isEqualTo(16);
    assertThat(simple.comparisons().stream().mapToDouble(Comparison::ties).sum()).isEqualTo(9);
  }

  @Test
  void orderings_and_ranks_are_ordinal_and_lower_is_better() {
    Pool nascar = pool("plackett-luce/nascar_orderings.csv");
    assertThat(nascar.modelCount()).isEqualTo(87);
    assertThat(nascar.sampleCount()).isEqualTo(36);
    assertThat(nascar.scoreCount()).isEqualTo(36 * 43);
    assertThat(nascar.score(model(nascar, "83"), sample(nascar, "1"))).hasValue(1);
    assertThat(nascar.score(model(nascar, "82"), sample(nascar, "1"))).hasValue(43);

    Pool fruits = pool("plackett-luce/fruits_ranks.csv");
    assertThat(fruits.models()).containsExactlyInAnyOrder("apple", "banana", "orange", "pear");
    assertThat(fruits.sampleCount()).isEqualTo(6);
    assertThat(fruits.score(model(fruits, "orange"), sample(fruits, "line 2"))).isEmpty();
    assertThat(fruits.score(model(fruits, "apple"), sample(fruits, "line 3"))).hasValue(4);
    for (Pool pool : List.of(nascar, fruits)) {
      assertThat(pool.samples())
          .allSatisfy(sample -> assertThat(sample.kind()).isEqualTo(Kind.ORDINAL))
          .allSatisfy(
              sample -> assertThat(sample.direction()).isEqualTo(Direction.LOWER_IS_BETTER));
    }
  }

  @Test
  void counts_and_results_of_battles_are_weights() {
    Pool pudding = pool("plackett-luce/pudding.csv");
    assertThat(pudding.modelCount()).isEqualTo(6);
    assertThat(battles(pudding)).isEqualTo(745);
    Pool citations = pool("plackett-luce/citations_bt.csv");
    assertThat(citations.modelCount()).isEqualTo(4);
    assertThat(battles(citations)).isEqualTo(3727);
    Pool hockey = pool("plackett-luce/icehockey.csv");
    assertThat(hockey.modelCount()).isEqualTo(58);
    assertThat(battles(hockey)).isEqualTo(1083);
    assertThat(hockey.comparisons().stream().mapToDouble(Comparison::ties).sum()).isEqualTo(125);
    assertThat(hockey.samples())
        .allSatisfy(sample -> assertThat(sample.attributes()).containsOnlyKeys("date"));
  }

  private static double battles(Pool pool) {
    return pool.comparisons().stream()
        .mapToDouble(each -> each.winsA() + each.winsB() + each.ties())
        .sum();
  }

  @Test
  void files_of_several_arrangements_become_one_pool() {
    ImportedPool imported =
        READER.read(
            List.of(
                PublicData.file("plackett-luce/pudding.csv"),
                PublicData.file("plackett-luce/fruits_ranks.csv"),
                PublicData.file("mteb/mteb_long.csv.gz")));

    assertThat(imported.pool().modelCount()).isEqualTo(6 + 4 + 662);
    assertThat(imported.pool().sampleCount()).isEqualTo(15 + 6 + 1555);
    assertThat(imported.pool().provenance().inputs()).hasSize(3);
  }

  @Test
  void what_is_no_table_of_measurements_is_refused_in_one_sentence() {
    for (String name :
        List.of(
            "choix/testcase-pairwise-1.json",
            "evalica/llmfao-golden.csv",
            "openllm-v1/items.csv",
            "plackett-luce/nascar_drivers.csv")) {
      String file = PublicData.file(name);
      assertThatThrownBy(() -> READER.withConflicts(Conflicts.MEAN).read(List.of(file)))
          .isInstanceOf(isoloss.data.InputException.class)
          .hasMessageContaining(file + " is no table of measurements")
          .message()
          .doesNotContain("\n");
    }
  }
}
