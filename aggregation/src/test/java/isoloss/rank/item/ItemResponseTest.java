package isoloss.rank.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.fit.Diagnostic;
import isoloss.rank.PublicPools;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.Prior;
import isoloss.rank.evidence.Weighting;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.stat.Correlation;
import isoloss.stat.Moments;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ItemResponseTest {
  private static final Request SCORES = new Request(false, Optional.empty(), 2);

  static List<Aggregator> models() {
    return List.of(new Rasch(), new TwoParameter(), TwoParameter.corrected());
  }

  /** rank-aggregation.md, section 12: 150 models on 1,260 samples, complete. */
  @Test
  void raschReachesThePublishedOptimum() {
    ItemResponseFit fit = new Rasch().estimate(Evidence.of(PublicPools.openLlm()), SCORES);
    assertThat(fit.objective()).isEqualTo(-61183.008472, within(1e-6));
    assertThat(fit.logLikelihood()).isEqualTo(-59992.071, within(5e-4));
    assertThat(largest(fit.abilities().toArray())).isEqualTo(2.9721, within(5e-5));
    assertThat(least(fit.abilities().toArray())).isEqualTo(-1.3080, within(5e-5));
    double[] difficulties = fit.items().items().stream().mapToDouble(Item::difficulty).toArray();
    assertThat(least(difficulties)).isEqualTo(-4.0299, within(5e-5));
    assertThat(largest(difficulties)).isEqualTo(6.2999, within(5e-5));
  }

  /** The same section. */
  @Test
  void twoParametersReachThePublishedOptimumFromTwoStarts() {
    Evidence evidence = Evidence.of(PublicPools.openLlm());
    Strengths first = new TwoParameter().fit(evidence, SCORES);
    double[] elsewhere = new double[first.state().size()];
    Arrays.fill(elsewhere, evidence.pool().modelCount(), elsewhere.length, 0.5);
    Request other = new Request(false, Optional.of(withState(first, Values.of(elsewhere))), 2);
    for (Request start : List.of(SCORES, other)) {
      ItemResponseFit fit = new TwoParameter().estimate(evidence, start);
      assertThat(fit.objective()).isEqualTo(-54836.598072, within(1e-6));
      assertThat(fit.logLikelihood()).isEqualTo(-52941.717, within(5e-4));
      double[] slopes = fit.items().items().stream().mapToDouble(Item::discrimination).toArray();
      assertThat(least(slopes)).isEqualTo(-1.1416, within(5e-5));
      assertThat(largest(slopes)).isEqualTo(2.2454, within(5e-5));
      assertThat(fit.items().negative()).hasSize(110);
      assertThat(
              Correlation.kendall(
                  fit.abilities().toArray(), rounded(fit.completedMeans().toArray())))
          .isEqualTo(0.8555, within(5e-5));
    }
  }

  private static Strengths withState(Strengths of, Values state) {
    return new Strengths(
        of.scores(),
        of.direction(),
        of.logLikelihood(),
        of.fisher(),
        of.influence(),
        of.parameters(),
        of.diagnostics(),
        state);
  }

  private static double[] rounded(double[] values) {
    return Arrays.stream(values).map(v -> Math.rint(v * 1e9) / 1e9).toArray();
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).max().orElseThrow();
  }

  private static double least(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("models")
  void influenceIsTheDerivativeByTheWeightOfACluster(Aggregator method) {
    Pool pool = SimulatedAnswers.of(9, 40, 0.6, new Seed(1));
    double[] weights = IntStream.range(0, 40).mapToDouble(s -> s % 3 == 0 ? 2 : 1).toArray();
    Evidence evidence =
        Evidence.of(pool)
            .withSampleWeights(weights)
            .clusteredBy(sample -> sample.name().substring(0, "sample ".length() + 1));
    Strengths fit = method.fit(evidence, Request.full(1));
    double step = 1e-4;
    for (int g = 0; g < evidence.clusterCount(); g++) {
      double[] more = scores(method, evidence, g, 1 + step);
      double[] less = scores(method, evidence, g, 1 - step);
      for (int i = 0; i < more.length; i++) {
        assertThat((double) fit.influence().orElseThrow().of(i)[g])
            .isEqualTo((more[i] - less[i]) / (2 * step), within(1e-5));
      }
    }
  }

  private static double[] scores(Aggregator method, Evidence evidence, int cluster, double times) {
    double[] weights =
        IntStream.range(0, evidence.pool().sampleCount())
            .mapToDouble(
                s -> evidence.sampleWeight(s) * (evidence.cluster(s) == cluster ? times : 1))
            .toArray();
    return method.fit(evidence.withSampleWeights(weights), SCORES).scores().toArray();
  }

  @ParameterizedTest
  @MethodSource("models")
  void clusteredErrorsAreThoseOfTheBootstrap(Aggregator method) {
    Evidence evidence = Evidence.of(SimulatedAnswers.of(8, 200, 0.7, new Seed(2)));
    Strengths fit = method.fit(evidence, Request.full(1));
    var random = new Seed(3).generator();
    int draws = 200;
    double[][] byModel = new double[8][draws];
    for (int d = 0; d < draws; d++) {
      int[] times = new int[evidence.clusterCount()];
      for (int g = 0; g < times.length; g++) {
        times[random.nextInt(times.length)]++;
      }
      double[] scores = method.fit(evidence.drawn(times), Request.near(fit)).scores().toArray();
      for (int i = 0; i < scores.length; i++) {
        byModel[i][d] = scores[i];
      }
    }
    double ratio = 0;
    for (int i = 0; i < byModel.length; i++) {
      double bootstrap = Moments.of(byModel[i]).standardDeviation().orElseThrow();
      ratio += Math.sqrt(fit.influence().orElseThrow().variance(i)) / bootstrap / 8;
    }
    assertThat(ratio).isBetween(0.88, 1.12); // 200 draws: 5 % for one model, models alike
  }

  @ParameterizedTest
  @MethodSource("models")
  void aSampleOfWeightTwoIsTwoSamples(Aggregator method) {
    Pool pool = SimulatedAnswers.of(6, 20, 0.7, new Seed(4));
    PoolBuilder builder = new PoolBuilder();
    pool.models().forEach(builder::model);
    for (int s = 0; s < 20; s++) {
      for (int copy = 0; copy < (s < 10 ? 2 : 1); copy++) {
        int sample = builder.sample(Sample.named(s + " copy " + copy, Kind.BINARY));
        pool.forEachModel(s, (m, value) -> builder.score(m, sample, value));
      }
    }
    Pool copied = SimulatedAnswers.packed(builder);
    double[] weights = IntStream.range(0, 20).mapToDouble(s -> s < 10 ? 2 : 1).toArray();
    Strengths weighted = method.fit(Evidence.of(pool).withSampleWeights(weights), SCORES);
    Strengths twice = method.fit(Evidence.of(copied), SCORES);
    for (int i = 0; i < 6; i++) {
      int there = copied.models().indexOf(pool.models().get(i));
      assertThat(twice.scores().get(there)).isEqualTo(weighted.scores().get(i), within(1e-8));
    }
    assertThat(twice.logLikelihood().orElseThrow())
        .isEqualTo(weighted.logLikelihood().orElseThrow(), within(1e-8));
  }

  @ParameterizedTest
  @MethodSource("models")
  void theNumberOfThreadsChangesNoBit(Aggregator method) {
    Evidence evidence = Evidence.of(PublicPools.openLlm());
    assertThat(method.fit(evidence, new Request(false, Optional.empty(), 3)).scores())
        .isEqualTo(method.fit(evidence, new Request(false, Optional.empty(), 1)).scores());
  }

  @ParameterizedTest
  @MethodSource("models")
  void aStartNearbyEndsAtTheSameFit(Aggregator method) {
    Evidence evidence = Evidence.of(SimulatedAnswers.of(10, 80, 0.5, new Seed(5)));
    Strengths cold = method.fit(evidence, SCORES);
    Strengths warm = method.fit(evidence, Request.near(cold));
    for (int i = 0; i < 10; i++) {
      assertThat(warm.scores().get(i)).isEqualTo(cold.scores().get(i), within(1e-8));
    }
  }

  @Test
  void modelledMeansOfCompleteDataAreTheMean() {
    Pool pool = SimulatedAnswers.of(7, 50, 1, new Seed(6));
    ItemResponseFit fit = new TwoParameter().estimate(Evidence.of(pool), SCORES);
    for (int m = 0; m < 7; m++) {
      double[] sum = new double[1];
      pool.forEachBinarySample(m, (sample, value) -> sum[0] += value / 50);
      assertThat(fit.completedMeans().get(m)).isEqualTo(sum[0], within(1e-12));
      assertThat(fit.correctedMeans().get(m)).isEqualTo(sum[0], within(1e-12));
    }
  }

  /** The definitions, cell by cell. */
  @Test
  void modelledMeansOfIncompleteDataFollowTheirFormulas() {
    Pool pool = SimulatedAnswers.of(5, 40, 0.5, new Seed(8));
    ItemResponseFit fit = new TwoParameter().estimate(Evidence.of(pool), SCORES);
    for (int m = 0; m < 5; m++) {
      double completed = 0;
      double chances = 0;
      double differences = 0;
      int measured = 0;
      for (Item item : fit.items().items()) {
        double p = fit.probability(m, item);
        OptionalDouble x = pool.score(m, item.sample());
        completed += x.orElse(p) / 40;
        chances += p / 40;
        differences += x.isPresent() ? x.getAsDouble() - p : 0;
        measured += x.isPresent() ? 1 : 0;
      }
      assertThat(fit.completedMeans().get(m)).isEqualTo(completed, within(1e-12));
      assertThat(fit.correctedMeans().get(m))
          .isEqualTo(chances + differences / measured, within(1e-12));
    }
  }

  @Test
  void fractionsAndLosesCountAsTheyShould() {
    PoolBuilder higher = new PoolBuilder();
    PoolBuilder lower = new PoolBuilder();
    for (int s = 0; s < 6; s++) {
      Kind kind = s < 3 ? Kind.BINARY : Kind.NUMERIC;
      int up = higher.sample(Sample.named("s" + s, kind));
      int down = lower.sample(Sample.named("s" + s, kind).with(Direction.LOWER_IS_BETTER));
      for (int m = 0; m < 4; m++) {
        double value = s < 3 ? (m * 7 + s) / 3 % 2 : (m + s) % 5 / 4.0;
        higher.score(higher.model("m" + m), up, value);
        lower.score(lower.model("m" + m), down, 1 - value);
      }
    }
    Pool up = SimulatedAnswers.packed(higher);
    Pool down = SimulatedAnswers.packed(lower);
    for (Aggregator method : models()) {
      double[] expected = method.fit(Evidence.of(up), SCORES).scores().toArray();
      double[] found = method.fit(Evidence.of(down), SCORES).scores().toArray();
      for (int m = 0; m < 4; m++) {
        int there = down.models().indexOf(up.models().get(m));
        assertThat(found[there]).isEqualTo(expected[m], within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void samplesThatCannotBeUsedAreCountedOrRefused(Aggregator method) {
    assertThatThrownBy(() -> method.fit(mixed(List.of()), SCORES))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("1 numeric with scores outside 0 to 1, 1 pairwise");
    assertThat(method.refusal(mixed(List.of("a"))).orElseThrow())
        .contains("of 1 of 2 models, first b");
    assertThat(method.fit(mixed(List.of("a", "b")), SCORES).diagnostics())
        .extracting(Diagnostic::code)
        .contains("prior", "samples-left-out")
        .doesNotContain("not-identified");
  }

  /** A battle, a score of 1200, and a question that some models were asked. */
  private static Evidence mixed(List<String> asked) {
    PoolBuilder builder = new PoolBuilder();
    int a = builder.model("a");
    int b = builder.model("b");
    builder.compare(
        new Comparison(a, b, builder.sample(Sample.named("battle", Kind.PAIRWISE)), 1, 0, 0));
    builder.score(a, builder.sample(Sample.named("elo", Kind.NUMERIC)), 1200);
    for (String model : asked) {
      int question = builder.sample(Sample.named("question", Kind.BINARY));
      builder.score(builder.model(model), question, model.equals("a") ? 1 : 0);
    }
    return Evidence.of(SimulatedAnswers.packed(builder));
  }

  @ParameterizedTest
  @MethodSource("models")
  void whatConcernsComparisonsIsRefused(Aggregator method) {
    Evidence evidence = Evidence.of(SimulatedAnswers.of(3, 9, 1, new Seed(7)));
    assertThat(method.refusal(evidence.with(new Prior.EveryPair(1)))).isPresent();
    assertThat(method.refusal(evidence.withMargin(0.1))).isPresent();
    assertThat(method.refusal(evidence.with(Weighting.SAMPLES))).isPresent();
    assertThat(method.refusal(evidence)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("models")
  void modelsWithoutACommonSampleAreToldOf(Aggregator method) {
    PoolBuilder builder = new PoolBuilder();
    for (int s = 0; s < 8; s++) {
      int sample = builder.sample(Sample.named("s" + s, Kind.BINARY));
      builder.score(builder.model("a" + s % 2), sample, s % 3 == 0 ? 1 : 0);
      builder.score(builder.model("b" + s % 2), sample, s % 5 == 0 ? 1 : 0);
    }
    assertThat(method.fit(Evidence.of(SimulatedAnswers.packed(builder)), SCORES).diagnostics())
        .anySatisfy(found -> {
          assertThat(found.code()).isEqualTo("not-identified");
          assertThat(found.message()).contains("2 groups");
        });
  }
}
