package isoloss.rank.next;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.data.pool.Pool;
import isoloss.rank.PublicPools;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.item.Item;
import isoloss.rank.item.ItemResponseFit;
import isoloss.rank.item.TwoParameter;
import isoloss.rank.method.Request;
import isoloss.stat.cluster.Clustering;
import isoloss.stat.cluster.Dendrogram;
import isoloss.stat.cluster.Linkage;
import isoloss.stat.cluster.Partition;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnchorItemsTest {

  /** Lloyd's iteration from random rows; the module with the real one is not on this path. */
  private record PlainClustering() implements Clustering {
    @Override
    public Partition kMeans(double[][] rows, int clusters, long seed) {
      RandomGenerator random = new Seed(seed).generator();
      double[][] centres =
          random
              .ints(0, rows.length)
              .distinct()
              .limit(clusters)
              .mapToObj(i -> rows[i])
              .toArray(double[][]::new);
      int[] assigned = new int[rows.length];
      for (int step = 0; step < 15; step++) {
        for (int i = 0; i < rows.length; i++) {
          assigned[i] = nearest(centres, rows[i]);
        }
        Partition found = Partition.of(rows, assigned);
        centres = found.centres().stream().map(c -> c.toArray()).toArray(double[][]::new);
      }
      return Partition.of(rows, assigned);
    }

    private static int nearest(double[][] centres, double[] row) {
      int nearest = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int c = 0; c < centres.length; c++) {
        double distance = 0;
        for (int j = 0; j < row.length; j++) {
          distance += (row[j] - centres[c][j]) * (row[j] - centres[c][j]);
        }
        if (distance < least) {
          least = distance;
          nearest = c;
        }
      }
      return nearest;
    }

    @Override
    public Dendrogram hierarchical(double[][] rows, Linkage linkage) {
      throw new UnsupportedOperationException("not needed here");
    }
  }

  @Test
  void anAnchorStandsForItsCluster() {
    double[][] vectors = {{0}, {0.1}, {0.2}, {5}, {5.1}, {9}};
    AnchorItems anchors = AnchorItems.byClusters(vectors, 6, new PlainClustering(), new Seed(1));
    assertThat(anchors.items()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(anchors.weights().stream().sum()).isCloseTo(1, within(1e-12));
    assertThat(anchors.weightedMean(new double[] {1, 1, 0, 0, 1, 0})).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void withoutTheModuleTheSentenceSaysWhatIsMissing() {
    assertThatThrownBy(() -> AnchorItems.byClusters(new double[4][2], 2, new Seed(1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("isoloss-smile");
  }

  /**
   * Sixty anchors of 1,260 samples are chosen on 100 models and predict the means of 50 others:
   * clusters with completion must beat what a random choice of as many samples does.
   */
  @Test
  void anchorsPredictTheMeansOfModelsThatWereNotSeen() {
    Pool pool = PublicPools.openLlm();
    BitSet training = new BitSet();
    new Seed(8).generator().ints(0, 150).distinct().limit(100).forEach(training::set);
    Pool seen = pool.withModels(training);
    ItemResponseFit fit = new TwoParameter().estimate(Evidence.of(seen), Request.full(2));
    List<Item> items = fit.items().items();
    AnchorItems clusters =
        AnchorItems.byClusters(
            AnchorItems.vectors(fit, seen), 60, new PlainClustering(), new Seed(2));
    AnchorItems informative = AnchorItems.byInformation(items, fit.abilities(), 60);
    double weighted = 0;
    double completed = 0;
    double byInformation = 0;
    double random = 0;
    RandomGenerator draws = new Seed(6).generator();
    for (int m = training.nextClearBit(0); m < 150; m = training.nextClearBit(m + 1)) {
      double[] all = scores(pool, m, items);
      double truth = Arrays.stream(all).average().orElseThrow();
      double[] onClusters = at(all, clusters.items());
      weighted += Math.abs(clusters.weightedMean(onClusters) - truth) / 50;
      completed += Math.abs(clusters.completedMean(items, onClusters) - truth) / 50;
      byInformation +=
          Math.abs(informative.completedMean(items, at(all, informative.items())) - truth) / 50;
      List<Integer> any = draws.ints(0, all.length).distinct().limit(60).boxed().toList();
      random += Math.abs(Arrays.stream(at(all, any)).average().orElseThrow() - truth) / 50;
    }
    assertThat(completed).isLessThan(random);
    assertThat(weighted).isLessThan(random);
    assertThat(byInformation).isLessThan(random);
    assertThat(completed).isLessThan(0.03);
  }

  private static double[] scores(Pool pool, int model, List<Item> items) {
    return items.stream().mapToDouble(i -> pool.score(model, i.sample()).orElseThrow()).toArray();
  }

  private static double[] at(double[] all, List<Integer> places) {
    return places.stream().mapToDouble(i -> all[i]).toArray();
  }

  @Test
  void completionOfAllIsTheMean() {
    List<Item> items = IntStream.range(0, 5).mapToObj(s -> new Item(s, 0, 1, s - 2)).toList();
    AnchorItems all = AnchorItems.byInformation(items, Values.of(0, 1), 5);
    assertThat(all.completedMean(items, new double[] {1, 0, 1, 0, 0})).isCloseTo(.4, within(1e-12));
    assertThat(AnchorItems.byInformation(items, Values.of(0), 1).items()).containsExactly(2);
  }
}
