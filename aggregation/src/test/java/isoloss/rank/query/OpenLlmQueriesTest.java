package isoloss.rank.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.rank.PublicPools;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.rank.pair.BradleyTerry;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Queries on the 150 models of the Open LLM Leaderboard, whose samples are described by benchmark
 * and, for MMLU, by subject. Numbers were computed once from the same file with NumPy.
 */
class OpenLlmQueriesTest {
  private static Pool pool;

  @BeforeAll
  static void read() {
    Map<String, PublicPools.Row> items = new HashMap<>();
    PublicPools.rows("openllm-v1/items.csv").forEach(row -> items.put(row.get("item"), row));
    Pool plain = PublicPools.openLlm();
    PoolBuilder builder = new PoolBuilder();
    for (int s = 0; s < plain.sampleCount(); s++) {
      String name = plain.sample(s).name();
      PublicPools.Row item = items.getOrDefault(name, new PublicPools.Row(Map.of()));
      int sample = builder.sample(described(name, item.get("benchmark"), item.get("subject")));
      plain.forEachModel(
          s,
          (model, score) -> builder.score(builder.model(plain.models().get(model)), sample, score));
    }
    pool = builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
  }

  private static Sample described(String name, String benchmark, String subject) {
    return new Sample(
        name,
        benchmark,
        "",
        Kind.BINARY,
        Direction.HIGHER_IS_BETTER,
        1,
        name,
        List.of(),
        "",
        subject.isEmpty() ? Map.of() : Map.of("subject", subject));
  }

  private static Hits where(String filter) {
    return SampleQuery.everything()
        .where(SampleFilter.parse(filter))
        .in(pool, new LexicalRelevance());
  }

  /** Bradley-Terry with half ties; log-likelihoods without combinatorial constants. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "source.eq=arc; 317; -2424234.264825; .722; paulml/OmniBeagleSquaredMBX-v3-7B; .341524",
        "source.eq=gsm8k; 332; -2471182.231751; .630; MaziyarPanahi/Llama-3-70B-Instruct-DPO-v0.1; .650862",
        "source.eq=hellaswag; 97; -745247.135360; .638; YouKnowMee/Mistral-7b-instruct-v0.2-summ-sft-dpo-ed2; .256187",
        "source.eq=mmlu; 102; -782982.022245; .290; AA051612/A0126; .511309",
        "source.eq=truthfulqa; 216; -1594611.239067; .699; jsfs11/MixtureofMerges-MoE-2x7b-v6; .803916",
        "source.eq=winogrande; 196; -1512808.091642; .620; udkai/Turdus; .172580"
      })
  void queriesRankTheModelsAsTheReferenceDoes(
      String filter, int samples, double logLikelihood, double tau, String top, double score) {
    Hits hits = where(filter);
    assertThat(hits.hits()).hasSize(samples);
    Strengths found = fit(hits);
    assertThat(found.logLikelihood().orElseThrow()).isCloseTo(logLikelihood, within(2e-6));
    int best =
        IntStream.range(0, pool.modelCount())
            .boxed()
            .max(Comparator.comparingDouble(m -> found.scores().get(m)))
            .orElseThrow();
    assertThat(pool.models().get(best)).isEqualTo(top);
    assertThat(found.scores().get(best)).isCloseTo(score, within(1e-6));
    CustomRanking ranking = ranking(hits, 0);
    assertThat(ranking.tau()).isCloseTo(tau, within(5e-4));
    assertThat(ranking.samples()).isEqualTo(samples);
  }

  private static Strengths fit(Hits hits) {
    BitSet all = new BitSet();
    all.set(0, pool.modelCount());
    return new BradleyTerry()
        .fit(Evidence.of(pool).restrictedTo(all, hits.samples()), Request.full(1));
  }

  private static CustomRanking ranking(Hits hits, int draws) {
    return CustomBenchmark.of(SampleQuery.everything())
        .with(new CustomRanking.Settings(draws, 0.95, new Seed(42), 2))
        .ranking(Evidence.of(pool), hits, Scorer.by(new BradleyTerry()));
  }

  @Test
  void fiveSamplesLeaveNinetyFiveGroupsAndAWarning() {
    Hits five = where("subject.contains=math|statistics");
    assertThat(five.hits()).hasSize(5);
    assertThat(fit(five).logLikelihood().orElseThrow()).isCloseTo(-37502.630804, within(2e-6));
    CustomRanking ranking = ranking(five, 0);
    assertThat(ranking.tau()).isCloseTo(.199, within(5e-4));
    assertThat(ranking.diagnostics())
        .anyMatch(
            each -> each.code().equals("too-few-samples") && each.message().contains("95 groups"));
  }

  @Test
  void mathematicsOrdersTheModelsInAWayOfItsOwn() {
    CustomRanking ranking = ranking(where("source.eq=gsm8k"), 12);
    assertThat(ranking.differs()).isTrue();
    assertThat(ranking.interval().high()).isLessThan(ranking.random().low());
  }

  @Test
  void wordsFindSubjectsByTheirNames() {
    Hits hits = SampleQuery.about("mathematics").in(pool, new LexicalRelevance());
    assertThat(hits.hits())
        .isNotEmpty()
        .allMatch(hit ->
            pool.sample(hit.sample())
                .attributes()
                .getOrDefault("subject", "")
                .contains("mathematics"));
  }
}
