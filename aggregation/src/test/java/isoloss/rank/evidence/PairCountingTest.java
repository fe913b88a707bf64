package isoloss.rank.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Counts by bits, products and columns against counts pair by pair. */
class PairCountingTest {

  /** Binary, numeric and pairwise samples of both directions. */
  private static Pool pool(long seed, int models, int samples) {
    RandomGenerator random = new Seed(seed).generator();
    PoolBuilder builder = new PoolBuilder();
    for (int m = 0; m < models; m++) {
      builder.model("m" + m);
    }
    for (int s = 0; s < samples; s++) {
      boolean binary = s % 3 != 0;
      int sample =
          builder.sample(
              Sample.named("s" + s, binary ? Kind.BINARY : Kind.NUMERIC)
                  .with(s % 4 == 1 ? Direction.LOWER_IS_BETTER : Direction.HIGHER_IS_BETTER)
                  .withWeight(1 + s % 2));
      for (int m = 0; m < models; m++) {
        if (random.nextDouble() < 0.7) {
          builder.score(
              m, sample, binary ? random.nextInt(2) : Math.rint(4 * random.nextGaussian()) / 4);
        }
      }
    }
    int battle = builder.sample(Sample.named("battle", Kind.PAIRWISE).withWeight(0.5));
    builder.compare(new Comparison(0, 1, battle, 1, 0, 2));
    return builder.build(Conflicts.REFUSE, new Provenance(List.of(), List.of())).pool();
  }

  private static PairCounts pairByPair(Evidence evidence) {
    Pool pool = evidence.pool();
    int n = pool.modelCount();
    double[] wins = new double[n * n];
    double[] ties = new double[n * n];
    for (int s = 0; s < pool.scoredCount(); s++) {
      double weight = evidence.comparisonWeight(s, pool.measured(s));
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (i != j && pool.score(i, s).isPresent() && pool.score(j, s).isPresent()) {
            int outcome =
                evidence.outcome(s, pool.score(i, s).getAsDouble(), pool.score(j, s).getAsDouble());
            wins[i * n + j] += outcome > 0 ? weight : 0;
            ties[i * n + j] += outcome == 0 ? weight : 0;
          }
        }
      }
    }
    for (Comparison each : pool.comparisons()) {
      double weight = evidence.sampleWeight(each.sample());
      wins[each.a() * n + each.b()] += weight * each.winsA();
      wins[each.b() * n + each.a()] += weight * each.winsB();
      ties[each.a() * n + each.b()] += weight * each.ties();
      ties[each.b() * n + each.a()] += weight * each.ties();
    }
    return PairCounts.of(n, wins, ties);
  }

  private static void checkSame(PairCounts found, PairCounts expected) {
    for (int i = 0; i < expected.models(); i++) {
      for (int j = 0; j < expected.models(); j++) {
        assertThat(found.wins(i, j)).isCloseTo(expected.wins(i, j), within(1e-11));
        assertThat(found.ties(i, j)).isCloseTo(expected.ties(i, j), within(1e-11));
      }
    }
  }

  @Property(tries = 12)
  void countsAreThoseOfEveryPair(
      @ForAll long seed,
      @ForAll Weighting weighting,
      @ForAll @IntRange(min = 2, max = 40) int models,
      @ForAll @IntRange(min = 1, max = 120) int samples) {
    for (double margin : new double[] {0, 0.3, 1}) {
      Evidence evidence =
          Evidence.of(pool(seed, models, samples)).with(weighting).withMargin(margin);
      checkSame(PairCounts.of(evidence, 2), pairByPair(evidence));
    }
  }

  @Property(tries = 8)
  void aDrawCountsItsClustersAsOftenAsTheyWereDrawn(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 140) int models) {
    Evidence evidence = Evidence.of(pool(seed, models, 70));
    RandomGenerator random = new Seed(seed).generator();
    int[] times = random.ints(evidence.clusterCount(), 0, 4).toArray();
    checkSame(PairCounts.of(evidence.drawn(times)), pairByPair(evidence.drawn(times)));
    double[] weights = random.doubles(evidence.pool().sampleCount()).toArray();
    Evidence weighted = evidence.withSampleWeights(weights);
    checkSame(PairCounts.of(weighted), pairByPair(weighted));
  }

  @Test
  void modelsThatNeverTiedHaveExactlyNoTieWhateverTheWeights() {
    PoolBuilder builder = new PoolBuilder();
    for (int s = 0; s < 100; s++) {
      int sample = builder.sample(Sample.named("s" + s, Kind.BINARY).withWeight(0.1 + s));
      builder.score(builder.model("good"), sample, 1);
      builder.score(builder.model("bad"), sample, 0);
    }
    Pool pool = builder.build(Conflicts.REFUSE, new Provenance(List.of(), List.of())).pool();
    PairCounts counts = PairCounts.of(Evidence.of(pool));
    assertThat(counts.ties(0, 1)).isZero();
    assertThat(Math.min(counts.wins(0, 1), counts.wins(1, 0))).isZero();
  }

  @Test
  void totalsAddUpRows() {
    PairCounts counts = pairByPair(Evidence.of(pool(1, 5, 20)));
    double[] totals = counts.totalWins(0.5);
    double[][] rows = counts.winsOfRows(1);
    double expected = 0;
    double ties = 0;
    for (int j = 0; j < 5; j++) {
      expected += counts.wins(3, j) + 0.5 * counts.ties(3, j);
      for (int i = 0; i < j; i++) {
        ties += counts.ties(i, j);
      }
    }
    assertThat(totals[3]).isCloseTo(expected, within(1e-12));
    assertThat(rows[3][1]).isEqualTo(counts.wins(3, 1) + counts.ties(3, 1));
    assertThat(counts.lossesOfRows(0)[3][1]).isEqualTo(counts.wins(1, 3));
    assertThat(counts.totalTies()).isCloseTo(ties, within(1e-12));
  }
}
