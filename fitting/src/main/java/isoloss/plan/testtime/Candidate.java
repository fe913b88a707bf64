package isoloss.plan.testtime;

import isoloss.cost.kinetics.Cost;
import isoloss.cost.kinetics.ServedModel;
import isoloss.data.Values;

/**
 * A way to answer every question: a model, a length and a number of samples, with what it costs and
 * how often it succeeds.
 *
 * @param outputTokens the mean where lengths vary
 * @param accuracy per problem; one value where only the mean was measured
 */
public record Candidate(
    ServedModel model, double outputTokens, double samples, Cost cost, Values accuracy) {

  /** Mean accuracy over the problems. */
  public double meanAccuracy() {
    return accuracy.stream().average().orElseThrow();
  }

  /** Mean accuracy over resampled problems. */
  double meanAccuracy(int[] multiplicities) {
    double sum = 0;
    for (int problem = 0; problem < multiplicities.length; problem++) {
      sum += multiplicities[problem] * accuracy.get(problem);
    }
    return sum / multiplicities.length;
  }
}
