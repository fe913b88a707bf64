package isoloss.cost.speculative;

import isoloss.cost.speculative.DecodingRun.Setting;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The speed-up of a run from the round cost that the same model and method had elsewhere: on other
 * data sets, or on other devices.
 *
 * @param source runs that the cost was averaged over
 * @param speedUp {@code tau_all / mean o}
 * @param speedUpByRounds the same with the tokens of drafting rounds alone
 * @param speedUpTwoStates {@code tau_all / (1 + share (mean v_d - 1))}, steps without a draft
 *     costing one
 */
public record CostTransfer(
    RoundCost measured,
    int source,
    double speedUp,
    double speedUpByRounds,
    double speedUpTwoStates) {

  /** What is left out. */
  public enum Across {
    DATASET(Setting::dataset, Setting::device),
    DEVICE(Setting::device, Setting::dataset);

    private final Function<Setting, String> leftOut;
    private final Function<Setting, String> shared;

    Across(Function<Setting, String> leftOut, Function<Setting, String> shared) {
      this.leftOut = leftOut;
      this.shared = shared;
    }

    /** The data set or device of a run. */
    public String of(Setting setting) {
      return leftOut.apply(setting);
    }

    private boolean informs(Setting other, Setting target) {
      return !of(other).equals(of(target))
          && shared.apply(other).equals(shared.apply(target))
          && other.model().equals(target.model())
          && other.method().equals(target.method());
    }
  }

  /** Predictions of every run whose model and method ran elsewhere too. */
  public static List<CostTransfer> across(Across across, List<RoundCost> costs) {
    return costs.stream().flatMap(each -> predict(across, each, costs).stream()).toList();
  }

  private static Optional<CostTransfer> predict(
      Across across, RoundCost target, List<RoundCost> costs) {
    List<RoundCost> others =
        costs.stream()
            .filter(each -> across.informs(each.run().setting(), target.run().setting()))
            .toList();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    double tokens = target.run().tokensPerStep();
    double twoStates = 1 + target.share() * (mean(others, RoundCost::ofDraftingStep) - 1);
    return Optional.of(
        new CostTransfer(
            target,
            others.size(),
            tokens / mean(others, RoundCost::perStep),
            target.run().tokensPerRound() / mean(others, RoundCost::perDraftingRound),
            tokens / twoStates));
  }

  private static double mean(List<RoundCost> costs, ToDoubleFunction<RoundCost> cost) {
    return costs.stream().mapToDouble(cost).average().orElse(Double.NaN);
  }

  /** Predicted over measured speed-up, less 1. */
  public double error() {
    return speedUp / measured.speedUp() - 1;
  }

  public double errorByRounds() {
    return speedUpByRounds / measured.speedUp() - 1;
  }

  public double errorTwoStates() {
    return speedUpTwoStates / measured.speedUp() - 1;
  }
}
