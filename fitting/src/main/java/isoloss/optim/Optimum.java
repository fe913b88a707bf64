package isoloss.optim;

import isoloss.data.Values;

/**
 * The best point found, with the evidence that it is a minimum.
 *
 * @param value the objective there
 * @param firstOrder scaled first-order measure: largest |projected gradient_i| * max(1, |x_i|),
 *     divided by max(|value|, tiny); a property of the point, whatever branch ended the loop
 * @param starts how many starting points were tried
 * @param startsAtOptimum how many of them ended within the agreement tolerance of this value
 * @param iterations summed over all starts
 * @param evaluations summed over all starts
 * @param termination why the loop of the winning start ended
 */
public record Optimum(
    Values point,
    double value,
    double firstOrder,
    int starts,
    int startsAtOptimum,
    long iterations,
    long evaluations,
    Termination termination) {}
