package isoloss.rank.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.Prior;
import isoloss.rank.evidence.Weighting;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Covariance;
import isoloss.rank.method.Influence;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What holds for any data, section 16.3 of the collected facts. */
class PairInvariantsTest {
  private static final List<Aggregator> ALL =
      List.of(
          new PlackettLuceOneBench(),
          new BradleyTerry(),
          new DecisiveBradleyTerry(),
          new Davidson(),
          new RaoKupper());
  private static final Request SCORES = new Request(false, Optional.empty(), 1);

  private static Strengths fit(Aggregator method, Evidence evidence) {
    Strengths found = method.fit(evidence, Request.full(1));
    assertThat(found.diagnostics()).as(method.name()).isEmpty();
    return found;
  }

  private static double error(Optional<? extends Covariance> covariance) {
    return Math.sqrt(covariance.orElseThrow().variance(0, 1));
  }

  @Property(tries = 4)
  void doublingAllSamplesDoublesTheLikelihoodAndDividesErrors(@ForAll long seed) {
    Pool once = GeneratedPools.copied(seed, 5, 20, 1);
    Pool twice = GeneratedPools.copied(seed, 5, 20, 2);
    for (Aggregator each : ALL) {
      Strengths first = fit(each, Evidence.of(once));
      Strengths second = fit(each, Evidence.of(twice));
      assertThat(second.logLikelihood().orElseThrow())
          .isCloseTo(2 * first.logLikelihood().orElseThrow(), within(1e-8));
      for (int m = 0; m < 5; m++) {
        int same = twice.models().indexOf(once.models().get(m));
        assertThat(second.scores().get(same)).isCloseTo(first.scores().get(m), within(1e-9));
        double fisher = first.fisher().orElseThrow().variance(m);
        assertThat(second.fisher().orElseThrow().variance(same))
            .isCloseTo(fisher / 2, within(1e-8));
        double groups = first.influence().orElseThrow().clusters();
        double correction = (2 * groups / (2 * groups - 1)) / (groups / (groups - 1));
        double clustered = first.influence().orElseThrow().variance(m);
        assertThat(second.influence().orElseThrow().variance(same))
            .isCloseTo(clustered / 2 * correction, within(1e-6 * clustered + 1e-12));
      }
    }
  }

  @Property(tries = 4)
  void aCommonFactorOfWeightsLeavesScoresAndClusteredErrors(@ForAll long seed) {
    Evidence evidence = Evidence.of(GeneratedPools.mixed(seed, 5, 20));
    double[] tripled = new double[evidence.pool().sampleCount()];
    Arrays.fill(tripled, 3.5);
    for (Aggregator each : ALL) {
      Strengths plain = fit(each, evidence);
      Strengths heavy = fit(each, evidence.withSampleWeights(tripled));
      assertThat(heavy.scores().toArray()).containsExactly(plain.scores().toArray(), within(1e-9));
      double clustered = error(plain.influence());
      assertThat(error(heavy.influence())).isCloseTo(clustered, within(1e-5 * clustered));
      assertThat(error(heavy.fisher()))
          .isCloseTo(error(plain.fisher()) / Math.sqrt(3.5), within(1e-8));
    }
  }

  @Property(tries = 4)
  void aConstantAddedToNumericScoresChangesNothing(@ForAll long seed) {
    Evidence plain = Evidence.of(GeneratedPools.raised(seed, 5, 20, 0.25));
    Evidence raised = Evidence.of(GeneratedPools.raised(seed, 5, 20, 4.25));
    for (Aggregator each : ALL) {
      Strengths found = fit(each, raised);
      Strengths expected = fit(each, plain);
      for (int m = 0; m < 5; m++) {
        int same = raised.pool().models().indexOf(plain.pool().models().get(m));
        assertThat(found.scores().get(same)).isCloseTo(expected.scores().get(m), within(1e-9));
      }
    }
  }

  @Property(tries = 4)
  void anAllTiedSampleLeavesScoresFromWinsAlone(@ForAll long seed) {
    PoolBuilder builder = GeneratedPools.filled(new PoolBuilder(), seed, 5, 20, 0, "");
    int easy = builder.sample(Sample.named("solved by all", Kind.BINARY));
    for (int m = 0; m < 5; m++) {
      builder.score(m, easy, 1);
    }
    Pool with = GeneratedPools.packed(builder);
    Pool without = GeneratedPools.mixed(seed, 5, 20);
    Strengths found = fit(new DecisiveBradleyTerry(), Evidence.of(with));
    Strengths expected = fit(new DecisiveBradleyTerry(), Evidence.of(without));
    for (int m = 0; m < 5; m++) {
      int same = with.models().indexOf(without.models().get(m));
      assertThat(found.scores().get(same)).isCloseTo(expected.scores().get(m), within(1e-9));
    }
  }

