package isoloss.rank.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Values;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import isoloss.rank.PublicPools;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Link;
import isoloss.rank.method.Request;
import isoloss.rank.pair.BradleyTerry;
import isoloss.rank.structure.Articulation.Pair;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BridgesTest {

  @Test
  void twoScenariosRestOnFourModels() {
    Pool pool = PublicPools.liveCodeBench();
    Bridges bridges = Bridges.between(pool, Sample::source);
    assertThat(bridges.narrow(5)).hasSize(1);
    assertThat(bridges.narrow(3)).isEmpty();
    Bridges.Bridge bridge = bridges.bridges().getFirst();
    assertThat(bridge.models().stream().map(pool.models()::get))
        .containsExactlyInAnyOrder(
            "Claude-3-Haiku", "GPT-4-Turbo-2024-04-09", "GPT-4O-2024-05-13", "Mistral-Large");
    assertThat(List.of(bridge.firstModels(), bridge.secondModels()))
        .containsExactlyInAnyOrder(37, 17);
    assertThat(bridges.diagnostics(pool.models(), 5).getFirst().message())
        .contains("rests on 4 models", "Claude-3-Haiku");
  }

  @Test
  void connectivityOfTwoScenariosHasItsKnownSize() {
    Pool pool = PublicPools.liveCodeBench();
    AlgebraicConnectivity found = connectivity(Evidence.of(pool));
    assertThat(found.value()).isCloseTo(578, within(0.5));
    assertThat(found.next()).isCloseTo(2488, within(0.5));
    assertThat(found.worstStandardError()).isCloseTo(1 / Math.sqrt(578), within(1e-4));
    assertThat(found.weakSide().size()).isBetween(13, 17); // the repair scenario
  }

  @Test
  void connectivityOfTheEmbeddingBenchmarkIsTiny() {
    Evidence all = Evidence.of(PublicPools.mteb());
    Components components = Components.of(PairCounts.of(all), Link.WINS_AND_TIES);
    BitSet models = new BitSet();
    components.models(0).forEach(models::set);
    BitSet samples = new BitSet();
    samples.set(0, all.pool().sampleCount());
    AlgebraicConnectivity found = connectivity(all.restrictedTo(models, samples));
    assertThat(found.value()).isCloseTo(0.231, within(0.0005));
    // NumPy 2 eigvalsh of the same matrix; a published 14,414 is rounder than its digits
    assertThat(found.largest()).isCloseTo(14_416.505255, within(1e-4));
    assertThat(found.value()).isCloseTo(0.230887255, within(1e-7));
  }

  private static AlgebraicConnectivity connectivity(Evidence evidence) {
    Values strengths =
        new BradleyTerry().fit(evidence, new Request(false, Optional.empty(), 1)).scores();
    return AlgebraicConnectivity.of(PairCounts.of(evidence), strengths);
  }

  @Test
  void aRingHasTheConnectivityOfItsFormula() {
    // the Laplacian of a ring of n: 2 - 2 cos(2 pi / n); here every edge has 4 ties, information 1
    int n = 7;
    double[] ties = new double[n * n];
    for (int i = 0; i < n; i++) {
      ties[i * n + (i + 1) % n] = ties[(i + 1) % n * n + i] = 4;
    }
    PairCounts ring = PairCounts.of(n, new double[n * n], ties);
    AlgebraicConnectivity found = AlgebraicConnectivity.of(ring, Values.of(new double[n]));
    assertThat(found.value()).isCloseTo(2 - 2 * Math.cos(2 * Math.PI / n), within(1e-12));
    assertThat(found.next()).isCloseTo(found.value(), within(1e-12));
  }

  @Test
  void tooManyModelsAreRefusedWithAReason() {
    PairCounts many = PairCounts.of(1, new double[1], new double[1]);
    assertThatThrownBy(() -> AlgebraicConnectivity.of(many, Values.of(0)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("2 to 2000 models");
  }

  @Test
  void theModelBetweenTwoGroupsIsNamed() {
    // two triangles of ties with model 2 in both
    PairCounts counts = tied(5, new int[][] {{0, 1}, {1, 2}, {0, 2}, {2, 3}, {3, 4}, {2, 4}});
    Articulation found = Articulation.of(counts, Link.WINS_AND_TIES);
    assertThat(found.models()).containsExactly(2);
    assertThat(found.pairs()).isEmpty();
  }

  @Test
  void theComparisonBetweenTwoGroupsIsNamed() {
    PairCounts counts =
        tied(6, new int[][] {{0, 1}, {1, 2}, {0, 2}, {2, 3}, {3, 4}, {4, 5}, {3, 5}});
    Articulation found = Articulation.of(counts, Link.COMPARED);
    assertThat(found.models()).containsExactly(2, 3);
    assertThat(found.pairs()).containsExactly(new Pair(2, 3));
  }

  @Test
  void aCycleOfWinsFallsApartWithoutAnyOfItsPairs() {
    PairCounts cycle = ComponentsTest.wins(3, new int[][] {{0, 1}, {1, 2}, {2, 0}});
    Articulation strong = Articulation.of(cycle, Link.WINS_ONLY);
    assertThat(strong.pairs()).containsExactly(new Pair(0, 1), new Pair(0, 2), new Pair(1, 2));
    assertThat(strong.models()).containsExactly(0, 1, 2);
    assertThat(Articulation.of(cycle, Link.COMPARED).pairs()).isEmpty();
  }

  static PairCounts tied(int n, int[][] pairs) {
    double[] ties = new double[n * n];
    for (int[] pair : pairs) {
      ties[pair[0] * n + pair[1]] = ties[pair[1] * n + pair[0]] = 1;
    }
    return PairCounts.of(n, new double[n * n], ties);
  }
}
