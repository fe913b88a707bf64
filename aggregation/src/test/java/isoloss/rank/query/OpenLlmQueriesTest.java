package isoloss.rank.query;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.Provenance;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.rank.PublicPools;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Link;
import isoloss.rank.structure.Components;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "source.eq=arc; 317",
        "source.eq=gsm8k; 332",
        "source.eq=hellaswag; 97",
        "source.eq=mmlu; 102",
        "source.eq=truthfulqa; 216",
        "source.eq=winogrande; 196",
        "subject.contains=math|statistics; 5"
      })
  void filtersFindTheSamplesOfTheReference(String filter, int samples) {
    assertThat(where(filter).hits()).hasSize(samples);
  }

  @Test
  void fiveSamplesLeaveNinetyFiveGroupsAndAWarning() {
    Hits five = where("subject.contains=math|statistics");
    Evidence whole = Evidence.of(pool);
    BitSet all = new BitSet();
    all.set(0, pool.modelCount());
    Evidence custom = whole.restrictedTo(all, five.samples());
    assertThat(Components.of(PairCounts.of(custom), Link.WINS_ONLY).count()).isEqualTo(95);
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
