package isoloss.stat.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.Values;
import isoloss.stat.cluster.Dendrogram.Merge;
import java.util.List;
import org.junit.jupiter.api.Test;

class DendrogramTest {

  @Test
  void theChildOfTheSmallerMeanComesFirst() {
    // (0, 1) at 1, (2, 3) at 2, both at 10; means .5 and 9
    Dendrogram tree =
        new Dendrogram(List.of(new Merge(1, 0, 1), new Merge(3, 2, 2), new Merge(5, 4, 10)));
    double[][] rows = {{0}, {1}, {10}, {8}};
    assertThat(tree.leafOrder(rows)).containsExactly(0, 1, 3, 2);
  }

  @Test
  void equalMeansAreToldApartByTheirRows() {
    Dendrogram tree = new Dendrogram(List.of(new Merge(0, 1, 1)));
    assertThat(tree.leafOrder(new double[][] {{1, 0}, {0, 1}})).containsExactly(1, 0);
    assertThat(tree.leafOrder(new double[][] {{0, 1}, {1, 0}})).containsExactly(0, 1);
  }

  @Test
  void rowsOfAnotherTreeAreRefused() {
    Dendrogram tree = new Dendrogram(List.of(new Merge(0, 1, 1)));
    assertThatThrownBy(() -> tree.leafOrder(new double[3][1]))
        .hasMessageContaining("3 rows for 2 leaves");
  }

  @Test
  void oneRowIsInOrder() {
    assertThat(new Dendrogram(List.of()).leafOrder(new double[][] {{4}})).containsExactly(0);
  }

  @Test
  void aPartitionLeavesEmptyClustersOutAndHasTheMeansOfTheOthers() {
    Partition partition =
        Partition.of(new double[][] {{1, 0}, {3, 2}, {7, 7}}, new int[] {5, 5, 2});
    assertThat(partition.clusterOf()).containsExactly(1, 1, 0);
    assertThat(partition.centres()).containsExactly(Values.of(7, 7), Values.of(2, 1));
    assertThat(partition.size(1)).isEqualTo(2);
  }
}
