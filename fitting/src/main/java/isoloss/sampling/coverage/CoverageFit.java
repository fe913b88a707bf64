package isoloss.sampling.coverage;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.optim.IndexedWork;
import isoloss.optim.Lbfgs;
import isoloss.optim.LocalMinimum;
import isoloss.sampling.ProblemCounts;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A distribution of success probabilities fitted by maximum likelihood, with refits on resampled
 * problems (whole clusters where problems are clustered).
 *
 * @param negativeLogLikelihood with the constants {@code ln C(n, c)}
 * @param draws natural parameters, one per bootstrap draw
 */
public record CoverageFit(
    SuccessDistribution distribution,
    Values theta,
    double negativeLogLikelihood,
    boolean converged,
    List<Values> draws) {
  private static final Lbfgs SEARCH =
      Lbfgs.withDefaults().withGradientTolerance(1e-9).withDecreaseTolerance(1e-15);
  private static final Lbfgs REFIT =
      Lbfgs.withDefaults().withGradientTolerance(1e-5).withDecreaseTolerance(1e-10);

  public CoverageFit {
    draws = List.copyOf(draws);
  }

  /**
   * @param draws bootstrap draws; 0 for none
   */
  public static CoverageFit of(
      SuccessDistribution distribution,
      List<ProblemCounts> all,
      int draws,
      Seed seed,
      int threads) {
    List<ProblemCounts> problems = distribution.observed(all);
    CountRows rows = CountRows.of(problems);
    SuccessDistribution.Problem whole = distribution.on(rows, rows.weights());
    LocalMinimum best = best(whole);
    double[] optimum = best.point().toArray();
    Values[] refits = new Values[draws];
    int[][] clusters = clusters(problems);
    IndexedWork.run(
        draws,
        threads,
        () -> rows,
        (shared, draw) -> {
          int[] counts = resample(clusters, problems.size(), seed.child("coverage").child(draw));
          SuccessDistribution.Problem problem = distribution.on(rows, rows.weights(counts));
          double[] start = problem.search(whole.natural(optimum));
          LocalMinimum end = REFIT.minimize(problem, start, problem.bounds());
          refits[draw] = Values.of(problem.natural(end.point().toArray()));
        });
    return new CoverageFit(
        distribution,
        Values.of(whole.natural(optimum)),
        best.value(),
        best.firstOrder() < 1e-5,
        Arrays.asList(refits));
  }

  private static LocalMinimum best(SuccessDistribution.Problem problem) {
    LocalMinimum best = SEARCH.minimize(problem, problem.starts().getFirst(), problem.bounds());
    for (double[] start : problem.starts()) {
      LocalMinimum end = SEARCH.minimize(problem, start, problem.bounds());
      best = end.value() < best.value() ? end : best;
    }
    return best;
  }

  static int[][] clusters(List<ProblemCounts> problems) {
    Map<String, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < problems.size(); i++) {
      members.computeIfAbsent(problems.get(i).cluster(), name -> new ArrayList<>()).add(i);
    }
    return members.values().stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  static int[] resample(int[][] clusters, int problems, Seed seed) {
    RandomGenerator random = seed.generator();
    int[] counts = new int[problems];
    for (int i = 0; i < clusters.length; i++) {
      for (int member : clusters[random.nextInt(clusters.length)]) {
        counts[member]++;
      }
    }
    return counts;
  }

  public double coverage(double k) {
    return 1 - distribution.failure(theta.toArray(), k);
  }

  /** Coverage at k in every draw. */
  public double[] coverageDraws(double k) {
    return draws.stream()
        .mapToDouble(draw -> 1 - distribution.failure(draw.toArray(), k))
        .toArray();
  }

  /** The bootstrap interval of one parameter. */
  public Quantile.Interval interval(int parameter, double level) {
    return Quantile.centralInterval(
        draws.stream().mapToDouble(draw -> draw.get(parameter)).toArray(), level);
  }
}
