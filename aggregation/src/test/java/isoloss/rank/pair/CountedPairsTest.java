package isoloss.rank.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Prior;
import isoloss.rank.method.ClusterPull;
import isoloss.rank.method.CountAggregator;
import isoloss.rank.method.CountedFit;
import isoloss.rank.method.Influence;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CountedPairsTest {

  static Stream<CountAggregator> aggregators() {
    return Stream.of(
        new BradleyTerry(),
        new DecisiveBradleyTerry(),
        new PlackettLuceOneBench(),
        new Davidson(),
        new RaoKupper());
  }

  @ParameterizedTest
  @MethodSource("aggregators")
  void countsGiveTheBitsThatEvidenceGives(CountAggregator aggregator) {
    Evidence evidence = Evidence.of(pool());
    Strengths whole = aggregator.fit(evidence, Request.full(1));
    Strengths counted =
        aggregator.fit(PairCounts.of(evidence), new Prior.None(), Request.full(1)).strengths();
    assertThat(counted.scores()).isEqualTo(whole.scores());
    assertThat(counted.parameters()).isEqualTo(whole.parameters());
    assertThat(counted.logLikelihood()).isEqualTo(whole.logLikelihood());
  }

  @ParameterizedTest
  @MethodSource("aggregators")
  void crossProductsOfPullsStandForTheClusters(CountAggregator aggregator) {
    Evidence evidence = Evidence.of(pool());
    Influence whole = aggregator.fit(evidence, Request.full(1)).influence().orElseThrow();
    CountedFit counted = aggregator.fit(PairCounts.of(evidence), new Prior.None(), Request.full(1));
    Influence compressed =
        counted.influence(products(counted.pull(), evidence), evidence.clusterCount());
    assertThat(compressed.columns()).isLessThan(whole.columns());
    for (int i = 0; i < whole.models(); i++) {
      assertThat(compressed.variance(i))
          .isCloseTo(whole.variance(i), within(1e-6 * whole.variance(i)));
      for (int j = 0; j < i; j++) {
        assertThat(compressed.variance(i, j))
            .isCloseTo(whole.variance(i, j), within(1e-6 * whole.variance(i, j)));
      }
    }
  }

  private static double[][] products(ClusterPull pull, Evidence evidence) {
    ClusterPull.Part part =
        pull.of(evidence, IntStream.range(0, evidence.pool().modelCount()).toArray());
    double[][] products = new double[pull.parameters()][pull.parameters()];
    for (int g = 0; g < evidence.clusterCount(); g++) {
      double[] u = part.of(g);
      for (int i = 0; i < u.length; i++) {
        for (int j = 0; j < u.length; j++) {
          products[i][j] += u[i] * u[j];
        }
      }
    }
    return products;
  }

  @Test
  void tiesAloneTellADecisiveModelNothing() {
    PairCounts ties = PairCounts.of(2, new double[4], new double[] {0, 3, 3, 0});
    assertThatThrownBy(
            () -> new DecisiveBradleyTerry().fit(ties, new Prior.None(), Request.full(1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("every comparison is a tie");
  }

  private static Pool pool() {
    Random random = new Random(5);
    PoolBuilder builder = new PoolBuilder();
    for (int s = 0; s < 60; s++) {
      int sample = builder.sample(Sample.named("s" + s, Kind.NUMERIC));
      for (int m = 0; m < 9; m++) {
        if (random.nextInt(3) > 0) {
          double score = random.nextDouble() + 0.05 * m;
          builder.score(builder.model("m" + m), sample, s % 4 == 0 ? score : Math.rint(score));
        }
      }
    }
    for (int b = 0; b < 40; b++) {
      int a = random.nextInt(9);
      int winner = random.nextInt(3);
      builder.compare(
          new Comparison(
              builder.model("m" + a),
              builder.model("m" + (a + 1) % 9),
              builder.sample(Sample.named("b" + b / 2, Kind.PAIRWISE)),
              winner == 0 ? 1 : 0,
              winner == 1 ? 1 : 0,
              winner == 2 ? 1 : 0));
    }
    return builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
  }
}
