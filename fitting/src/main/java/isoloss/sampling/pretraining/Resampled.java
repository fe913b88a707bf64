package isoloss.sampling.pretraining;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.fit.Estimate;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import isoloss.sampling.resample.Clusters;
import isoloss.sampling.resample.DrawnEstimate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
    Clusters clusters =
        Clusters.byKey(checkpoints.stream().map(each -> key(each, bootstrap.cluster())).toList());
    Seed seed = fitter.root().child("checkpoints");
    return IntStream.range(0, bootstrap.draws())
        .mapToObj(draw -> clusters.draw(seed.child(draw)))
        .toList();
  }

  private static Object key(Checkpoint checkpoint, String cluster) {
    return switch (cluster) {
      case "", "model" -> checkpoint.model();
      case "N" -> checkpoint.parameters();
      default ->
          throw new IllegalArgumentException(
              "checkpoints are resampled by model or, whole runs at once, by N; not by " + cluster);
    };
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

  /** The law of cells, with a refit for every resample of their checkpoints. */
  static PowerSum.Fitted fit(
      PowerSum problem,
      int starts,
      String purpose,
      Cells cells,
      List<Checkpoint> checkpoints,
      Fitter fitter) {
    PowerSum.Fitted best = problem.fit(starts, fitter.root().child(purpose), fitter.threads());
    List<double[]> weights =
        multiplicities(checkpoints, fitter).stream()
            .map(counts -> weights(cells.list(), checkpoints, counts))
            .toList();
    return best.with(problem.refits(best, weights, fitter.threads()));
  }

  /** An estimate for each name, with the interval of its draws where there are any. */
  static List<Estimate> estimates(List<String> names, PowerSum.Fitted law, Fitter fitter) {
    return IntStream.range(0, names.size())
        .mapToObj(at -> estimate(names.get(at), law.theta(), law.draws(), at, fitter))
        .toList();
  }

  /** An estimate with the interval of its draws, where there are any. */
  static Estimate estimate(String name, Values theta, List<Values> draws, int at, Fitter fitter) {
    return fitter.uncertainty() instanceof Uncertainty.Bootstrap bootstrap
        ? DrawnEstimate.of(
            name,
            theta.get(at),
            draws.stream().mapToDouble(draw -> draw.get(at)).toArray(),
            bootstrap.level())
        : Estimate.point(name, theta.get(at));
  }
}
