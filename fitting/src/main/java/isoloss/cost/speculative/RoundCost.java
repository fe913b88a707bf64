package isoloss.cost.speculative;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a target step of a speculative run costs: {@code o = tau_all / S}, its time over that of a
 * plain decoding step.
 *
 * @param speedUp S, over plain decoding of the same data by the same model on the same device
 */
public record RoundCost(DecodingRun run, double speedUp) {

  /** Costs of every speculative run whose plain run is there, or whose speed-up was reported. */
  public static List<RoundCost> of(List<DecodingRun> runs) {
    return runs.stream()
        .filter(run -> !run.isPlain() && run.defect().isEmpty())
        .flatMap(run -> speedUp(run, runs).stream().mapToObj(s -> new RoundCost(run, s)))
        .toList();
  }

  private static OptionalDouble speedUp(DecodingRun run, List<DecodingRun> runs) {
    if (run.reportedSpeedUp().isPresent()) {
      return run.reportedSpeedUp();
    }
    Optional<DecodingRun> plain =
        runs.stream()
            .filter(each -> each.isPlain() && each.setting().sharesTarget(run.setting()))
            .findFirst();
    return plain.isPresent() && plain.get().rate().isPresent() && run.rate().isPresent()
        ? OptionalDouble.of(run.rate().getAsDouble() / plain.get().rate().getAsDouble())
        : OptionalDouble.empty();
  }

  /** {@code o = tau_all / S}, over all steps. */
  public double perStep() {
    return run.tokensPerStep() / speedUp;
  }

  /** The same with the tokens of drafting rounds alone, {@code (1 + accepted/rounds) / S}. */
  public double perDraftingRound() {
    return run.tokensPerRound() / speedUp;
  }

  /**
   * Cost of a step that verifies a draft where the others cost one: {@code v_d} of {@code o = 1 +
   * share (v_d - 1)}.
   */
  public double ofDraftingStep() {
    return 1 + (perStep() - 1) / share();
  }

  /** Share of steps with a draft; 1 where it was not counted. */
  double share() {
    return run.draftingShare().orElse(1);
  }

  /** The draft step cost c that explains a fixed draft length, {@code (o - v) / gamma}. */
  public double draftStep(int gamma, VerificationTime verification) {
    return (perStep() - verification.of(gamma + 1)) / gamma;
  }
}
