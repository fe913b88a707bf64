package isoloss.sampling.selection;

import isoloss.data.Seed;
import isoloss.optim.IndexedWork;
import isoloss.stat.WithoutReplacement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/** Accuracy by method, number of samples and problem. */
public final class SelectionCurves {
  private final List<Integer> sizes;
  private final List<Curve> curves;

  private SelectionCurves(List<Integer> sizes, List<Curve> curves) {
    this.sizes = List.copyOf(sizes);
    this.curves = curves;
  }

  /** A method at every problem (rows) and size (columns). */
  private record Curve(Method method, SubsetMean[][] values) {
    double[] column(int size) {
      return Arrays.stream(values).mapToDouble(row -> row[size].value()).toArray();
    }
  }

  /** How one of N samples is chosen. */
  public enum Method {
    ORACLE("oracle", "oracle"),
    MAJORITY("majority", "majority vote"),
    BEST_OF_N("bestOfN", "best of N by score"),
    WEIGHTED_MAJORITY("weightedMajority", "majority weighted by score"),
    MINIMUM_RISK("minimumRisk", "minimum Bayes risk");

    private final String key;
    private final String title;

    Method(String key, String title) {
      this.key = key;
      this.title = title;
    }

    /** In camelCase. */
    public String key() {
      return key;
    }

    public String title() {
      return title;
    }
  }

  /**
   * @param utility of minimum Bayes risk; empty to leave it out
   * @param scored whether every sample has a score
   */
  public static SelectionCurves of(
      List<SampledProblem> problems,
      List<Integer> sizes,
      boolean scored,
      Optional<Utility> utility,
      SubsetMean.Effort effort,
      Seed seed,
      int threads) {
    List<Method> methods = new ArrayList<>(List.of(Method.ORACLE, Method.MAJORITY));
    if (scored) {
      methods.add(Method.BEST_OF_N);
      methods.add(Method.WEIGHTED_MAJORITY);
    }
    utility.ifPresent(any -> methods.add(Method.MINIMUM_RISK));
    List<Curve> curves =
        methods.stream()
            .map(m -> new Curve(m, new SubsetMean[problems.size()][sizes.size()]))
            .toList();
    IndexedWork.run(
        problems.size(),
        threads,
        () -> problems,
        (worker, i) -> {
          OneProblem one =
              new OneProblem(worker.get(i), utility, effort, seed.child("subsets").child(i));
          for (Curve curve : curves) {
            IntFunction<SubsetMean> of = one.of(curve.method());
            for (int s = 0; s < sizes.size(); s++) {
              curve.values()[i][s] = of.apply(sizes.get(s));
            }
          }
        });
    return new SelectionCurves(sizes, curves);
  }

  /** The numbers of samples N, as given. */
  public List<Integer> sizes() {
    return sizes;
  }

  public List<Method> methods() {
    return curves.stream().map(Curve::method).toList();
  }

  /** The accuracy at each problem, at the size of this index. */
  public double[] column(Method method, int size) {
    return curve(method).column(size);
  }

  /** The standard error that random subsets leave in the mean over problems. */
  public double monteCarloErrorOfMean(Method method, int size) {
    double squares = 0;
    SubsetMean[][] values = curve(method).values();
    for (SubsetMean[] row : values) {
      squares += row[size].standardError() * row[size].standardError();
    }
    return Math.sqrt(squares) / values.length;
  }

  private Curve curve(Method method) {
    return curves.stream()
        .filter(curve -> curve.method() == method)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no curve of " + method));
  }

  /** Every method at one problem. */
  private static final class OneProblem {
    private final SampledProblem problem;
    private final MajorityVote majority;
    private final List<SampledProblem.Group> single;
    private final Optional<Utility> utility;
    private final SubsetMean.Effort effort;
    private final Seed seed;

    OneProblem(
        SampledProblem problem, Optional<Utility> utility, SubsetMean.Effort effort, Seed seed) {
      this.problem = problem;
      List<SampledProblem.Cluster> clusters = problem.clusters();
      this.majority =
          new MajorityVote(
              clusters.stream().mapToInt(SampledProblem.Cluster::count).toArray(),
              clusters.stream().mapToDouble(SampledProblem.Cluster::correct).toArray());
      this.single = problem.single();
      this.utility = utility;
      this.effort = effort;
      this.seed = seed;
    }

    /** By the number of samples; what all numbers share is made once. */
    IntFunction<SubsetMean> of(Method method) {
      return switch (method) {
        case ORACLE ->
            size ->
                exactly(WithoutReplacement.atLeastOne(problem.samples(), problem.correct(), size));
        case MAJORITY -> size -> exactly(majority.accuracy(size));
        case BEST_OF_N -> {
          BestOfN best = best();
          yield size -> exactly(best.accuracy(size));
        }
        case WEIGHTED_MAJORITY -> overSubsets(new WeightedMajority(single));
        case MINIMUM_RISK -> overSubsets(new MinimumRisk(single, utility.orElse(Utility.EQUALITY)));
      };
    }

    private IntFunction<SubsetMean> overSubsets(ToDoubleFunction<int[]> rule) {
      return size -> SubsetMean.of(single.size(), size, rule, effort, seed.child(size));
    }

    private BestOfN best() {
      return new BestOfN(
          single.stream().mapToDouble(SampledProblem.Group::score).toArray(),
          single.stream().mapToDouble(SampledProblem.Group::correct).toArray());
    }

    private static SubsetMean exactly(double value) {
      return new SubsetMean(value, 0);
    }
  }
}
