package isoloss.optim;

import isoloss.data.Values;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.exception.ConvergenceException;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.exception.TooManyIterationsException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresProblem;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/**
 * Levenberg-Marquardt (MINPACK's algorithm in Commons Math) for half the sum of squared residuals,
 * or of Huber's function of them by iterative re-weighting.
 *
 * <p>Of all points evaluated the best is returned, so that an overflow on the way costs nothing.
 *
 * @param delta where Huber's function turns linear; infinity for least squares
 * @param tolerance relative, of cost, parameters and the angle between residuals and Jacobian
 * @param maxReweightings rounds of re-weighting; unused for infinite delta
 */
public record LeastSquares(
    double delta, double tolerance, int maxIterations, int maxEvaluations, int maxReweightings) {

  /** Stands for a residual that is not finite: larger than any that matters, its square finite. */
  private static final double HUGE = 1e100;

  /** Re-weighting has converged when it lowers the objective by less than this part. */
  private static final double REWEIGHTING_TOLERANCE = 1e-14;

  public LeastSquares {
    if (!(delta > 0)) {
      throw new IllegalArgumentException("Huber's delta " + delta + " is not positive");
    }
    if (!(tolerance > 0) || maxIterations < 1 || maxEvaluations < 1 || maxReweightings < 1) {
      throw new IllegalArgumentException(
          "tolerance %s, %d iterations, %d evaluations, %d re-weightings: all must be positive"
              .formatted(tolerance, maxIterations, maxEvaluations, maxReweightings));
    }
  }

  /** Plain least squares, tolerance 1e-14, 1,000 iterations, 2,000 evaluations. */
  public static LeastSquares withDefaults() {
    return new LeastSquares(Double.POSITIVE_INFINITY, 1e-14, 1_000, 2_000, 200);
  }

  public LeastSquares withHuber(double bend) {
    return new LeastSquares(bend, tolerance, maxIterations, maxEvaluations, maxReweightings);
  }

  public LeastSquares withTolerance(double relative) {
    return new LeastSquares(delta, relative, maxIterations, maxEvaluations, maxReweightings);
  }

  public LeastSquares withMaxIterations(int iterations) {
    return new LeastSquares(delta, tolerance, iterations, maxEvaluations, maxReweightings);
  }

  public LeastSquares withMaxEvaluations(int evaluations) {
    return new LeastSquares(delta, tolerance, maxIterations, evaluations, maxReweightings);
  }

  public LeastSquares withMaxReweightings(int rounds) {
    return new LeastSquares(delta, tolerance, maxIterations, maxEvaluations, rounds);
  }

  /**
   * The minimum with what its residuals say.
   *
   * @param residuals at the point, unweighted
   * @param covariance of the parameters, {@code s^2 (J'WJ)^-1} with {@code s^2 = sum w r^2 / (n -
   *     p)} and Huber's weights w; row after row; absent where n does not exceed p or J is rank
   *     deficient
   */
  public record Solution(LocalMinimum minimum, Values residuals, Optional<Values> covariance) {

    public Optimum optimum() {
      return minimum.optimum();
    }

    /** Sum of squared residuals. */
    public double residualSumOfSquares() {
      return residuals.stream().map(r -> r * r).sum();
    }
  }

  public Solution minimize(Residuals problem, double[] start) {
    if (start.length != problem.dimension()) {
      throw new IllegalArgumentException(
          "a start of %d coordinates for residuals of %d"
              .formatted(start.length, problem.dimension()));
    }
    Tracked tracked = new Tracked(problem, delta);
    tracked.evaluate(start);
    if (!Double.isFinite(tracked.bestValue)) {
      return tracked.solution(Termination.NOT_FINITE_AT_START);
    }
    if (Double.isInfinite(delta)) {
      return tracked.solution(descend(tracked));
    }
    return tracked.solution(reweight(tracked));
  }

  /** Weighted least squares around the best point until Huber's sum no longer falls. */
  private Termination reweight(Tracked tracked) {
    for (int round = 0; round < maxReweightings; round++) {
      double before = tracked.bestValue;
      tracked.weighByBest();
      Termination termination = descend(tracked);
      if (termination == Termination.EVALUATIONS_EXHAUSTED) {
        return termination;
      }
      if (before - tracked.bestValue <= REWEIGHTING_TOLERANCE * Math.abs(before)) {
        return Termination.DECREASE_SMALL;
      }
    }
    return Termination.ITERATIONS_EXHAUSTED;
  }

  private Termination descend(Tracked tracked) {
    int left = maxEvaluations - tracked.evaluations;
    if (left <= 0) {
      return Termination.EVALUATIONS_EXHAUSTED;
    }
    LeastSquaresProblem problem =
        new LeastSquaresBuilder()
            .start(tracked.best.clone())
            .target(new double[tracked.residuals.length])
            .model(tracked)
            .maxEvaluations(left)
            .maxIterations(maxIterations)
            .build();
    try {
      LevenbergMarquardtOptimizer optimizer =
          new LevenbergMarquardtOptimizer()
              .withCostRelativeTolerance(tolerance)
              .withParameterRelativeTolerance(tolerance)
              .withOrthoTolerance(tolerance);
      tracked.iterations += optimizer.optimize(problem).getIterations();
      return Termination.DECREASE_SMALL;
    } catch (TooManyEvaluationsException e) {
      return Termination.EVALUATIONS_EXHAUSTED;
    } catch (TooManyIterationsException e) {
      tracked.iterations += maxIterations;
      return Termination.ITERATIONS_EXHAUSTED;
    } catch (ConvergenceException e) {
      return Termination.STEP_SMALL; // the tolerances are below what rounding lets it reach
    } catch (MathIllegalStateException e) {
      return Termination.LINE_SEARCH_FAILED;
    }
  }

  /** Counts, weighs, replaces what is not finite, and remembers the best point. */
  private static final class Tracked implements MultivariateJacobianFunction {
    private final Residuals problem;
    private final double delta;
    private final double[] residuals;
    private final double[][] jacobian;
    private final double[] rootWeights;
    private double[] best = new double[0];
    private double bestValue = Double.POSITIVE_INFINITY;
    private int evaluations;
    private int iterations;

    Tracked(Residuals problem, double delta) {
      this.problem = problem;
      this.delta = delta;
      residuals = new double[problem.count()];
      jacobian = new double[problem.count()][problem.dimension()];
      rootWeights = new double[problem.count()];
      Arrays.fill(rootWeights, 1);
    }

    void evaluate(double[] x) {
      problem.at(x, residuals, jacobian);
      evaluations++;
      double value = objective();
      if (value < bestValue || best.length == 0) {
        best = x.clone();
        bestValue = Double.isFinite(value) ? value : Double.POSITIVE_INFINITY;
      }
    }

    private double objective() {
      double sum = 0;
      for (double r : residuals) {
        double size = Math.abs(r);
        sum += size <= delta ? 0.5 * r * r : delta * (size - 0.5 * delta);
      }
      return sum;
    }

    void weighByBest() {
      problem.at(best, residuals, jacobian);
      for (int i = 0; i < residuals.length; i++) {
        double size = Math.abs(residuals[i]);
        rootWeights[i] = size <= delta ? 1 : Math.sqrt(delta / size);
      }
    }

    @Override
    public Pair<RealVector, RealMatrix> value(RealVector point) {
      evaluate(point.toArray());
      double[] weighted = new double[residuals.length];
      double[][] derivatives = new double[residuals.length][];
      for (int i = 0; i < residuals.length; i++) {
        double w = rootWeights[i];
        weighted[i] = Double.isFinite(residuals[i]) ? w * residuals[i] : HUGE;
        derivatives[i] = new double[jacobian[i].length];
        for (int j = 0; j < jacobian[i].length; j++) {
          double d = jacobian[i][j];
          derivatives[i][j] = Double.isFinite(d) ? w * d : 0;
        }
      }
      return new Pair<>(
          new ArrayRealVector(weighted, false), new Array2DRowRealMatrix(derivatives, false));
    }

    Solution solution(Termination termination) {
      problem.at(best, residuals, jacobian);
      double[] gradient = new double[best.length];
      for (int i = 0; i < residuals.length; i++) {
        double clipped = Math.clamp(residuals[i], -delta, delta);
        for (int j = 0; j < gradient.length; j++) {
          gradient[j] += clipped * jacobian[i][j];
        }
      }
      LocalMinimum minimum =
          new LocalMinimum(
              Values.of(best),
              bestValue,
              Values.of(gradient),
              firstOrder(gradient),
              iterations,
              evaluations,
              termination);
      return new Solution(minimum, Values.of(residuals), covariance());
    }

    private double firstOrder(double[] gradient) {
      if (!Double.isFinite(bestValue)) {
        return Double.NaN;
      }
      double largest = 0;
      for (int j = 0; j < gradient.length; j++) {
        largest = Math.max(largest, Math.abs(gradient[j]) * Math.max(1, Math.abs(best[j])));
      }
      return largest == 0 ? 0 : largest / Math.max(bestValue, Double.MIN_NORMAL);
    }

    private Optional<Values> covariance() {
      int p = best.length;
      int freedom = residuals.length - p;
      if (freedom <= 0 || !Double.isFinite(bestValue)) {
        return Optional.empty();
      }
      double[][] weighted = new double[residuals.length][p];
      double sum = 0;
      for (int i = 0; i < residuals.length; i++) {
        double size = Math.abs(residuals[i]);
        double w = size <= delta ? 1 : delta / size;
        sum += w * residuals[i] * residuals[i];
        for (int j = 0; j < p; j++) {
          weighted[i][j] = Math.sqrt(w) * jacobian[i][j];
        }
      }
      return NormalInverse.of(weighted, sum / freedom);
    }
  }
}
