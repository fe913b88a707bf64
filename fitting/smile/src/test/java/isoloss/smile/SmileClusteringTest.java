package isoloss.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import isoloss.stat.cluster.Clustering;
import isoloss.stat.cluster.Dendrogram;
import isoloss.stat.cluster.Linkage;
import isoloss.stat.cluster.Partition;
import isoloss.stat.cluster.Seriation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmileClusteringTest {
  private final Clustering clustering = new SmileClustering();

  @Test
  void theServiceIsFound() {
    assertThat(Clustering.installed()).get().isInstanceOf(SmileClustering.class);
  }

  @Test
  void separateCloudsAreTheClusters() {
    double[][] rows = clouds(3, 40, 1);
    Partition found = clustering.kMeans(rows, 3, 7);
    for (int cloud = 0; cloud < 3; cloud++) {
      assertThat(new HashSet<>(found.clusterOf().subList(cloud * 40, (cloud + 1) * 40))).hasSize(1);
    }
    assertThat(found.size(0)).isEqualTo(40);
  }

  @Test
  void theSameSeedGivesTheSameClusters() {
    double[][] rows = noise(200, 5, 2);
    Partition first = clustering.kMeans(rows, 8, 3);
    assertThat(clustering.kMeans(rows, 8, 3)).isEqualTo(first);
    assertThat(clustering.kMeans(rows, 8, 4)).isNotEqualTo(first);
  }

  @Test
  void equalRowsGiveNoMoreClustersThanTheyDiffer() {
    double[][] rows = {{1, 2}, {1, 2}, {3, 4}, {1, 2}};
    assertThat(clustering.kMeans(rows, 3, 1).clusters()).isEqualTo(2);
    assertThat(clustering.kMeans(new double[][] {{1}, {1}}, 2, 1).clusters()).isEqualTo(1);
  }

  @Test
  void anImpossibleNumberOfClustersIsRefused() {
    assertThatThrownBy(() -> clustering.kMeans(new double[2][1], 3, 1))
        .hasMessageContaining("3 clusters of 2 rows");
    assertThatThrownBy(() -> clustering.kMeans(new double[][] {{1}, {Double.NaN}}, 1, 1))
        .hasMessageContaining("finite");
  }

  /** SciPy 1.17.1: {@code linkage([[0], [1], [5], [7]], method)}; Ward's height is its distance. */
  @Test
  void heightsAgreeWithAnotherProgram() {
    double[][] rows = {{0}, {1}, {5}, {7}};
    assertThat(heights(rows, Linkage.AVERAGE)).containsExactly(1, 2, 5.5);
    assertThat(heights(rows, Linkage.COMPLETE)).containsExactly(1, 2, 7);
    double[] ward = heights(rows, Linkage.WARD);
    assertThat(ward[2]).isCloseTo(7.7781745930520225, within(1e-9));
  }

  @ParameterizedTest
  @EnumSource
  void everyLinkageMergesAllRowsOnce(Linkage linkage) {
    Dendrogram tree = clustering.hierarchical(noise(30, 4, 5), linkage);
    assertThat(tree.merges().stream().flatMap(m -> IntStream.of(m.left(), m.right()).boxed()))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 58).boxed().toList());
  }

  @Property(tries = 20)
  void theOrderOfTheRowsDoesNotMatter(@ForAll long shuffle) {
    double[][] rows = binary(40, 12, 6); // many equal distances and equal rows
    int[] permutation = permutation(rows.length, shuffle);
    double[][] moved = IntStream.of(permutation).mapToObj(i -> rows[i]).toArray(double[][]::new);
    assertThat(inOrder(moved, Seriation.of(moved, clustering, Linkage.AVERAGE)))
        .isDeepEqualTo(inOrder(rows, Seriation.of(rows, clustering, Linkage.AVERAGE)));
  }

  @Test
  void theCallersRowsStayAsTheyAre() {
    double[][] rows = noise(20, 3, 8);
    double[][] before = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    clustering.kMeans(rows, 4, 1);
    Seriation.of(rows, clustering, Linkage.WARD);
    assertThat(rows).isDeepEqualTo(before);
  }

  @Test
  void blocksStandTogether() {
    double[][] rows = clouds(4, 10, 9);
    List<Integer> order = Seriation.of(rows, clustering, Linkage.AVERAGE);
    List<Integer> cloud = order.stream().map(i -> i / 10).toList();
    assertThat(IntStream.range(1, 40).filter(i -> !cloud.get(i).equals(cloud.get(i - 1))).count())
        .isEqualTo(3);
  }

  private double[] heights(double[][] rows, Linkage linkage) {
    return clustering.hierarchical(rows, linkage).merges().stream()
        .mapToDouble(Dendrogram.Merge::height)
        .toArray();
  }

  private static double[][] inOrder(double[][] rows, List<Integer> order) {
    return order.stream().map(i -> rows[i]).toArray(double[][]::new);
  }

  private static double[][] clouds(int clouds, int size, long seed) {
    RandomGenerator random = new Seed(seed).generator();
    return IntStream.range(0, clouds * size)
        .mapToObj(i -> cloud(i / size, random))
        .toArray(double[][]::new);
  }

  private static double[] cloud(int number, RandomGenerator random) {
    return new double[] {10.0 * number + random.nextGaussian(), number % 2 * 9};
  }

  private static double[][] noise(int rows, int columns, long seed) {
    RandomGenerator random = new Seed(seed).generator();
    return IntStream.range(0, rows)
        .mapToObj(i -> random.doubles(columns).toArray())
        .toArray(double[][]::new);
  }

  private static double[][] binary(int rows, int columns, long seed) {
    RandomGenerator random = new Seed(seed).generator();
    return IntStream.range(0, rows)
        .mapToObj(i -> random.ints(columns, 0, 2).asDoubleStream().toArray())
        .toArray(double[][]::new);
  }

  private static int[] permutation(int size, long seed) {
    RandomGenerator random = new Seed(seed).generator();
    int[] order = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }
}
