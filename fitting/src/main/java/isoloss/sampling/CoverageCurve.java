package isoloss.sampling;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.sampling.resample.Clusters;
import isoloss.stat.Normal;
import isoloss.stat.Quantile;
import isoloss.stat.SkewedMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * pass@k over problems with its two uncertainties: another benchmark of the kind (problems as a
 * sample) and another run on these problems (fixed benchmark). They answer different questions and
 * are never added.
 *
 * @param quantile of the largest studentised deviation over the curve, which makes the band
 *     simultaneous; NaN where no band was made
 */
public record CoverageCurve(
    List<ProblemCounts> problems,
    SamplingDesign design,
    List<Coverage> points,
    double betweenProblemVariance,
    double quantile) {

  public CoverageCurve {
    problems = List.copyOf(problems);
    points = List.copyOf(points);
  }

  /**
   * How a curve is made.
   *
   * @param bandDraws bootstrap draws of the simultaneous band; 0 for none
   */
  public record Settings(SamplingDesign design, double level, int bandDraws, Seed seed) {}

  /**
   * @param ks ascending, each at least 1
   * @throws InputException if some k cannot be estimated from these counts, with the reason
   */
  public static CoverageCurve of(List<ProblemCounts> problems, List<Integer> ks, Settings how) {
    requireEstimable(problems, ks, how.design());
    double[][] h = new double[ks.size()][];
    List<Coverage> points = new ArrayList<>();
    for (int j = 0; j < h.length; j++) {
      int k = ks.get(j);
      h[j] = problems.stream().mapToDouble(p -> pass(how.design(), p, k)).toArray();
      points.add(point(problems, h[j], k, how));
    }
    double quantile = Double.NaN;
    Clusters clusters = Clusters.byKey(problems.stream().map(ProblemCounts::cluster).toList());
    if (how.bandDraws() > 0 && clusters.size() > 1) {
      SimultaneousBand band =
          SimultaneousBand.of(h, problems, clusters, how.level(), how.bandDraws(), how.seed());
      quantile = band.quantile();
      points = band.around(points);
    }
    return new CoverageCurve(
        problems, how.design(), points, betweenProblemVariance(problems, h, ks, how), quantile);
  }

  private static double pass(SamplingDesign design, ProblemCounts problem, int k) {
    return design instanceof SamplingDesign.FixedN
        ? FailureRatio.pass(problem.samples(), problem.correct(), k)
        : 1 - design.failure(problem, k);
  }

  private static void requireEstimable(
      List<ProblemCounts> problems, List<Integer> ks, SamplingDesign design) {
    if (problems.isEmpty()) {
      throw new InputException("no problem to estimate pass@k from");
    }
    int wanted = ks.stream().mapToInt(Integer::intValue).max().orElse(0);
    if (design instanceof SamplingDesign.Adaptive) {
      design.failure(problems.getFirst(), wanted);
    }
    int greatest = design.greatestK(problems);
    if (wanted > greatest) {
      List<String> tooShort =
          problems.stream()
              .filter(problem -> problem.samples() < wanted)
              .map(problem -> problem.problem() + " (n = " + problem.samples() + ")")
              .toList();
      throw new InputException(
          ("pass@%d cannot be estimated: %d of %d problems have fewer samples (%s%s); ask for k up"
                  + " to %d, keep the problems with n >= %d by --where, or name a law with"
                  + " --extrapolate")
              .formatted(
                  wanted,
                  tooShort.size(),
                  problems.size(),
                  String.join(", ", tooShort.subList(0, Math.min(3, tooShort.size()))),
                  tooShort.size() > 3 ? ", ..." : "",
                  greatest,
                  wanted));
    }
  }

  private static Coverage point(List<ProblemCounts> problems, double[] h, int k, Settings how) {
    double mean = Arrays.stream(h).average().orElseThrow();
    double[] deviations = clusterDeviations(problems, h, mean);
    OptionalDouble fixed = fixedStandardError(problems, k, how.design());
    return new Coverage(
        k,
        mean,
        standardError(deviations),
        interval(mean, deviations, how.level()),
        fixed,
        fixed.isPresent() && fixed.getAsDouble() > 0 && mean > 0 && mean < 1
            ? Optional.of(logLog(mean, fixed.getAsDouble(), Normal.quantile((1 + how.level()) / 2)))
            : Optional.empty(),
        Optional.empty());
  }

  private static Optional<Quantile.Interval> interval(
      double mean, double[] deviations, double level) {
    int units = deviations.length;
    if (units < 2) {
      return Optional.empty();
    }
    if (Arrays.stream(deviations).allMatch(d -> d == 0)) {
      // Every problem agrees: the bound of a binomial share with none or all of them.
      double bound = 1 - Math.pow((1 - level) / 2, 1.0 / units);
      return mean == 0
          ? Optional.of(new Quantile.Interval(0, bound))
          : mean == 1 ? Optional.of(new Quantile.Interval(1 - bound, 1)) : Optional.empty();
    }
    Quantile.Interval raw = SkewedMean.interval(mean, deviations, level);
    return Optional.of(
        new Quantile.Interval(Math.clamp(raw.low(), 0, mean), Math.clamp(raw.high(), mean, 1)));
  }

  /**
   * Per cluster, how much it moves the mean, times the number of clusters; for single problems
   * their deviation from the mean.
   */
  static double[] clusterDeviations(List<ProblemCounts> problems, double[] h, double mean) {
    Map<String, Double> sums = new LinkedHashMap<>();
    for (int i = 0; i < h.length; i++) {
      sums.merge(problems.get(i).cluster(), h[i] - mean, Double::sum);
    }
    double scale = sums.size() / (double) h.length;
    return sums.values().stream().mapToDouble(sum -> scale * sum).toArray();
  }

  /** Of the mean, from the {@link #clusterDeviations}; empty for a single cluster. */
  static OptionalDouble standardError(double[] deviations) {
    double units = deviations.length;
    double squares = Arrays.stream(deviations).map(d -> d * d).sum();
    return units < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(squares) / Math.sqrt((units - 1) * units));
  }

  private static OptionalDouble fixedStandardError(
      List<ProblemCounts> problems, int k, SamplingDesign design) {
    if (!(design instanceof SamplingDesign.FixedN)
        || problems.stream().anyMatch(problem -> 2L * k > problem.samples())) {
      return OptionalDouble.empty();
    }
    double sum =
        problems.stream()
            .mapToDouble(p -> FailureRatio.variance(p.samples(), p.correct(), k))
            .sum();
    return OptionalDouble.of(Math.sqrt(sum) / problems.size());
  }

  /** An interval of equal width on the scale of {@code ln(-ln(1 - coverage))}. */
  static Quantile.Interval logLog(double coverage, double standardError, double factor) {
    double hazard = -Math.log1p(-coverage);
    double width = factor * standardError / ((1 - coverage) * hazard);
    return new Quantile.Interval(
        -Math.expm1(-hazard * Math.exp(-width)), -Math.expm1(-hazard * Math.exp(width)));
  }

  /** Of the true pass@k at the least k: the variance over problems less that of sampling. */
  private static double betweenProblemVariance(
      List<ProblemCounts> problems, double[][] h, List<Integer> ks, Settings how) {
    int k = ks.getFirst();
    if (problems.size() < 2 || fixedStandardError(problems, k, how.design()).isEmpty()) {
      return Double.NaN;
    }
    double mean = Arrays.stream(h[0]).average().orElseThrow();
    double variance =
        Arrays.stream(h[0]).map(x -> (x - mean) * (x - mean)).sum() / (problems.size() - 1);
    double sampling =
        problems.stream()
            .mapToDouble(p -> FailureRatio.variance(p.samples(), p.correct(), k))
            .average()
            .orElseThrow();
    return Math.max(0, variance - sampling);
  }

  /**
   * Whole numbers in equal ratios from 1 to the greatest k, as Large Language Monkeys does.
   *
   * @param count before rounding makes some equal
   */
  public static List<Integer> logSpaced(int greatest, int count) {
    return IntStream.range(0, count)
        .map(j -> (int) Math.rint(Math.pow(greatest, j / Math.max(1.0, count - 1.0))))
        .distinct()
        .boxed()
        .toList();
  }
}
