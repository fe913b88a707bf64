package isoloss.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.uncertainty.ErrorPlan;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RankerTest {

  private static Ranking rank(Aggregators method, Pool pool) {
    return new Ranker(method.get(), ErrorPlan.withDefaults().withDraws(200))
        .rank(Evidence.of(pool));
  }

  private static Ranking.Row row(Ranking ranking, String model) {
    return ranking.rows().stream().filter(r -> r.model().equals(model)).findFirst().orElseThrow();
  }

  /** Rank-aggregation.md, section 16: top and bottom of 150 models, and their clustered errors. */
  @Test
  void theMatrixOf150ModelsHasTheKnownScoresAndErrors() {
    Ranking found = rank(Aggregators.BRADLEY_TERRY, PublicPools.openLlm());
    assertThat(found.components()).hasSize(1);
    assertThat(found.logLikelihood().orElseThrow()).isCloseTo(-9626186.036007, within(1e-3));
    Ranking.Row first = found.rows().getFirst();
    assertThat(first.model()).isEqualTo("CorticalStack/neurotic-crown-clown-7b-tak-stack-dpo");
    assertThat(first.score()).isCloseTo(0.322245, within(1e-6));
    assertThat(first.standardError().orElseThrow()).isCloseTo(0.018346, within(2e-6));
    Ranking.Component only = found.components().getFirst();
    assertThat(only.critical()).isBetween(4.2, 4.59); // 4.41 with 500 draws, Bonferroni 4.588
    assertThat(only.leaders().size()).isBetween(20, 28); // 24
    assertThat(only.separated()).isBetween(7_600L, 8_100L); // 7,831
  }

  /** Each model on one of six benchmarks only. */
  @Test
  void blocksGiveATableEachAndNoSingleOrder() {
    Pool complete = PublicPools.openLlm();
    List<String> sources =
        complete.samples().stream().map(Sample::source).distinct().sorted().toList();
    Pool blocks =
        complete.masked(
            (m, s) -> complete.sample(s).source().equals(sources.get(m % sources.size())));
    for (Aggregators method :
        List.of(Aggregators.BRADLEY_TERRY, Aggregators.MEAN, Aggregators.AUTO)) {
      Ranking found = rank(method, blocks);
      assertThat(found.components()).hasSize(6).allMatch(each -> each.rows().size() == 25);
      assertThat(found.diagnostics()).anyMatch(d -> d.message().contains("6 components"));
    }
  }

  @Test
  void theIsolatedModelOfTheEmbeddingPoolIsSetApart() {
    Ranking found = rank(Aggregators.BRADLEY_TERRY, PublicPools.mteb());
    assertThat(found.components()).hasSize(2);
    assertThat(found.components().get(0).rows()).hasSize(661);
    assertThat(found.logLikelihood().orElseThrow()).isCloseTo(-3127705.937004, within(1e-2));
    Ranking.Row apart = found.components().get(1).rows().getFirst();
    assertThat(apart.model()).isEqualTo("Singaraj__morisien-embed");
    assertThat(apart.score()).isNaN();
    assertThat(found.diagnostics())
        .as("sparse models that lead are marked")
        .anyMatch(d -> d.message().contains("Diver-Retriever-4B"));
  }

  @Test
  void aModelOfOneSourceIsMarked() {
    Ranking found = rank(Aggregators.BRADLEY_TERRY, PublicPools.hetero());
    assertThat(row(found, "ae:NullModel").sources()).isEqualTo(1);
    assertThat(found.diagnostics())
        .anyMatch(d -> d.message().contains("one source") && d.message().contains("NullModel"));
  }

  @Test
  void driversThatAlwaysComeLastStandAlone() {
    Ranking found = rank(Aggregators.PLACKETT_LUCE_RANKINGS, PublicPools.nascar());
    assertThat(found.components()).hasSize(5);
    assertThat(found.components().getFirst().rows()).hasSize(83);
    assertThat(found.components().subList(1, 5))
        .extracting(each -> each.rows().getFirst().model())
        .containsExactlyInAnyOrder(
            "Andy Hillenburg", "Gary Bradberry", "Jason Hedlesky", "Randy Renfrow");
  }

  @Test
  void aModelThatSkipsHardSamplesDoesNotWinByItUnderPairs() {
    PoolBuilder builder = new PoolBuilder();
    RandomGenerator random = new Seed(1).generator();
    for (int s = 0; s < 200; s++) {
      boolean hard = s >= 100;
      int sample = builder.sample(Sample.named("s" + s, Kind.BINARY));
      builder.score(
          builder.model("honest"), sample, random.nextDouble() < (hard ? .3 : .9) ? 1 : 0);
      builder.score(builder.model("weak"), sample, random.nextDouble() < (hard ? .1 : .7) ? 1 : 0);
      if (!hard) {
        builder.score(builder.model("skips"), sample, random.nextDouble() < .8 ? 1 : 0);
      }
    }
    Pool pool = builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
    assertThat(rank(Aggregators.MEAN, pool).rows().getFirst().model()).isEqualTo("skips");
    assertThat(rank(Aggregators.MEAN, pool).diagnostics())
        .anyMatch(d -> d.code().equals("different-samples"));
    assertThat(rank(Aggregators.BRADLEY_TERRY, pool).rows().getFirst().model()).isEqualTo("honest");
  }

  @Test
  void nothingToRankIsRefused() {
    Pool nothing = new PoolBuilder().build(Conflicts.REFUSE, Provenance.NONE).pool();
    assertThatThrownBy(() -> rank(Aggregators.BRADLEY_TERRY, nothing))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> Aggregators.named("bradly-terry"))
        .hasMessageContaining("bradley-terry");
  }

  @Test
  void onePairHasAnOrderOnlyWhereBothHaveWon() {
    PoolBuilder builder = new PoolBuilder();
    int sample = builder.sample(Sample.named("s", Kind.PAIRWISE));
    builder.compare(new Comparison(builder.model("a"), builder.model("b"), sample, 3, 0, 0));
    Pool never = builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
    assertThat(rank(Aggregators.BRADLEY_TERRY, never).components()).hasSize(2);
    builder.compare(new Comparison(builder.model("a"), builder.model("b"), sample, 0, 1, 0));
    Pool once = builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
    Ranking found = rank(Aggregators.BRADLEY_TERRY, once);
    assertThat(found.components()).hasSize(1);
    assertThat(row(found, "a").score()).isCloseTo(Math.log(3) / 2, within(1e-9));
    assertThat(row(found, "a").standardError()).as("one cluster says nothing").isEmpty();
  }
}
