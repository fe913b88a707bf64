package isoloss.sampling.pretraining;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.fit.Estimate;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import isoloss.stat.Moments;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/** Checkpoints drawn with replacement, or whole runs of one size. */
final class Resampled {
  private Resampled() {}

  /**
   * How often each checkpoint is drawn, in every resample; none without a bootstrap.
   *
   * @throws IllegalArgumentException if the fitter names a cluster other than model and N
   */
  static List<int[]> multiplicities(List<Checkpoint> checkpoints, Fitter fitter) {
    if (!(fitter.uncertainty() instanceof Uncertainty.Bootstrap bootstrap)) {
      return List.of();
    }
    List<List<Integer>> groups = groups(checkpoints, bootstrap.cluster());
    List<int[]> all = new ArrayList<>();
    Seed seed = fitter.root().child("checkpoints");
    for (int draw = 0; draw < bootstrap.draws(); draw++) {
      RandomGenerator random = seed.child(draw).generator();
      int[] counts = new int[checkpoints.size()];
      for (int i = 0; i < groups.size(); i++) {
        groups.get(random.nextInt(groups.size())).forEach(member -> counts[member]++);
      }
      all.add(counts);
    }
    return all;
  }

  private static List<List<Integer>> groups(List<Checkpoint> checkpoints, String cluster) {
    Map<Object, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < checkpoints.size(); i++) {
      Checkpoint checkpoint = checkpoints.get(i);
      Object key =
          switch (cluster) {
            case "", "model" -> checkpoint.model();
            case "N" -> checkpoint.parameters();
            default ->
                throw new IllegalArgumentException(
                    "checkpoints are resampled by model or, whole runs at once, by N; not by "
                        + cluster);
          };
      groups.computeIfAbsent(key, any -> new ArrayList<>()).add(i);
    }
    return List.copyOf(groups.values());
  }

  /** The weights of cells when their checkpoints are drawn so often. */
  static double[] weights(List<Cells.Cell> cells, List<Checkpoint> checkpoints, int[] counts) {
    Map<String, Integer> times = new LinkedHashMap<>();
    for (int i = 0; i < counts.length; i++) {
      times.put(checkpoints.get(i).model(), counts[i]);
    }
    return cells.stream()
        .mapToDouble(cell -> times.getOrDefault(cell.checkpoint().model(), 0))
        .toArray();
  }

  /** An estimate with the interval of its draws, where there are any. */
  static Estimate estimate(String name, Values theta, List<Values> draws, int at, Fitter fitter) {
    if (draws.size() < 2 || !(fitter.uncertainty() instanceof Uncertainty.Bootstrap bootstrap)) {
      return Estimate.point(name, theta.get(at));
    }
    double[] values = draws.stream().mapToDouble(draw -> draw.get(at)).toArray();
    Quantile.Interval ends = Quantile.centralInterval(values, bootstrap.level());
    return new Estimate(
        name,
        theta.get(at),
        Moments.of(values).standardDeviation(),
        OptionalDouble.of(ends.low()),
        OptionalDouble.of(ends.high()),
        OptionalDouble.of(bootstrap.level()));
  }
}