  @Property(tries = 6)
  void onCompleteBinaryDataHalfTiesOrderAsTheMeans(@ForAll long seed) {
    RandomGenerator random = new Seed(seed).generator();
    PoolBuilder builder = new PoolBuilder();
    int[] solved = new int[12];
    for (int s = 0; s < 60; s++) {
      int sample = builder.sample(Sample.named("s" + s, Kind.BINARY));
      for (int m = 0; m < solved.length; m++) {
        int score = random.nextDouble() < 0.3 + 0.03 * m ? 1 : 0;
        solved[m] += score;
        builder.score(builder.model("m" + m), sample, score);
      }
    }
    Pool pool = GeneratedPools.packed(builder);
    double[] scores = new BradleyTerry().fit(Evidence.of(pool), SCORES).scores().toArray();
    for (int i = 0; i < solved.length; i++) {
      for (int j = 0; j < i; j++) {
        double difference =
            scores[pool.models().indexOf("m" + i)] - scores[pool.models().indexOf("m" + j)];
        int expected = Integer.compare(solved[i], solved[j]);
        assertThat(Math.abs(difference) < 1e-9 ? 0 : Math.signum(difference)).isEqualTo(expected);
      }
    }
  }

  /** The definition of influence: one cluster counts a little more. */
  @Property(tries = 3)
  void influenceIsWhatAClusterOfAnotherWeightDoes(@ForAll long seed) {
    Evidence plain = Evidence.of(GeneratedPools.mixed(seed, 4, 12));
    for (Evidence evidence :
        List.of(
            plain,
            plain.with(Weighting.SAMPLES).withMargin(0.6),
            plain.with(new Prior.Gaussian(0.8)),
            plain.with(new Prior.PseudoComparisons(0.5)))) {
      for (Aggregator each : ALL) {
        checkInfluence(evidence, each, (int) Math.floorMod(seed, evidence.clusterCount()));
      }
    }
  }

  private static void checkInfluence(Evidence evidence, Aggregator method, int cluster) {
    Influence influence = method.fit(evidence, Request.full(1)).influence().orElseThrow();
    double step = 1e-4;
    double[] up = method.fit(reweighted(evidence, cluster, step), SCORES).scores().toArray();
    double[] down = method.fit(reweighted(evidence, cluster, -step), SCORES).scores().toArray();
    for (int m = 0; m < up.length; m++) {
      assertThat((double) influence.of(m)[cluster])
          .as(method.name())
          .isCloseTo((up[m] - down[m]) / (2 * step), within(2e-6));
    }
  }

  private static Evidence reweighted(Evidence evidence, int cluster, double by) {
    return evidence.withSampleWeights(
        IntStream.range(0, evidence.pool().sampleCount())
            .mapToDouble(
                s -> evidence.sampleWeight(s) * (evidence.cluster(s) == cluster ? 1 + by : 1))
            .toArray());
  }

  @Property(tries = 3)
  void clustersCancelAtTheFit(@ForAll long seed) {
    for (Aggregator each : ALL) {
      Influence influence =
          fit(each, Evidence.of(GeneratedPools.mixed(seed, 6, 30))).influence().orElseThrow();
      for (int m = 0; m < 6; m++) {
        double sum = 0;
        for (float z : influence.of(m)) {
          sum += z;
        }
        assertThat(sum).isCloseTo(0, within(1e-6));
      }
    }
  }

  /** Independent comparisons simulated from the model: Fisher's errors are then right. */
  @Test
  void intervalsOfIndependentComparisonsCoverAsOftenAsTheySay() {
    RandomGenerator random = new Seed(17).generator();
    int covered = 0;
    int pools = 200;
    for (int pool = 0; pool < pools; pool++) {
      Pool simulated = simulated(random, 6, 300);
      Strengths found = fit(new BradleyTerry(), Evidence.of(simulated));
      for (int i = 1; i < 6; i++) {
        int first = simulated.models().indexOf("m" + i);
        int second = simulated.models().indexOf("m" + (i - 1));
        double difference = found.scores().get(first) - found.scores().get(second);
        double error = Math.sqrt(found.fisher().orElseThrow().variance(first, second));
        covered += Math.abs(difference - 0.3) <= 1.96 * error ? 1 : 0;
      }
    }
    assertThat(covered / (5.0 * pools)).isBetween(0.93, 0.97);
  }

