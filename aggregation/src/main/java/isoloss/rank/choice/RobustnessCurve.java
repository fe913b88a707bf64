package isoloss.rank.choice;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import isoloss.optim.IndexedWork;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.rank.structure.Components;
import isoloss.stat.Correlation;
import isoloss.stat.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much of an order is left when part of the measurements is removed: Kendall's tau-b with the
 * order that all measurements give, over repetitions. What cannot be aggregated then is left out
 * and counted; nothing is added to join models that a removal has parted. Comparisons stay where
 * cells are removed.
 *
 * @param points by aggregator in the order given, then by what is removed
 */
public record RobustnessCurve(List<Point> points) {
  /** Scores that differ by less are equal but for rounding. */
  private static final double ROUNDING = 1e-9;

  public RobustnessCurve {
    points = List.copyOf(points);
  }

  /**
   * One aggregator with one part of the measurements missing.
   *
   * @param own tau with the aggregator's own order on all measurements
   * @param reference tau with the order of the reference on all measurements
   * @param refused repetitions that could not be aggregated
   * @param refusal why the first of them could not; empty where all could
   */
  public record Point(
      String aggregator,
      Missing missing,
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

  /** How the curve is drawn. */
  public record Plan(List<Missing> missing, int repetitions, Seed seed, int threads) {
    public Plan {
      missing = List.copyOf(missing);
      if (repetitions < 1) {
        throw new IllegalArgumentException(repetitions + " repetitions; at least 1 is needed");
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
    int runs = plan.missing.size() * plan.repetitions;
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
      int method = a;
      for (int kind = 0; kind < plan.missing.size(); kind++) {
        List<Outcome> repeats =
            Arrays.stream(thinned, kind * plan.repetitions, (kind + 1) * plan.repetitions)
                .map(run -> run[method])
                .toList();
        points.add(
            point(
                aggregators.get(a).name(),
                plan.missing.get(kind),
                repeats,
                full.get(a),
                yardstick));
      }
    }
    return new RobustnessCurve(points);
  }

  private static Evidence thinned(Evidence whole, Plan plan, int run) {
    Missing missing = plan.missing.get(run / plan.repetitions);
    Seed seed = plan.seed.child(missing.inWords()).child(run % plan.repetitions);
    Pool left = missing.from(whole.pool(), seed.generator());
    return left.sampleCount() == whole.pool().sampleCount()
        ? whole.on(left)
        : whole.restrictedTo(all(left.modelCount()), kept(whole.pool(), left));
  }

  /** Which samples of a pool are left, in the same order, in a smaller one. */
  private static BitSet kept(Pool pool, Pool left) {
    BitSet kept = new BitSet();
    int next = 0;
    for (Sample sample : left.samples()) {
      while (!pool.sample(next).equals(sample)) {
        next++;
      }
      kept.set(next++);
    }
    return kept;
  }

  private static BitSet all(int models) {
    BitSet all = new BitSet();
    all.set(0, models);
    return all;
  }

  private static Point point(
      String name, Missing missing, List<Outcome> repeats, Outcome full, Outcome yardstick) {
    List<Outcome> refused = repeats.stream().filter(each -> each.refusal.isPresent()).toList();
    return new Point(
        name,
        missing,
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
