package isoloss.plan.traintotest;

import isoloss.sampling.pretraining.JointLaw;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * The best N under a budget.
 *
 * @param low the smallest N of the range around it where the loss is within a tolerance
 * @param high the largest; at the wall where the budget ends if that comes first
 */
record BudgetedOptimum(Choice best, double low, double high) {
  /** N is searched from here ... */
  static final double SMALLEST = 1e6;

  /** ... to here. */
  static final double LARGEST = 1e13;

  private static final double STEP = 0.01;

  static Optional<BudgetedOptimum> of(
      JointLaw law, Serving serving, Budget budget, double tolerance) {
    return of(n -> budget.at(law, serving, n), tolerance);
  }

  /** The optimum of one who counts on a single sample. */
  static Optional<BudgetedOptimum> atOneSample(
      JointLaw law, Serving serving, Budget budget, double tolerance) {
    return of(n -> budget.atOneSample(law, serving, n), tolerance);
  }

  private static Optional<BudgetedOptimum> of(DoubleFunction<Choice> choices, double tolerance) {
    double low = Math.log(SMALLEST);
    double high = Math.log(LARGEST);
    OptionalDouble at = Descent.interior(x -> choices.apply(Math.exp(x)).loss(), low, high, STEP);
    return at.isEmpty()
        ? Optional.empty()
        : Optional.of(around(choices, at.getAsDouble(), tolerance));
  }

  private static BudgetedOptimum around(
      DoubleFunction<Choice> choices, double at, double tolerance) {
    Choice best = choices.apply(Math.exp(at));
    double level = best.loss() * (1 + tolerance);
    return new BudgetedOptimum(
        best,
        Math.exp(end(choices, at, -STEP, Math.log(SMALLEST), level)),
        Math.exp(end(choices, at, STEP, Math.log(LARGEST), level)));
  }

  private static double end(
      DoubleFunction<Choice> choices, double at, double step, double wall, double level) {
    double in = at;
    while (Math.abs(wall - in) > Math.abs(step)) {
      double next = in + step;
      if (!(choices.apply(Math.exp(next)).loss() <= level)) {
        return Descent.crossing(x -> choices.apply(Math.exp(x)).loss(), in, next, level);
      }
      in = next;
    }
    return in;
  }
}
