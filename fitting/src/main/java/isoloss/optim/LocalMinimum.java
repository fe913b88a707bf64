package isoloss.optim;

import isoloss.data.Values;

/**
 * Where one run of an optimiser ended.
 *
 * @param gradient of the objective at the point, bounds not regarded
 * @param firstOrder the decrease that the gradient promises to first order, relative to the
 *     objective: largest {@code |gradient_i| min(max(1, |x_i|), room_i) / max(|value|, scale)},
 *     with {@code room_i} the distance to the bound towards which the objective falls; NaN if the
 *     start was not finite
 */
public record LocalMinimum(
    Values point,
    double value,
    Values gradient,
    double firstOrder,
    int iterations,
    int evaluations,
    Termination termination) {

  /** The same as the outcome of a single start. */
  public Optimum optimum() {
    int reached = Double.isFinite(value) ? 1 : 0;
    return new Optimum(point, value, firstOrder, 1, reached, iterations, evaluations, termination);
  }
}
