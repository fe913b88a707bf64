package isoloss.sampling.passuntil;

import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import isoloss.sampling.resample.Clusters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Models of one series, from the least, on shared problems.
 *
 * @param sizes one per model; ascending, but losses descending
 * @param counts per model, then per problem, the problems in one order
 * @param goldLosses loss of each problem's correct answer, per model, where it was measured
 */
record Ladder(
    Scale scale,
    List<String> models,
    List<Double> sizes,
    List<List<ProblemCounts>> counts,
    Optional<List<List<Double>>> goldLosses) {

  Ladder {
    models = List.copyOf(models);
    sizes = List.copyOf(sizes);
    counts = counts.stream().map(List::copyOf).toList();
  }

  int rungs() {
    return models.size();
  }

  int problems() {
    return counts.getFirst().size();
  }

  double size(int rung) {
    return sizes.get(rung);
  }

  double[] sizeArray() {
    return sizes.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** x of every size. */
  double[] x() {
    return sizes.stream().mapToDouble(scale::x).toArray();
  }

  /** Estimates of PU per model and problem. */
  double[][] passRates(PassRate estimator, SamplingDesign design) {
    return counts.stream()
        .map(own -> own.stream().mapToDouble(p -> estimator.of(p, design)).toArray())
        .toArray(double[][]::new);
  }

  /** The rungs below a size (of higher loss), from which it may be predicted. */
  Ladder below(double size) {
    int[] keep = IntStream.range(0, rungs()).filter(r -> scale.isLess(size(r), size)).toArray();
    return new Ladder(
        scale,
        Arrays.stream(keep).mapToObj(models::get).toList(),
        Arrays.stream(keep).mapToObj(sizes::get).toList(),
        Arrays.stream(keep).mapToObj(counts::get).toList(),
        goldLosses.map(all -> Arrays.stream(keep).mapToObj(all::get).toList()));
  }

  Clusters clusters() {
    return Clusters.byKey(counts.getFirst().stream().map(ProblemCounts::cluster).toList());
  }
}
