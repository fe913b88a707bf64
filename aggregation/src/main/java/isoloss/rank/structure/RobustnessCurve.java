package isoloss.rank.structure;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.data.pool.Direction;
import isoloss.optim.IndexedWork;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.stat.Correlation;
import isoloss.stat.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much of an order is left when part of the measurements is removed: Kendall's tau-b with the
 * order that all measurements give, over repetitions.
 *
 * @param points by aggregator in the order given, then by share
 */
public record RobustnessCurve(Removal removal, List<Point> points) {
  /** Scores that differ by less are equal but for rounding. */
  private static final double ROUNDING = 1e-9;

  public RobustnessCurve {
    points = List.copyOf(points);
  }

  /**
   * One aggregator at one share.
   *
   * @param share of what is removed
   * @param own tau with the aggregator's own order on all measurements
   * @param reference tau with the order of the reference on all measurements
   * @param refused repetitions that could not be aggregated
   * @param refusal why the first of them could not; empty where all could
   */
  public record Point(
      String aggregator,
      double share,
      Tau own,
      Tau reference,
      int refused,
      Optional<String> refusal) {}

  /**
   * @param mean over the repetitions; NaN where there is none
   * @param standardDeviation over repetitions; absent for fewer than two
   */
  public record Tau(double mean, OptionalDouble standardDeviation) {
    private static Tau of(double[] values) {
      Moments moments = Moments.of(values);
      return new Tau(moments.mean(), moments.standardDeviation());
    }
  }

  /**
   * How the curve is drawn.
   *
   * @param shares of what is removed, each in [0, 1)
   */
  public record Plan(
      Removal removal, List<Double> shares, int repetitions, Seed seed, int threads) {
    public Plan {
      shares = List.copyOf(shares);
      for (double share : shares) {
        if (!(share >= 0 && share < 1)) {
          throw new IllegalArgumentException("share " + share + " to remove is not in [0, 1)");
        }
      }
      if (repetitions < 1) {
        throw new IllegalArgumentException(repetitions + " repetitions");
      }
    }
  }

  /** Scores with the high ones good, or why there are none. */
  private record Outcome(double[] scores, Optional<String> refusal) {
    static Outcome of(Aggregator aggregator, Evidence evidence) {
      Optional<String> refusal = refusal(aggregator, evidence);
      if (refusal.isPresent()) {
        return new Outcome(new double[0], refusal);
      }
      try {
        Request scoresAlone = new Request(false, Optional.empty(), 1);
        return new Outcome(rounded(aggregator.fit(evidence, scoresAlone)), Optional.empty());
      } catch (InputException e) {
        return new Outcome(new double[0], Optional.of(String.valueOf(e.getMessage())));
      }
    }

    private static Optional<String> refusal(Aggregator aggregator, Evidence evidence) {
      Components components = Components.of(PairCounts.of(evidence), aggregator.link());
      return components.count() > 1
          ? Optional.of("the models fall into %d components".formatted(components.count()))
          : aggregator.refusal(evidence);
    }

    private static double[] rounded(Strengths found) {
      double sign = found.direction() == Direction.HIGHER_IS_BETTER ? 1 : -1;
      return found.scores().stream()
          .map(score -> sign * Math.rint(score / ROUNDING) * ROUNDING)
          .toArray();
    }

    double tau(Outcome other) {
      return refusal.isPresent() || other.refusal.isPresent()
          ? Double.NaN
          : Correlation.kendall(scores, other.scores);
    }
  }

  /**
   * Draws the same holes for every aggregator.
   *
   * @param reference whose order on all measurements is a second yardstick, for example the mean's
   */
  public static RobustnessCurve of(
      Evidence evidence, List<Aggregator> aggregators, Aggregator reference, Plan plan) {
    Outcome yardstick = Outcome.of(reference, evidence);
    List<Outcome> full = aggregators.stream().map(each -> Outcome.of(each, evidence)).toList();
    int runs = plan.shares.size() * plan.repetitions;
    Outcome[][] thinned = new Outcome[runs][aggregators.size()];
    IndexedWork.run(
        runs,
        plan.threads,
        () -> evidence,
        (whole, run) -> {
          Evidence less = thinned(whole, plan, run);
          Arrays.setAll(thinned[run], a -> Outcome.of(aggregators.get(a), less));
        });
    List<Point> points = new ArrayList<>();
    for (int a = 0; a < aggregators.size(); a++) {
      for (int share = 0; share < plan.shares.size(); share++) {
        List<Outcome> repeats = new ArrayList<>();
        for (int repeat = 0; repeat < plan.repetitions; repeat++) {
          repeats.add(thinned[share * plan.repetitions + repeat][a]);
        }
        points.add(
            point(
                aggregators.get(a).name(),
                plan.shares.get(share),
                repeats,
                full.get(a),
                yardstick));
      }
    }
    return new RobustnessCurve(plan.removal, points);
  }

  private static Evidence thinned(Evidence whole, Plan plan, int run) {
    double share = plan.shares.get(run / plan.repetitions);
    Seed seed = plan.seed.child(plan.removal.name()).child(run);
    return plan.removal.thinned(whole, share, seed.generator());
  }

  private static Point point(
      String name, double share, List<Outcome> repeats, Outcome full, Outcome yardstick) {
    List<Outcome> refused = repeats.stream().filter(each -> each.refusal.isPresent()).toList();
    return new Point(
        name,
        share,
        taus(repeats, full),
        taus(repeats, yardstick),
        refused.size(),
        full.refusal.or(() -> refused.stream().findFirst().flatMap(Outcome::refusal)));
  }

  private static Tau taus(List<Outcome> repeats, Outcome other) {
    return Tau.of(
        repeats.stream()
            .mapToDouble(each -> each.tau(other))
            .filter(tau -> !Double.isNaN(tau))
            .toArray());
  }
}
