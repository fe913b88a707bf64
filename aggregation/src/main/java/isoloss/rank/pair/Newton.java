package isoloss.rank.pair;

import isoloss.rank.evidence.Penalty;
import java.util.Optional;

/**
 * Newton's method on a concave log-likelihood: steps are halved until it does not fall, strengths
 * are centred. Steps come from conjugate gradients or Cholesky's factor, see {@link
 * Information#step}; the rougher solves of the first are sharpened by the next step.
 */
final class Newton {
  private static final int MAX_ITERATIONS = 200;
  private static final int MAX_HALVINGS = 40;

  /** After a step as short as this the next is shorter than rounding. */
  private static final double LAST_STEP = 1e-8;

  /** The slope of rounding. */
  private static final double NO_SLOPE = 1e-14;

  private static final double RELATIVE_RESIDUAL = 1e-4;

  /** By how much sums may seem to fall where they do not. */
  private static final double ROUNDING = 1e-12;

  private final ConcaveLikelihood likelihood;
  private final Penalty penalty;
  private final double[][] weights;
  private final int threads;

  private Newton(ConcaveLikelihood likelihood, Penalty penalty, int threads) {
    this.likelihood = likelihood;
    this.penalty = penalty;
    this.threads = threads;
    weights = likelihood.triangle();
  }

  static Solution maximize(
      ConcaveLikelihood likelihood, Penalty penalty, double[] start, int threads) {
    return new Newton(likelihood, penalty, threads).maximize(start);
  }

  private Solution maximize(double[] start) {
    Solution here = at(start.clone(), 0);
    for (int iteration = 1; iteration <= MAX_ITERATIONS && here.slope() > NO_SLOPE; iteration++) {
      Optional<double[]> step =
          here.information().step(here.gradient(), RELATIVE_RESIDUAL, threads);
      if (step.isEmpty()) {
        return here;
      }
      here = after(here, step.get(), iteration);
      if (largest(step.get()) <= LAST_STEP) {
        return here;
      }
    }
    return here;
  }

  private Solution after(Solution here, double[] step, int iteration) {
    double value = here.value() + penalty.value(here.point());
    double least = value - ROUNDING * Math.abs(value);
    double length = 1;
    Solution there = moved(here, step, length, iteration);
    for (int halving = 0; halving < MAX_HALVINGS && !reaches(there, least); halving++) {
      length *= 0.5;
      there = moved(here, step, length, iteration);
    }
    return there;
  }

  private boolean reaches(Solution there, double least) {
    return there.value() + penalty.value(there.point()) >= least;
  }

  private Solution moved(Solution here, double[] step, double length, int iteration) {
    double[] point = here.point().clone();
    for (int i = 0; i < point.length; i++) {
      point[i] += length * step[i];
    }
    if (penalty.isNone()) {
      Worths.centre(point, likelihood.models());
    }
    return at(point, iteration);
  }

  private Solution at(double[] point, int iteration) {
    return Solution.at(likelihood, penalty, point, weights, iteration, threads);
  }

  private static double largest(double[] step) {
    double largest = 0;
    for (double each : step) {
      largest = Math.max(largest, Math.abs(each));
    }
    return largest;
  }
}
