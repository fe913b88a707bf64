package isoloss.sampling.coverage;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.optim.IndexedWork;
import isoloss.optim.Lbfgs;
import isoloss.optim.LocalMinimum;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import isoloss.sampling.resample.Clusters;
import isoloss.stat.BetaDraw;
import isoloss.stat.Quantile;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The forecast of coverage beyond the counts that is made without being asked how: a beta-binomial
 * with a weak prior and the log-log line of the coverage curve, mixed by how much was sampled. The
 * line does better from few samples, the mixture of problems from many; picking one of them by a
 * back-test does worse than either. The weight of the beta-binomial is 0.2 at 100 samples a problem
 * and grows by 0.6 for each factor of ten, between 0.1 and 0.9: set once by thinning public counts
 * of five models, not on the data at hand.
 */
public final class BlendedForecast {
  private static final double WEIGHT_AT_100 = 0.2;
  private static final double WEIGHT_PER_DECADE = 0.6;
  private static final double LEAST_WEIGHT = 0.1;
  private static final Lbfgs SEARCH =
      Lbfgs.withDefaults().withGradientTolerance(1e-7).withDecreaseTolerance(1e-13);

  private final List<ProblemCounts> problems;
  private final double weight;
  private final Member estimate;
  private final Member[] draws;
  private final Seed seed;

  private BlendedForecast(
      List<ProblemCounts> problems, double weight, Member estimate, Member[] draws, Seed seed) {
    this.problems = List.copyOf(problems);
    this.seed = seed;
    this.weight = weight;
    this.estimate = estimate;
    this.draws = draws;
  }

  /** One refit of both. */
  private record Member(Values theta, ExponentiatedPowerLaw line) {
    double mixture(double k) {
      return 1 - new BetaBinomial().failure(theta.toArray(), k);
    }

    boolean hasLine() {
      return Double.isFinite(line.a()) && Double.isFinite(line.b());
    }

    double coverage(double k, double weight) {
      return hasLine()
          ? weight * mixture(k) + (1 - weight) * Math.min(1, line.coverage(k))
          : mixture(k);
    }
  }

  /**
   * @param design how sampling ended; an adaptive one leaves the beta-binomial alone
   * @param draws refits to resampled problems
   */
  public static BlendedForecast of(
      List<ProblemCounts> problems, SamplingDesign design, int draws, Seed seed, int threads) {
    Fits fits = new Fits(problems, design);
    int[] once = new int[problems.size()];
    Arrays.fill(once, 1);
    Member estimate = fits.of(once, fits.startFromScratch());
    Member[] members = new Member[draws];
    IndexedWork.run(
        draws,
        threads,
        () -> fits,
        (shared, draw) ->
            members[draw] =
                shared.of(
                    shared.clusters.draw(seed.child("forecast").child(draw)),
                    estimate.theta().toArray()));
    return new BlendedForecast(
        problems, fits.curves.k().length < 3 ? 1 : weight(problems), estimate, members, seed);
  }

  private static double weight(List<ProblemCounts> problems) {
    double samples =
        Quantile.median(problems.stream().mapToDouble(ProblemCounts::samples).toArray());
    return Math.clamp(
        WEIGHT_AT_100 + WEIGHT_PER_DECADE * Math.log10(samples / 100),
        LEAST_WEIGHT,
        1 - LEAST_WEIGHT);
  }

  /** The weight of the beta-binomial. */
  public double weight() {
    return weight;
  }

  public double coverage(double k) {
    return estimate.coverage(k, weight);
  }

  /**
   * For these very problems: each draw takes the success probability of every problem from its Beta
   * posterior under one refit, and is centred on the beta-binomial or on the line as often as they
   * weigh, so that what is not known of the problems, of the parameters and of the family all
   * enter. NaN where there are no draws.
   */
  public Quantile.Interval fixedInterval(double k, double level) {
    if (draws.length < 2) {
      return new Quantile.Interval(Double.NaN, Double.NaN);
    }
    double[] values = new double[draws.length];
    for (int draw = 0; draw < values.length; draw++) {
      values[draw] = fixedDraw(draws[draw], k, seed.child("fixed").child(draw).generator());
    }
    return Quantile.centralInterval(values, level);
  }

  private double fixedDraw(Member member, double k, RandomGenerator random) {
    double alpha = member.theta().get(0);
    double beta = member.theta().get(1);
    double failures = 0;
    for (ProblemCounts problem : problems) {
      double p =
          BetaDraw.of(
              alpha + problem.correct(), beta + problem.samples() - problem.correct(), random);
      failures += Math.exp(k * Math.log1p(-Math.min(p, 1 - 1e-16)));
    }
    double coverage = 1 - failures / problems.size();
    if (random.nextDouble() < weight || !member.hasLine()) {
      return coverage;
    }
    double shift = logit(member.line().coverage(k)) - logit(member.mixture(k));
    double moved = 1 / (1 + Math.exp(-logit(coverage) - shift));
    return Double.isFinite(moved) ? moved : coverage;
  }

  private static double logit(double p) {
    return Math.log(p) - Math.log1p(-p);
  }

  /**
   * With the problems as a sample from a larger benchmark: central interval of the draws; NaN where
   * there are none.
   */
  public Quantile.Interval interval(double k, double level) {
    return draws.length < 2
        ? new Quantile.Interval(Double.NaN, Double.NaN)
        : Quantile.centralInterval(
            Arrays.stream(draws).mapToDouble(draw -> draw.coverage(k, weight)).toArray(), level);
  }

  /** What every refit shares: counts by pairs, and pass@k of each problem on a grid. */
  private static final class Fits {
    private final CountRows rows;
    private final Clusters clusters;
    private final ProblemCurves curves;

    Fits(List<ProblemCounts> problems, SamplingDesign design) {
      rows = CountRows.of(problems);
      clusters = CoverageFit.clusters(problems);
      curves = ProblemCurves.of(problems, design);
    }

    double[] startFromScratch() {
      return new double[] {0.25, Math.exp(3)};
    }

    Member of(int[] multiplicities, double[] start) {
      SuccessDistribution.Problem problem =
          BetaBinomial.withWeakPrior().on(rows, rows.weights(multiplicities));
      LocalMinimum end = SEARCH.minimize(problem, problem.search(start), problem.bounds());
      return new Member(
          Values.of(problem.natural(end.point().toArray())),
          ExponentiatedPowerLaw.ofLogLog(curves.k(), curves.mean(multiplicities)));
    }
  }
}
