package isoloss.cost.speculative;

import isoloss.data.Values;
import java.util.Arrays;

/**
 * Acceptance at each position of a draft: measured at the first ones, one value beyond them.
 *
 * @param measured probability of acceptance at positions 1, 2, ..., all before it accepted
 * @param beyond the same at every later position
 */
public record AcceptanceProfile(Values measured, double beyond) {
  public AcceptanceProfile {
    measured.stream().forEach(each -> Chain.requireProbability("acceptance", each));
    Chain.requireProbability("acceptance", beyond);
  }

  /** The same acceptance everywhere. */
  public static AcceptanceProfile constant(double alpha) {
    return new AcceptanceProfile(Values.of(), alpha);
  }

  /** Acceptance at a position, from 0. */
  public double at(int position) {
    return position < measured.size() ? measured.get(position) : beyond;
  }

  /** Tokens of a round by draft length, from 0 to {@code longest}. */
  public double[] expectedTokens(int longest) {
    double[] tokens = new double[longest + 1];
    Arrays.fill(tokens, 1);
    double survival = 1;
    for (int gamma = 1; gamma <= longest; gamma++) {
      survival *= at(gamma - 1);
      tokens[gamma] = tokens[gamma - 1] + survival;
    }
    return tokens;
  }
}
