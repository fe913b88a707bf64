package isoloss.rank.next;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.data.pool.Pool;
import isoloss.rank.item.Item;
import isoloss.rank.item.ItemResponseFit;
import isoloss.rank.item.WarmAbility;
import isoloss.stat.cluster.Clustering;
import isoloss.stat.cluster.Partition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A few samples that stand for all: for new models that shall not be run on everything.
 *
 * @param items which, as indices into the items that were chosen from, ascending
 * @param weights how much of all each stands for; they sum to 1
 * @see <a href="https://arxiv.org/abs/2402.14992">Maia Polo et al. (2024), tinyBenchmarks</a>
 */
public record AnchorItems(List<Integer> items, Values weights) {
  public AnchorItems {
    items = List.copyOf(items);
    if (items.size() != weights.size()) {
      throw new IllegalArgumentException(items.size() + " anchors, " + weights.size() + " weights");
    }
  }

  /** One score per item and model: the measured one, or else its chance; one row per item. */
  public static double[][] vectors(ItemResponseFit fit, Pool pool) {
    return fit.items().items().stream()
        .map(item -> {
          double[] row = fit.abilities().stream().map(item::probability).toArray();
          pool.forEachModel(item.sample(), (m, score) -> row[m] = score);
          return row;
        })
        .toArray(double[][]::new);
  }

  /**
   * Groups items by k-means; of each group the item nearest to the centre stands for all of it.
   *
   * @param vectors one per item, for example {@link #vectors}
   * @param count how many anchors; fewer come back where fewer items differ
   */
  public static AnchorItems byClusters(
      double[][] vectors, int count, Clustering clustering, Seed seed) {
    requireCount(count, vectors.length);
    Partition found = clustering.kMeans(vectors, count, seed.child("anchor items").value());
    int[] nearest = new int[found.clusters()];
    Arrays.fill(nearest, -1);
    double[] distance = new double[nearest.length];
    for (int i = 0; i < vectors.length; i++) {
      int cluster = found.clusterOf().get(i);
      double own = squaredDistance(vectors[i], found.centres().get(cluster));
      if (nearest[cluster] < 0 || own < distance[cluster]) {
        nearest[cluster] = i;
        distance[cluster] = own;
      }
    }
    int[] clusters =
        IntStream.range(0, nearest.length)
            .boxed()
            .sorted(Comparator.comparingInt(c -> nearest[c]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new AnchorItems(
        IntStream.of(clusters).mapToObj(c -> nearest[c]).toList(),
        Values.of(
            IntStream.of(clusters)
                .mapToDouble(c -> found.size(c) / (double) vectors.length)
                .toArray()));
  }

  /** The same with the clustering that is installed. */
  public static AnchorItems byClusters(double[][] vectors, int count, Seed seed) {
    Clustering clustering =
        Clustering.installed().orElseThrow(() -> new InputException(Clustering.ABSENT));
    return byClusters(vectors, count, clustering, seed);
  }

  private static double squaredDistance(double[] a, Values b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b.get(j)) * (a[j] - b.get(j));
    }
    return sum;
  }

  /**
   * The items that tell most about abilities like these, on average; all weigh alike. Their plain
   * mean does not stand for the mean of all: use {@link #completedMean}.
   */
  public static AnchorItems byInformation(List<Item> all, Values abilities, int count) {
    requireCount(count, all.size());
    double[] information =
        all.stream()
            .mapToDouble(item -> abilities.stream().map(item::information).average().orElse(0))
            .toArray();
    List<Integer> chosen =
        IntStream.range(0, all.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -information[i]))
            .limit(count)
            .sorted()
            .toList();
    double[] alike = new double[count];
    Arrays.fill(alike, 1.0 / count);
    return new AnchorItems(chosen, Values.of(alike));
  }

  private static void requireCount(int count, int of) {
    if (count < 1 || count > of) {
      throw new IllegalArgumentException("%d anchors of %d items".formatted(count, of));
    }
  }

  /** The weighted mean of a model's scores on the anchors. */
  public double weightedMean(double[] scores) {
    double sum = 0;
    for (int k = 0; k < scores.length; k++) {
      sum += weights.get(k) * scores[k];
    }
    return sum;
  }

  /**
   * The mean over all items: the scores on the anchors and, for the others, chances at the ability
   * that the anchors show (p-IRT).
   *
   * @param all the items that the anchors were chosen from
   */
  public double completedMean(List<Item> all, double[] scores) {
    List<Item> asked = new ArrayList<>();
    items.forEach(i -> asked.add(all.get(i)));
    double ability = WarmAbility.of(asked, scores).ability();
    double sum = Arrays.stream(scores).sum();
    for (int i = 0; i < all.size(); i++) {
      sum += items.contains(i) ? 0 : all.get(i).probability(ability);
    }
    return sum / all.size();
  }
}
