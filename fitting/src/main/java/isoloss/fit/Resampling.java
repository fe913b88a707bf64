package isoloss.fit;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Seed;
import isoloss.data.Variable;
import isoloss.stat.NumPyChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Rows, or whole clusters of rows, drawn with replacement. */
final class Resampling {
  private final int rows;
  private final List<List<Integer>> clusters;
  private final IntFunction<int[]> chosenClusters;

  private Resampling(int rows, List<List<Integer>> clusters, IntFunction<int[]> chosenClusters) {
    this.rows = rows;
    this.clusters = clusters;
    this.chosenClusters = chosenClusters;
  }

  /**
   * @param cluster a label or an input whose equal values are drawn together; empty for rows
   * @throws InputException if there is no such label or column, or fewer than two clusters
   */
  static Resampling of(Observations data, String cluster, Seed seed) {
    List<List<Integer>> groups =
        cluster.isEmpty()
            ? IntStream.range(0, data.size()).mapToObj(List::of).toList()
            : groups(keys(data, cluster));
    if (groups.size() < 2) {
      throw new InputException(
          "a bootstrap by %s needs at least 2 clusters and the data have %d"
              .formatted(cluster, groups.size()));
    }
    return new Resampling(data.size(), groups, draw -> keyed(groups.size(), seed.child(draw)));
  }

  private static List<?> keys(Observations data, String cluster) {
    if (data.label(cluster).isPresent()) {
      return data.label(cluster).get();
    }
    if (data.variable(cluster).isPresent()) {
      return java.util.Arrays.stream(data.column(cluster)).boxed().toList();
    }
    List<String> known = new ArrayList<>(data.labels().keySet());
    data.variables().stream().map(Variable::symbol).forEach(known::add);
    throw new InputException(
        "no label or column %s to draw clusters by; there are %s".formatted(cluster, known));
  }

  private static List<List<Integer>> groups(List<?> keys) {
    Map<Object, List<Integer>> byKey = new LinkedHashMap<>();
    for (int row = 0; row < keys.size(); row++) {
      byKey.computeIfAbsent(keys.get(row), key -> new ArrayList<>()).add(row);
    }
    return new ArrayList<>(byKey.values());
  }

  int clusters() {
    return clusters.size();
  }

  /** The same clusters, drawn as one sequence of NumPy's legacy generator with this seed. */
  Resampling asNumPyDraws(long numPySeed) {
    NumPyChoice sequence = new NumPyChoice(numPySeed);
    List<int[]> drawn = new ArrayList<>();
    return new Resampling(
        rows,
        clusters,
        draw -> {
          synchronized (drawn) {
            while (drawn.size() <= draw) {
              drawn.add(sequence.draw(clusters.size(), clusters.size()));
            }
            return drawn.get(draw);
          }
        });
  }

  private static int[] keyed(int count, Seed seed) {
    RandomGenerator random = seed.generator();
    return IntStream.generate(() -> random.nextInt(count)).limit(count).toArray();
  }

  /** How often each row is in one resample; depends on seed and index alone. */
  int[] multiplicities(int draw) {
    int[] counts = new int[rows];
    for (int cluster : chosenClusters.apply(draw)) {
      for (int row : clusters.get(cluster)) {
        counts[row]++;
      }
    }
    return counts;
  }
}
