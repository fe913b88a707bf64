package isoloss.fit;

import isoloss.data.Values;
import isoloss.optim.IndexedWork;
import isoloss.optim.Lbfgs;
import isoloss.optim.LocalMinimum;
import isoloss.optim.MultiStart;
import isoloss.optim.Optimum;
import java.util.List;

/**
 * Finds the least loss of a law on weighted rows and says how good the point is. Smooth losses run
 * by Levenberg-Marquardt from every start; Huber's function by L-BFGS, the best then polished.
 */
final class Minimiser {
  /** A point counts as a minimum when its first-order measure is at most this. */
  static final double CONVERGED = 1e-5;

  /** Starts agree with the best when their values are within this of it, relatively. */
  private static final double AGREEMENT = 1e-6;

  /** Residuals of this relative size count as none when relative differences are judged. */
  private static final double NEGLIGIBLE_RESIDUAL = 1e-5;

  private static final int POLISHES = 6;
  private static final int NEWTON_ITERATIONS = 400;
  private static final int SHORT_ITERATIONS = 20;

  private final Coordinates coordinates;
  private final Loss loss;
  private final Lbfgs lbfgs;

  Minimiser(Coordinates coordinates, Loss loss) {
    this.coordinates = coordinates;
    this.loss = loss;
    this.lbfgs = Lbfgs.withDefaults().withValueScale(valueScale()).withMaxIterations(2_000);
  }

  private double valueScale() {
    return coordinates.rows().size() * loss.value(NEGLIGIBLE_RESIDUAL * responseScale());
  }

  /** 1 for log residuals; the largest size of the response where residuals are of itself. */
  private double responseScale() {
    Rows rows = coordinates.rows();
    double largest = Math.max(Math.abs(rows.leastTarget()), Math.abs(rows.greatestTarget()));
    return rows.logarithmic() || !(largest > 0) ? 1 : largest;
  }

  /**
   * The best minimum and where the starts ended.
   *
   * @param ends in the order of the starts
   */
  record Exploration(Optimum optimum, List<LocalMinimum> ends) {}

  /** The best minimum from many starts, the same for any number of threads. */
  Exploration best(List<double[]> starts, double[] weights, int threads) {
    List<LocalMinimum> ends = ends(starts, weights, threads, NEWTON_ITERATIONS);
    LocalMinimum polished = polish(least(ends), weights);
    double slack = AGREEMENT * Math.max(Math.abs(polished.value()), valueScale());
    int agreeing =
        (int) ends.stream().filter(end -> end.value() - polished.value() <= slack).count();
    Optimum optimum =
        new Optimum(
            polished.point(),
            polished.value(),
            polished.firstOrder(),
            ends.size(),
            Math.max(1, agreeing),
            ends.stream().mapToLong(LocalMinimum::iterations).sum(),
            ends.stream().mapToLong(LocalMinimum::evaluations).sum() + polished.evaluations(),
            polished.termination());
    return new Exploration(optimum, ends);
  }

  /**
   * A short search from every start and a longer one from the best end: for many fits that are
   * judged by other means than their optimum.
   */
  LocalMinimum unpolished(List<double[]> starts, double[] weights, int threads) {
    LocalMinimum best = least(ends(starts, weights, threads, SHORT_ITERATIONS));
    return loss.isSmooth()
        ? new DampedNewton(coordinates, loss, 10 * SHORT_ITERATIONS)
            .minimize(best.point().toArray(), weights)
        : best;
  }

  private List<LocalMinimum> ends(
      List<double[]> starts, double[] weights, int threads, int iterations) {
    return loss.isSmooth()
        ? newtonEnds(starts, weights, threads, iterations)
        : lbfgsEnds(starts, weights, threads);
  }

  private static LocalMinimum least(List<LocalMinimum> ends) {
    LocalMinimum best = ends.getFirst();
    for (LocalMinimum end : ends) {
      best = end.value() < best.value() ? end : best;
    }
    return best;
  }

  private List<LocalMinimum> lbfgsEnds(List<double[]> starts, double[] weights, int threads) {
    return MultiStart.withDefaults()
        .withLocal(lbfgs)
        .withThreads(threads)
        .explore(() -> coordinates.objective(loss, weights), starts, coordinates.bounds())
        .ends();
  }

  private List<LocalMinimum> newtonEnds(
      List<double[]> starts, double[] weights, int threads, int iterations) {
    LocalMinimum[] ends = new LocalMinimum[starts.size()];
    IndexedWork.run(
        ends.length,
        threads,
        () -> new DampedNewton(coordinates, loss, iterations),
        (newton, index) -> ends[index] = newton.minimize(starts.get(index), weights));
    return List.of(ends);
  }

  /** A minimum from one start, for one thread. */
  LocalMinimum from(double[] start, double[] weights) {
    return loss.isSmooth()
        ? new DampedNewton(coordinates, loss, NEWTON_ITERATIONS).minimize(start, weights)
        : lbfgs.minimize(coordinates.objective(loss, weights), start, coordinates.bounds());
  }

  /** Newton and L-BFGS steps in turn until neither improves; carries the first-order measure. */
  LocalMinimum polish(LocalMinimum end, double[] weights) {
    DampedNewton newton = new DampedNewton(coordinates, loss, NEWTON_ITERATIONS);
    Lbfgs exact = lbfgs.withGradientTolerance(1e-10).withDecreaseTolerance(0);
    LocalMinimum best = end;
    int evaluations = 0;
    for (int round = 0; round < POLISHES; round++) {
      double before = best.value();
      LocalMinimum bent = newton.minimize(best.point().toArray(), weights);
      best = bent.value() < best.value() ? bent : best;
      LocalMinimum gone =
          exact.minimize(
              coordinates.objective(loss, weights), best.point().toArray(), coordinates.bounds());
      best = gone.value() < best.value() ? gone : best;
      evaluations += bent.evaluations() + gone.evaluations();
      if (!(best.value() < before)) {
        break;
      }
    }
    return certified(newton.sharpen(best, weights), evaluations, weights);
  }

  /** The same point with value, gradient and first-order measure taken there. */
  private LocalMinimum certified(LocalMinimum end, int evaluations, double[] weights) {
    LocalMinimum here = at(end.point(), weights);
    return new LocalMinimum(
        here.point(),
        here.value(),
        here.gradient(),
        here.firstOrder(),
        end.iterations(),
        evaluations,
        end.termination());
  }

  /** Value, gradient and first-order measure at a point, without moving. */
  LocalMinimum at(Values point, double[] weights) {
    return lbfgs
        .withMaxIterations(0)
        .minimize(coordinates.objective(loss, weights), point.toArray(), coordinates.bounds());
  }

  static boolean isConverged(double firstOrder) {
    return firstOrder <= CONVERGED;
  }
}
