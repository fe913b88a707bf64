package isoloss.cost.speculative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.law.PublicData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Trees against Sequoia's measured vector (public data) and against every tree there is. */
class SpeculativeTreeTest {
  private static AcceptanceVector sequoia() {
    return new AcceptanceVector(
        Values.of(
            PublicData.read("sequoia/acceptance_rate_vector.csv").stream()
                .skip(2) // the header and rank 0
                .limit(32)
                .mapToDouble(row -> Double.parseDouble(row[1]))
                .toArray()));
  }

  @Test
  void theProgrammeGivesThePublishedVectorsExpectedTokens() {
    BestTrees ten = new BestTrees(sequoia(), 128, 10);
    int[] nodes = {2, 3, 4, 5, 6, 7, 8, 10, 16, 32, 64, 128};
    double[] expected = {
      1.634183, 2.036371, 2.291432, 2.453187, 2.561133, 2.663715, 2.732173, 2.865686, 3.130289,
      3.500739, 3.852309, 4.192108
    };
    for (int i = 0; i < nodes.length; i++) {
      assertThat(ten.expectedTokens(nodes[i], 10)).isCloseTo(expected[i], offset(5.1e-7));
    }
    BestTrees four = new BestTrees(sequoia(), 128, 4);
    int[] fewer = {2, 4, 8, 16, 32, 64, 128};
    double[] shallow = {1.634183, 2.291432, 2.593264, 2.864509, 3.056043, 3.223005, 3.354801};
    for (int i = 0; i < fewer.length; i++) {
      assertThat(four.expectedTokens(fewer[i], 4)).isCloseTo(shallow[i], offset(5.1e-7));
      assertThat(ten.expectedTokens(fewer[i], 4)).isEqualTo(four.expectedTokens(fewer[i], 4));
    }
  }

  @Test
  void theTreeAttainsItsExpectedTokens() {
    AcceptanceVector vector = sequoia();
    BestTrees trees = new BestTrees(vector, 128, 10);
    for (int n : new int[] {1, 2, 5, 8, 33, 128}) {
      DraftTree tree = trees.tree(n, 10);
      assertThat(tree.nodes()).isEqualTo(n);
      assertThat(tree.depth()).isLessThanOrEqualTo(10);
      assertThat(tree.expectedTokens(vector)).isCloseTo(trees.expectedTokens(n, 10), offset(1e-12));
    }
  }

  /** Its ninth child is likelier than its eighth, which costs the greedy tree from 74 nodes on. */
  @Test
  void theGreedyTreeIsTheBestUntilAnUnlikelyChildHidesALikelierOne() {
    AcceptanceVector vector = sequoia();
    BestTrees trees = new BestTrees(vector, 128, 10);
    for (int n = 1; n <= 128; n++) {
      DraftTree greedy = GreedyTree.of(vector, n, 10);
      assertThat(greedy.nodes()).isEqualTo(n);
      double shortfall = trees.expectedTokens(n, 10) - greedy.expectedTokens(vector);
      assertThat(shortfall).isBetween(-1e-12, n < 74 ? 1e-12 : 0.03);
      assertThat(shortfall > 1e-6).isEqualTo(n >= 74);
    }
  }

  @Test
  void probabilitiesOfTheFirstChildrenAndTheChain() {
    AcceptanceVector vector = sequoia();
    int[] first = {1, 2, 4, 8, 16, 32};
    double[] any = {.634183, .742129, .821589, .863568, .905547, .926537};
    for (int i = 0; i < first.length; i++) {
      assertThat(vector.anyOfFirst(first[i])).isCloseTo(any[i], offset(5.1e-7));
    }
    assertThat(vector.chain(8)).isCloseTo(2.662083, offset(5.1e-7));
    assertThat(vector.chainLimit()).isCloseTo(2.733607, offset(5.1e-7));
    assertThat(vector.isMonotone()).isFalse();
  }

  @Test
  void rejectionFallsAsAPowerOfTheNumberOfChildren() {
    RejectionDecay decay = RejectionDecay.of(sequoia()).orElseThrow();
    assertThat(decay.scale()).isCloseTo(0.339, offset(5e-4));
    assertThat(decay.exponent()).isCloseTo(0.453, offset(5e-4));
  }

