package isoloss.plan.speculative;

import isoloss.cost.speculative.AcceptanceProfile;
import isoloss.cost.speculative.DecodingRun.Setting;
import isoloss.cost.speculative.RoundTime;
import java.util.List;

/**
 * How long to draft in one setting.
 *
 * @param alpha acceptance of a drafted token, all positions together
 * @param acceptance the profile to plan with
 * @param draws profiles that the measurements allow as well; empty without uncertainty
 * @param measuredPositions beyond them the profile is extrapolated; 0 where acceptance was assumed
 */
public record ChainQuestion(
    Setting setting,
    double alpha,
    AcceptanceProfile acceptance,
    List<AcceptanceProfile> draws,
    RoundTime time,
    int measuredPositions) {

  /** The setting of an acceptance that was given by hand. */
  public static final Setting ASSUMED = new Setting("", "", "", "");

  public ChainQuestion {
    draws = List.copyOf(draws);
  }

  /** The same acceptance at every position, as given. */
  public static ChainQuestion assumed(double alpha, List<AcceptanceProfile> draws, RoundTime time) {
    return new ChainQuestion(ASSUMED, alpha, AcceptanceProfile.constant(alpha), draws, time, 0);
  }
}
