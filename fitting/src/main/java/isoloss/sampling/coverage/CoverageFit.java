package isoloss.sampling.coverage;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.optim.IndexedWork;
import isoloss.optim.Lbfgs;
import isoloss.optim.LocalMinimum;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.resample.Clusters;
import java.util.Arrays;
import java.util.List;

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
    Clusters clusters = clusters(problems);
    IndexedWork.run(
        draws,
        threads,
        () -> rows,
        (shared, draw) -> {
          int[] counts = clusters.draw(seed.child("coverage").child(draw));
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
    return problem.starts().stream()
        .map(start -> SEARCH.minimize(problem, start, problem.bounds()))
        .reduce((best, end) -> end.value() < best.value() ? end : best)
        .orElseThrow();
  }

  static Clusters clusters(List<ProblemCounts> problems) {
    return Clusters.byKey(problems.stream().map(ProblemCounts::cluster).toList());
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

  /** One parameter in every draw. */
  double[] parameterDraws(int parameter) {
    return draws.stream().mapToDouble(draw -> draw.get(parameter)).toArray();
  }
}
