package isoloss.rank.structure;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.Seed;
import isoloss.data.pool.Pool;
import isoloss.rank.PublicPools;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Link;
import isoloss.rank.structure.Components.Above;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ComponentsTest {

  @Test
  void aChainOfTwoWinsIsThreeComponentsInOrder() {
    Components chain = Components.of(wins(3, new int[][] {{0, 1}, {1, 2}}), Link.WINS_AND_TIES);
    assertThat(chain.sizes()).containsExactly(1, 1, 1);
    assertThat(IntStream.range(0, 3).mapToObj(chain::models))
        .containsExactly(List.of(0), List.of(1), List.of(2));
    assertThat(chain.order()).containsExactly(new Above(0, 1), new Above(1, 2));
    assertThat(chain.isAbove(0, 2)).isTrue();
    assertThat(chain.isAbove(2, 0)).isFalse();
  }

  @Test
  void whatFollowsFromOtherRelationsIsLeftOut() {
    PairCounts counts = wins(3, new int[][] {{0, 1}, {1, 2}, {0, 2}});
    assertThat(Components.of(counts, Link.WINS_ONLY).order())
        .containsExactly(new Above(0, 1), new Above(1, 2));
  }

  @Test
  void aTieJoinsWhereTiesCountAndNobodyElsewhere() {
    PairCounts tied = PairCounts.of(2, new double[4], new double[] {0, 1, 1, 0});
    assertThat(Components.of(tied, Link.WINS_AND_TIES).count()).isEqualTo(1);
    assertThat(Components.of(tied, Link.WINS_ONLY).count()).isEqualTo(2);
    assertThat(Components.of(tied, Link.WINS_ONLY).isolated()).isEmpty();
    assertThat(Components.of(tied, Link.COMPARED).count()).isEqualTo(1);
  }

  @Test
  void aWinJoinsWhereComparisonsDo() {
    PairCounts counts = wins(3, new int[][] {{0, 1}});
    Components islands = Components.of(counts, Link.COMPARED);
    assertThat(islands.sizes()).containsExactly(2, 1);
    assertThat(islands.isolated()).containsExactly(2);
    assertThat(islands.order()).isEmpty();
  }

  // computed with another program on the public files: rank-aggregation tables of components
  @Test
  void fourDriversOfNascarLostEveryRace() {
    Pool pool = PublicPools.nascar();
    Components found = components(pool, Link.WINS_AND_TIES);
    assertThat(found.sizes()).containsExactly(83, 1, 1, 1, 1);
    assertThat(IntStream.range(1, 5).mapToObj(c -> pool.models().get(found.models(c).getFirst())))
        .allMatch(name -> name.matches(".*(Hillenburg|Bradberry|Hedlesky|Renfrow).*"))
        .doesNotHaveDuplicates();
    assertThat(IntStream.range(1, 5)).allMatch(c -> found.isAbove(0, c));
    assertThat(found.diagnostics(pool.models()))
        .anySatisfy(each ->
            assertThat(each.message()).contains("5 components of 83, 1, 1, 1, 1", "Renfrow"));
  }

  @Test
  void oneModelOfTheEmbeddingBenchmarkIsComparedWithNobody() {
    Pool pool = PublicPools.mteb();
    Components found = components(pool, Link.WINS_AND_TIES);
    assertThat(found.sizes()).containsExactly(661, 1);
    assertThat(found.isolated().stream().map(pool.models()::get))
        .containsExactly("Singaraj__morisien-embed");
  }

  @Test
  void theOtherPublicPoolsHaveTheirKnownComponents() {
    assertThat(components(PublicPools.iceHockey(), Link.WINS_AND_TIES).count()).isEqualTo(1);
    assertThat(components(PublicPools.evalicaSimple(), Link.WINS_ONLY).count()).isEqualTo(5);
    assertThat(components(PublicPools.evalicaSimple(), Link.WINS_AND_TIES).count()).isEqualTo(1);
    assertThat(components(PublicPools.llmfao(), Link.WINS_AND_TIES).count()).isEqualTo(1);
    assertThat(components(PublicPools.liveCodeBench(), Link.WINS_AND_TIES).count()).isEqualTo(1);
  }

  @Test
  void oneBenchmarkPerModelGivesAsManyComponentsAsBenchmarks() {
    Pool pool = PublicPools.openLlm();
    List<String> benchmarks =
        pool.samples().stream().map(each -> each.source()).distinct().toList();
    assertThat(benchmarks).hasSize(6);
    RandomGenerator random = new Seed(5).generator();
    int[] chosen = random.ints(pool.modelCount(), 0, 6).toArray();
    Pool blocks = pool.masked((m, s) -> pool.sample(s).source().equals(benchmarks.get(chosen[m])));
    assertThat(components(blocks, Link.WINS_AND_TIES).count()).isEqualTo(6);
    assertThat(components(blocks, Link.COMPARED).count()).isEqualTo(6);
  }

  @Property(tries = 30)
  void theyAreThoseOfMutualReachability(
      @ForAll @IntRange(min = 1, max = 12) int n,
      @ForAll @DoubleRange(max = 0.4) double density,
      @ForAll long seed) {
    RandomGenerator random = new Seed(seed).generator();
    List<int[]> arrows = new ArrayList<>();
    boolean[][] reach = new boolean[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j && random.nextDouble() < density) {
          arrows.add(new int[] {i, j});
          reach[i][j] = true;
        }
      }
    }
    for (int k = 0; k < n; k++) { // Warshall
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          reach[i][j] |= reach[i][k] && reach[k][j];
        }
      }
    }
    Components found = Components.of(wins(n, arrows.toArray(int[][]::new)), Link.WINS_ONLY);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j) {
          int a = found.componentOf(i);
          int b = found.componentOf(j);
          assertThat(a == b).isEqualTo(reach[i][j] && reach[j][i]);
          assertThat(found.isAbove(a, b)).isEqualTo(reach[i][j] && !reach[j][i]);
        }
      }
    }
    assertThat(found.sizes().stream().mapToInt(Integer::intValue).sum()).isEqualTo(n);
    assertThat(found.sizes()).isSortedAccordingTo((a, b) -> b - a);
  }

  static PairCounts wins(int n, int[][] arrows) {
    double[] wins = new double[n * n];
    Arrays.stream(arrows).forEach(arrow -> wins[arrow[0] * n + arrow[1]]++);
    return PairCounts.of(n, wins, new double[n * n]);
  }

  private static Components components(Pool pool, Link link) {
    return Components.of(PairCounts.of(Evidence.of(pool)), link);
  }
}