  /** Battles of models 0.3 apart. */
  private static Pool simulated(RandomGenerator random, int models, int battles) {
    PoolBuilder builder = new PoolBuilder();
    for (int k = 0; k < battles; k++) {
      int a = random.nextInt(models);
      int b = (a + 1 + random.nextInt(models - 1)) % models;
      int wins = random.nextDouble() < Worths.logistic(0.3 * (a - b)) ? 1 : 0;
      int battle = builder.sample(Sample.named("battle " + k, Kind.PAIRWISE));
      builder.compare(
          new Comparison(
              builder.model("m" + a), builder.model("m" + b), battle, wins, 1 - wins, 0));
    }
    return GeneratedPools.packed(builder);
  }

  @Test
  void withoutTiesAllFiveAreBradleyTerry() {
    PoolBuilder builder = new PoolBuilder();
    RandomGenerator random = new Seed(5).generator();
    for (int s = 0; s < 80; s++) {
      int sample = builder.sample(Sample.named("s" + s, Kind.NUMERIC));
      for (int m = 0; m < 4; m++) {
        builder.score(builder.model("m" + m), sample, 0.4 * m + random.nextGaussian());
      }
    }
    Evidence evidence = Evidence.of(GeneratedPools.packed(builder));
    double[] expected = fit(new BradleyTerry(), evidence).scores().toArray();
    for (Aggregator each : ALL) {
      assertThat(fit(each, evidence).scores().toArray()).containsExactly(expected, within(1e-9));
    }
    assertThat(fit(new Davidson(), evidence).parameters().getFirst().value()).isZero();
    assertThat(fit(new RaoKupper(), evidence).parameters().getFirst().value()).isEqualTo(1);
  }

  @Test
  void threadsDoNotChangeABit() {
    Evidence evidence = Evidence.of(GeneratedPools.mixed(9, 310, 30));
    for (Aggregator each : ALL) {
      Strengths one = each.fit(evidence, Request.full(1));
      Strengths three = each.fit(evidence, Request.full(3));
      assertThat(three.scores()).isEqualTo(one.scores());
      assertThat(three.influence().orElseThrow().of(7))
          .isEqualTo(one.influence().orElseThrow().of(7));
    }
  }

  @Test
  void aFitNearAKnownOneFindsTheSame() {
    Evidence evidence = Evidence.of(GeneratedPools.mixed(11, 7, 30));
    int[] times = new Seed(1).generator().ints(evidence.clusterCount(), 0, 3).toArray();
    for (Aggregator each : ALL) {
      Strengths full = fit(each, evidence);
      double[] cold = each.fit(evidence.drawn(times), SCORES).scores().toArray();
      Strengths warm = each.fit(evidence.drawn(times), Request.near(full));
      assertThat(warm.scores().toArray()).containsExactly(cold, within(1e-9));
      assertThat(warm.influence()).isEmpty();
    }
  }

  @Test
  void dataThatCompareNothingAreRefusedWithAReason() {
    PoolBuilder apart = new PoolBuilder();
    apart.score(apart.model("a"), apart.sample(Sample.named("s", Kind.BINARY)), 1);
    apart.score(apart.model("b"), apart.sample(Sample.named("t", Kind.BINARY)), 1);
    Evidence nothing = Evidence.of(GeneratedPools.packed(apart));
    PoolBuilder tied = new PoolBuilder();
    tied.score(tied.model("a"), tied.sample(Sample.named("s", Kind.BINARY)), 1);
    tied.score(tied.model("b"), tied.sample(Sample.named("s", Kind.BINARY)), 1);
    Evidence ties = Evidence.of(GeneratedPools.packed(tied));
    for (Aggregator each : ALL) {
      assertThatThrownBy(() -> each.fit(nothing, SCORES))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("no two models share a sample");
      boolean needsWinner = each instanceof TieModel || each instanceof DecisiveBradleyTerry;
      assertThat(each.refusal(ties).isPresent()).isEqualTo(needsWinner);
    }
  }
}
