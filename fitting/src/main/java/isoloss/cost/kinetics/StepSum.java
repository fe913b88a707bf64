package isoloss.cost.kinetics;

/**
 * How the attended tokens {@code L_in + t} are summed over the generated tokens. The discrete sums
 * differ from the continuous one by half a token a step.
 */
public enum StepSum {
  /** The integral over t from 0 to L_out: {@code L_out^2 / 2}, as published. */
  CONTINUOUS(0),
  /** t = 0, 1, ..., L_out - 1: a token does not attend to itself. */
  FROM_ZERO(-1),
  /** t = 1, 2, ..., L_out: a token attends to itself too. */
  FROM_ONE(1);

  private final int shift;

  StepSum(int shift) {
    this.shift = shift;
  }

  /** The sum of t: {@code L^2/2}, {@code L(L-1)/2} or {@code L(L+1)/2}. */
  double ofSteps(double outputTokens) {
    return outputTokens * twiceMeanStep(outputTokens) / 2;
  }

  /** {@code L}, {@code L-1} or {@code L+1}. */
  double twiceMeanStep(double outputTokens) {
    return outputTokens + shift;
  }

  /** {@code sum of (L_in + t)}. */
  double ofAttended(double promptTokens, double outputTokens) {
    return promptTokens * outputTokens + ofSteps(outputTokens);
  }

  /** {@code S(B) = sum of min(B, L_in + t)}, exact in every case. */
  double ofCapped(double budget, double promptTokens, double outputTokens) {
    double uncapped = Math.clamp(stepsBelow(budget - promptTokens), 0, outputTokens);
    return ofAttended(promptTokens, uncapped) + budget * (outputTokens - uncapped);
  }

  /** How many steps have {@code t} below the room. */
  private double stepsBelow(double room) {
    return switch (this) {
      case CONTINUOUS -> room;
      case FROM_ZERO -> Math.ceil(room);
      case FROM_ONE -> Math.floor(room);
    };
  }
}
