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
 * The difference of two models' pass@k on the problems that both have.
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
    Moments moments = Moments.of(difference);
    return new PairedDifference(
        k,
        a.length,
        moments.mean(),
        moments.standardErrorOfMean(),
        interval(difference, moments, level),
        unpaired(a, b),
        correlation(a, b));
  }

  private static Optional<Quantile.Interval> interval(
      double[] difference, Moments moments, double level) {
    if (!(moments.standardDeviation().orElse(0) > 0)) {
      return Optional.empty();
    }
    double[] deviations = new double[difference.length];
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = difference[i] - moments.mean();
    }
    return Optional.of(SkewedMean.interval(moments.mean(), deviations, level));
  }

  private static OptionalDouble unpaired(double[] a, double[] b) {
    OptionalDouble first = Moments.of(a).standardErrorOfMean();
    OptionalDouble second = Moments.of(b).standardErrorOfMean();
    return first.isPresent() && second.isPresent()
        ? OptionalDouble.of(Math.hypot(first.getAsDouble(), second.getAsDouble()))
        : OptionalDouble.empty();
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