  @Test
  void noTreeOfUpToSevenNodesIsBetter() {
    RandomGenerator random = new Seed(9).generator();
    for (int trial = 0; trial < 6; trial++) {
      double[] p = IntStream.range(0, 6).mapToDouble(i -> random.nextExponential()).toArray();
      double sum = Arrays.stream(p).sum() * 1.1;
      boolean falling = trial % 2 == 0;
      double[] vector = Arrays.stream(p).map(v -> v / sum).toArray();
      if (falling) {
        Arrays.sort(vector);
        vector = reversed(vector);
      }
      AcceptanceVector acceptance = new AcceptanceVector(Values.of(vector));
      for (int depth : new int[] {2, 3, 7}) {
        BestTrees trees = new BestTrees(acceptance, 7, depth);
        for (int n = 1; n <= 7; n++) {
          int levels = depth;
          double best =
              everyTree(n).stream()
                  .filter(tree -> tree.depth() <= levels && widest(tree) <= 6)
                  .mapToDouble(tree -> tree.expectedTokens(acceptance))
                  .max()
                  .orElse(Double.NEGATIVE_INFINITY);
          assertThat(trees.expectedTokens(n, depth)).isCloseTo(best, offset(1e-12));
          if (falling) {
            assertThat(GreedyTree.of(acceptance, n, depth).expectedTokens(acceptance))
                .isCloseTo(best, offset(1e-12));
          }
        }
      }
    }
  }

  @Test
  void theFastestTreeWeighsTokensAgainstTime() {
    BestTrees trees = new BestTrees(sequoia(), 16, 8);
    RoundTime free = new RoundTime(0, VerificationTime.ONE_STEP);
    assertThat(trees.fastest(free).nodes()).isEqualTo(16);
    RoundTime dear = new RoundTime(0.9, VerificationTime.ONE_STEP);
    BestTrees.Choice shallow = trees.fastest(dear);
    assertThat(shallow.depth()).isLessThan(trees.fastest(free).depth());
    assertThat(shallow.speedUp())
        .isCloseTo(shallow.expectedTokens() / (1 + 0.9 * (shallow.depth() - 1)), offset(1e-12));
    RoundTime hopeless = new RoundTime(2, VerificationTime.constant(1.5));
    assertThat(trees.fastest(hopeless).nodes()).isEqualTo(1);
    assertThat(trees.fastest(hopeless).speedUp()).isEqualTo(1);
  }

  @Test
  void shapesReadLevelByLevel() {
    DraftTree leaf = DraftTree.ROOT;
    DraftTree tree = new DraftTree(List.of(new DraftTree(List.of(leaf, leaf)), leaf));
    assertThat(tree.shape()).isEqualTo("2 | 2 0 | 0 0");
    assertThat(tree.nodes()).isEqualTo(5);
    assertThat(tree.depth()).isEqualTo(3);
    assertThatThrownBy(() -> new BestTrees(AcceptanceVector.independent(0.5, 4), 0, 3))
        .hasMessageContaining("0 nodes");
  }

  private static double[] reversed(double[] ascending) {
    double[] out = new double[ascending.length];
    Arrays.setAll(out, i -> ascending[ascending.length - 1 - i]);
    return out;
  }

  private static int widest(DraftTree tree) {
    return Math.max(
        tree.children().size(),
        tree.children().stream().mapToInt(SpeculativeTreeTest::widest).max().orElse(0));
  }

  /** Every ordered tree of n nodes: a first child's tree and the rest of the root's. */
  private static List<DraftTree> everyTree(int n) {
    if (n == 1) {
      return List.of(DraftTree.ROOT);
    }
    List<DraftTree> all = new ArrayList<>();
    for (int m = 1; m < n; m++) {
      for (DraftTree last : everyTree(m)) {
        for (DraftTree rest : everyTree(n - m)) {
          List<DraftTree> children = new ArrayList<>(rest.children());
          children.add(last);
          all.add(new DraftTree(children));
        }
      }
    }
    return all;
  }
}
