package isoloss.sampling;

import isoloss.data.InputException;
import isoloss.stat.Moments;
import isoloss.stat.Quantile;
import isoloss.stat.SkewedMean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The difference of two models' pass@k on the problems that both have; problems of one cluster
 * count together, as in {@link CoverageCurve}.
 *
 * @param standardError of the paired difference, problems as a sample
 * @param unpairedStandardError what it would be if the problems were not shared
 * @param correlation of the two models' pass@k over problems; NaN where one does not vary
 */
public record PairedDifference(
    int k,
    int problems,
    double value,
    OptionalDouble standardError,
    Optional<Quantile.Interval> interval,
    OptionalDouble unpairedStandardError,
    double correlation) {

  /**
   * First less second.
   *
   * @throws InputException if the models share no problem
   */
  public static PairedDifference of(
      List<ProblemCounts> first,
      List<ProblemCounts> second,
      int k,
      SamplingDesign design,
      double level) {
    Map<String, ProblemCounts> others = new HashMap<>();
    second.forEach(problem -> others.put(problem.problem(), problem));
    List<ProblemCounts> shared =
        first.stream().filter(problem -> others.containsKey(problem.problem())).toList();
    if (shared.isEmpty()) {
      throw new InputException("the two models share no problem; compare them on the same ones");
    }
    double[] a = shared.stream().mapToDouble(p -> 1 - design.failure(p, k)).toArray();
    double[] b =
        shared.stream()
            .mapToDouble(p -> 1 - design.failure(others.getOrDefault(p.problem(), p), k))
            .toArray();
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    double mean = Moments.of(difference).mean();
    double[] deviations = CoverageCurve.clusterDeviations(shared, difference, mean);
    return new PairedDifference(
        k,
        a.length,
        mean,
        CoverageCurve.standardError(deviations),
        interval(mean, deviations, level),
        unpaired(shared, a, b),
        correlation(a, b));
  }

  private static Optional<Quantile.Interval> interval(
      double mean, double[] deviations, double level) {
    return CoverageCurve.standardError(deviations).orElse(0) > 0
        ? Optional.of(SkewedMean.interval(mean, deviations, level))
        : Optional.empty();
  }

  private static OptionalDouble unpaired(List<ProblemCounts> shared, double[] a, double[] b) {
    OptionalDouble first = standardError(shared, a);
    OptionalDouble second = standardError(shared, b);
    return first.isPresent() && second.isPresent()
        ? OptionalDouble.of(Math.hypot(first.getAsDouble(), second.getAsDouble()))
        : OptionalDouble.empty();
  }

  private static OptionalDouble standardError(List<ProblemCounts> shared, double[] h) {
    return CoverageCurve.standardError(
        CoverageCurve.clusterDeviations(shared, h, Moments.of(h).mean()));
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Moments.of(a).mean();
    double meanB = Moments.of(b).mean();
    double product = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      product += (a[i] - meanA) * (b[i] - meanB);
      squaresA += (a[i] - meanA) * (a[i] - meanA);
      squaresB += (b[i] - meanB) * (b[i] - meanB);
    }
    return squaresA > 0 && squaresB > 0 ? product / Math.sqrt(squaresA * squaresB) : Double.NaN;
  }
}
