package isoloss.rank.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.rank.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CustomRankingTest {
  private static final CustomRanking.Settings NO_DRAWS =
      new CustomRanking.Settings(0, 0.95, new Seed(1), 1);

  /** The weighted mean score of each model. */
  private static double[] means(Evidence evidence) {
    Pool pool = evidence.pool();
    double[] sum = new double[pool.modelCount()];
    double[] weight = new double[sum.length];
    for (int s = 0; s < pool.scoredCount(); s++) {
      double each = evidence.sampleWeight(s);
      pool.forEachModel(
          s,
          (model, score) -> {
            sum[model] += each * score;
            weight[model] += each;
          });
    }
    return IntStream.range(0, sum.length)
        .mapToDouble(m -> weight[m] > 0 ? sum[m] / weight[m] : Double.NaN)
        .toArray();
  }

  /** Models a to e solve 5, 4, ... of the first samples; of the second group the other way. */
  private static Pool pool() {
    PoolBuilder builder = new PoolBuilder();
    for (int s = 0; s < 10; s++) {
      String group = s < 5 ? "hard" : "turned";
      int sample = builder.sample(Sample.named(group + s, Kind.BINARY).withSource(group));
      for (int m = 0; m < 5; m++) {
        boolean solved = s < 5 ? s >= m : s - 5 <= m;
        builder.score(builder.model(String.valueOf((char) ('a' + m))), sample, solved ? 1 : 0);
      }
    }
    builder.score(
        builder.model("elsewhere"),
        builder.sample(Sample.named("other", Kind.BINARY).withSource("other")),
        1);
    return builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
  }

  /** Against given scores of the whole pool: of "elsewhere", then of a to e. */
  private static CustomRanking ranking(String filter, double... global) {
    Pool pool = pool();
    Scorer scorer =
        evidence -> {
          double[] means = means(evidence);
          if (evidence.pool() == pool) {
            for (int m = 0; m < means.length; m++) {
              means[m] = global["abcde".indexOf(pool.models().get(m)) + 1];
            }
          }
          return means;
        };
    CustomBenchmark benchmark =
        CustomBenchmark.of(SampleQuery.everything().where(SampleFilter.parse(filter)))
            .with(NO_DRAWS);
    return benchmark.ranking(Evidence.of(pool), benchmark.hits(pool), scorer);
  }

  @Test
  void placesAndTauOfAnOrderTurnedAround() {
    CustomRanking turned = ranking("source.eq=turned", 9, 5, 4, 3, 2, 1);
    assertThat(turned.tau()).isEqualTo(-1);
    assertThat(turned.unranked()).isEqualTo(1); // measured on the other sample alone
    assertThat(turned.moves()).hasSize(5);
    assertThat(turned.moves().getFirst().model()).isEqualTo("a");
    assertThat(turned.moves().getFirst().up()).isEqualTo(-4);
    assertThat(turned.moves().getLast().up()).isZero();
    assertThat(turned.topOverlap()).isEqualTo(1);
    assertThat(turned.headline()).contains("tau = -1", "a moves most, from 1 to 5");
    CustomRanking same = ranking("source.eq=hard", 9, 5, 4, 3, 2, 1);
    assertThat(same.tau()).isEqualTo(1);
    assertThat(same.headline()).contains("no model moves");
  }

  @Test
  void equalScoresShareTheBestPlace() {
    // global: a = b up to rounding, then c, d, e
    CustomRanking tied = ranking("source.eq=hard", 9, 5, 5 - 1e-12, 3, 2, 1);
    assertThat(tied.moves()).allMatch(move -> !move.model().equals("b") || move.global() == 1);
    // tau-b by hand: 9 of 10 pairs agree, one is tied on one side: 9 / sqrt(9 * 10)
    assertThat(tied.tau()).isCloseTo(9 / Math.sqrt(90), within(1e-12));
  }

  @Test
  void setsOfPlacesTellChanceFromChange() {
    CustomRanking turned = ranking("source.eq=turned", 9, 5, 4, 3, 2, 1);
    CustomRanking marked =
        turned.withPlaces(
            Map.of(
                "a", new CustomRanking.Places(1, 2),
                "e", new CustomRanking.Places(3, 5)),
            Map.of(
                "a", new CustomRanking.Places(4, 5),
                "e", new CustomRanking.Places(1, 3)));
    assertThat(marked.moves().getFirst().overlap()).contains(false);
    assertThat(marked.moves().get(1).overlap()).contains(true);
    assertThat(marked.moves().get(2).overlap()).isEmpty();
    assertThat(marked.table().size()).isEqualTo(5);
  }

  @Test
  void tooFewSamplesAreAWarningAndTooFewModelsARefusal() {
    assertThat(ranking("source.eq=hard", 9, 5, 4, 3, 2, 1).diagnostics())
        .anyMatch(each -> each.code().equals("too-few-samples"));
    assertThatThrownBy(() -> ranking("source.eq=other", 9, 5, 4, 3, 2, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("an order needs two");
  }

  /** 30 models of known skill; 60 samples are drawn from the same population as the whole. */
  private static Pool simulated(RandomGenerator random) {
    PoolBuilder builder = new PoolBuilder();
    for (int s = 0; s < 400; s++) {
      int sample =
          builder.sample(Sample.named("s" + s, Kind.BINARY).withSource(s < 60 ? "in" : "out"));
      double hardness = random.nextGaussian();
      for (int m = 0; m < 30; m++) {
        double chance = 1 / (1 + Math.exp(hardness - (m - 15) / 8.0));
        builder.score(builder.model("m" + m), sample, random.nextDouble() < chance ? 1 : 0);
      }
    }
    return builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
  }

  /** Samples of the query are like all others here, so nothing but their number lowers tau. */
  @Test
  void theIntervalHoldsTheTauThatSoManySamplesHaveOnAverage() {
    List<CustomRanking> found = new ArrayList<>();
    for (int run = 0; run < 12; run++) {
      Pool pool = simulated(new Seed(run).generator());
      CustomBenchmark benchmark =
          CustomBenchmark.of(SampleQuery.everything().where(SampleFilter.parse("source.eq=in")))
              .with(new CustomRanking.Settings(80, 0.9, new Seed(run), 1 + run % 2));
      found.add(
          benchmark.ranking(Evidence.of(pool), benchmark.hits(pool), CustomRankingTest::means));
    }
    double average = found.stream().mapToDouble(CustomRanking::tau).average().orElseThrow();
    long held =
        found.stream()
            .filter(each -> each.interval().low() <= average && average <= each.interval().high())
            .count();
    assertThat(held).isGreaterThanOrEqualTo(8); // 11 expected
    assertThat(found.stream().filter(CustomRanking::differs).count()).isLessThanOrEqualTo(3);
    assertThat(found).allMatch(each -> each.random().low() < average);
  }

  @Test
  void samplesThatMeasureSomethingElseOrderTheModelsInTheirOwnWay() {
    Pool pool = simulated(new Seed(1).generator());
    Scorer turned = // on the samples of the query the worst are the best
        evidence -> {
          double[] means = means(evidence);
          boolean whole = evidence.pool().sampleCount() > 60;
          return IntStream.range(0, means.length)
              .mapToDouble(m -> whole ? means[m] : -means[m])
              .toArray();
        };
    CustomBenchmark benchmark =
        CustomBenchmark.of(SampleQuery.everything().where(SampleFilter.parse("source.eq=in")))
            .with(new CustomRanking.Settings(50, 0.95, new Seed(3), 1));
    Evidence whole = Evidence.of(pool);
    CustomRanking found = benchmark.ranking(whole, benchmark.hits(pool), turned);
    assertThat(found.differs()).isTrue();
    assertThat(found.headline()).contains("is one of its own");
    assertThat(
            benchmark
                .with(new CustomRanking.Settings(50, 0.95, new Seed(3), 2))
                .ranking(whole, benchmark.hits(pool), turned))
        .isEqualTo(found);
  }

  @Test
  void aSearchIsJudgedByTheLabelsOfExperts() {
    Pool pool = pool();
    RelevanceLabels labels =
        new RelevanceLabels(
            Map.of("turned", Set.of("turned5", "turned6"), "volcano", Set.of("hard1")));
    RetrievalQuality quality = CustomBenchmark.about("").quality(pool, labels);
    assertThat(quality.cumulativeMatch(5)).isEqualTo(0.5);
    assertThat(quality.queries().stream().map(each -> each.found().size()).sorted().toList())
        .isEqualTo(List.of(0, 5));
  }
}
