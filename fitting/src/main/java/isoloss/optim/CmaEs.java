package isoloss.optim;

import isoloss.data.Seed;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.ConvergenceChecker;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.AbstractRandomGenerator;

/**
 * Covariance matrix adaptation (Commons Math): a search without gradients for rugged objectives,
 * and a cross-check of a multi-start. Its best point is then polished by L-BFGS, so that the
 * outcome carries the same certificate. Slow: some hundred times the evaluations of one L-BFGS
 * start.
 *
 * @param population points per generation; 0 for {@code 4 + 3 ln n}
 * @param tolerance relative change of the best value at which the search ends
 */
public record CmaEs(
    Seed seed,
    int population,
    double tolerance,
    int maxIterations,
    int maxEvaluations,
    Lbfgs polish) {

  /** Stands for a value that is not finite. */
  private static final double WORST = 1e300;

  public CmaEs {
    if (population < 0 || population == 1 || maxIterations < 1 || maxEvaluations < 1) {
      throw new IllegalArgumentException(
          "population %d, %d iterations, %d evaluations"
              .formatted(population, maxIterations, maxEvaluations));
    }
  }

  /** Tolerance 1e-12, 3,000 generations, 30,000 evaluations. */
  public static CmaEs withSeed(Seed seed) {
    return new CmaEs(seed, 0, 1e-12, 3_000, 30_000, Lbfgs.withDefaults());
  }

  public CmaEs withPopulation(int points) {
    return new CmaEs(seed, points, tolerance, maxIterations, maxEvaluations, polish);
  }

  public CmaEs withMaxEvaluations(int evaluations) {
    return new CmaEs(seed, population, tolerance, maxIterations, evaluations, polish);
  }

  public CmaEs withPolish(Lbfgs procedure) {
    return new CmaEs(seed, population, tolerance, maxIterations, maxEvaluations, procedure);
  }

  /**
   * @param spread standard deviations of the first generation around the start, positive and at
   *     most the width of the box
   */
  public LocalMinimum minimize(
      Objective objective, double[] start, double[] spread, Bounds bounds) {
    Lbfgs.requireDimension(objective, start.length, bounds);
    Best best = new Best(objective, bounds, start);
    boolean exhausted = search(best, spread, bounds);
    LocalMinimum polished = polish.minimize(objective, best.point, bounds);
    return new LocalMinimum(
        polished.point(),
        polished.value(),
        polished.gradient(),
        polished.firstOrder(),
        polished.iterations() + best.iterations,
        polished.evaluations() + best.evaluations,
        exhausted && polished.termination() != Termination.GRADIENT_SMALL
            ? Termination.EVALUATIONS_EXHAUSTED
            : polished.termination());
  }

  private boolean search(Best best, double[] spread, Bounds bounds) {
    int n = best.point.length;
    int points = population > 0 ? population : 4 + (int) (3 * Math.log(n));
    ConvergenceChecker<PointValuePair> checker =
        new SimpleValueChecker(tolerance, Double.MIN_NORMAL);
    CMAESOptimizer optimizer =
        new CMAESOptimizer(
            maxIterations, 0, true, 0, 1, new Seeded(seed.generator()), false, checker);
    try {
      optimizer.optimize(
          new MaxEval(maxEvaluations),
          new ObjectiveFunction(best::evaluate),
          GoalType.MINIMIZE,
          new InitialGuess(best.point.clone()),
          new SimpleBounds(bounds.lower().toArray(), bounds.upper().toArray()),
          new CMAESOptimizer.Sigma(spread.clone()),
          new CMAESOptimizer.PopulationSize(points));
      best.iterations = optimizer.getIterations();
      return false;
    } catch (TooManyEvaluationsException e) {
      best.iterations = optimizer.getIterations();
      return true;
    } catch (MathIllegalStateException e) {
      return true; // the best point so far is still a start for the polish
    }
  }

  /** Remembers the best of all evaluations; ties keep the earlier. */
  private static final class Best {
    private final Objective objective;
    private final double[] gradient;
    private double value = WORST;
    private double[] point;
    private int evaluations;
    private int iterations;

    Best(Objective objective, Bounds bounds, double[] start) {
      this.objective = objective;
      gradient = new double[start.length];
      point = bounds.clamp(start.clone());
    }

    double evaluate(double[] x) {
      double found = objective.value(x, gradient);
      evaluations++;
      if (!(Math.abs(found) < WORST)) {
        return WORST;
      }
      if (found < value) {
        value = found;
        point = x.clone();
      }
      return found;
    }
  }

  /** Lets Commons Math draw from a generator of the JDK. */
  private static final class Seeded extends AbstractRandomGenerator {
    private final RandomGenerator generator;

    Seeded(RandomGenerator generator) {
      this.generator = generator;
    }

    @Override
    public void setSeed(long ignored) {
      clear(); // the seed was given once and for all
    }

    @Override
    public double nextDouble() {
      return generator.nextDouble();
    }
  }
}
