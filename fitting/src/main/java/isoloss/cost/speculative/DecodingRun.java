package isoloss.cost.speculative;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Counters of one run of a server.
 *
 * @param rounds that drafted; 0 in plain decoding
 * @param acceptedTokens drafted tokens that were accepted
 * @param generatedTokens all tokens, where counted
 * @param seconds of decoding, where measured
 * @param reportedSpeedUp over plain decoding, where the source gives it
 * @param reportedTokens tokens of a round as the source reports them, with or without the bonus
 * @param draftLength gamma, where every round drafts as many
 */
public record DecodingRun(
    Setting setting,
    double rounds,
    double acceptedTokens,
    OptionalDouble generatedTokens,
    OptionalDouble seconds,
    OptionalDouble reportedSpeedUp,
    OptionalDouble reportedTokens,
    OptionalDouble draftLength) {
  /** How far a report may lie from the counters and still mean the same, relative. */
  private static final double SAME = 1e-3;

  /** What was decoded by what; empty where the table does not say. */
  public record Setting(String dataset, String device, String model, String method) {
    /** In words, the parts that are there. */
    public String inWords() {
      String text = String.join(" / ", java.util.List.of(dataset, device, model, method));
      return text.replaceAll("( / )+", " / ").replaceAll("^ / | / $", "");
    }

    boolean sharesTarget(Setting other) {
      return dataset.equals(other.dataset)
          && device.equals(other.device)
          && model.equals(other.model);
    }
  }

  public DecodingRun {
    if (!(rounds >= 0 && acceptedTokens >= 0)) {
      throw new IllegalArgumentException(
          "%s: %s rounds with %s accepted tokens"
              .formatted(setting.inWords(), rounds, acceptedTokens));
    }
  }

  /** Nothing was drafted: the run that others are compared with. */
  public boolean isPlain() {
    return rounds == 0 && acceptedTokens == 0;
  }

  /** Why nothing can be computed, for example a counter of drafts that is missing. */
  public Optional<String> defect() {
    if (rounds == 0 && acceptedTokens > 0) {
      return Optional.of("tokens were accepted but no drafting round was counted");
    }
    if (generatedTokens.isPresent() && acceptedTokens >= generatedTokens.getAsDouble()) {
      return Optional.of("more tokens were accepted than generated");
    }
    return Optional.empty();
  }

  /** {@code 1 + accepted/rounds}, of drafting rounds alone. */
  public double tokensPerRound() {
    return 1 + acceptedTokens / rounds;
  }

  /** Target steps, {@code generated - accepted}. */
  private OptionalDouble steps() {
    return generatedTokens.isPresent()
        ? OptionalDouble.of(generatedTokens.getAsDouble() - acceptedTokens)
        : OptionalDouble.empty();
  }

  /**
   * {@code tau_all = generated / (generated - accepted)}, over every target step, with a draft or
   * without; that of drafting rounds where tokens were not counted.
   */
  public double tokensPerStep() {
    return steps().isPresent()
        ? generatedTokens.getAsDouble() / steps().getAsDouble()
        : tokensPerRound();
  }

  /** Share of target steps that verified a draft; above 1 by requests that end inside a run. */
  public OptionalDouble draftingShare() {
    return steps().isPresent()
        ? OptionalDouble.of(rounds / steps().getAsDouble())
        : OptionalDouble.empty();
  }

  /** Tokens a second. */
  public OptionalDouble rate() {
    return generatedTokens.isPresent() && seconds.isPresent()
        ? OptionalDouble.of(generatedTokens.getAsDouble() / seconds.getAsDouble())
        : OptionalDouble.empty();
  }

  /**
   * The constant acceptance that explains the tokens of a round of known draft length; absent
   * without a length, or where no acceptance gives as many tokens.
   */
  public OptionalDouble acceptance() {
    double gamma = draftLength.orElse(0);
    boolean possible = gamma >= 1 && rounds > 0 && tokensPerRound() <= gamma + 1;
    return possible
        ? OptionalDouble.of(Chain.acceptance(tokensPerRound(), (int) gamma))
        : OptionalDouble.empty();
  }

  /** Whether a report counts the bonus token: {@code with}, {@code without} or {@code unclear}. */
  public Optional<String> bonusInReport() {
    if (reportedTokens.isEmpty()) {
      return Optional.empty();
    }
    double reported = reportedTokens.getAsDouble();
    boolean with = Math.abs(reported / tokensPerRound() - 1) < SAME;
    boolean without = Math.abs(reported - acceptedTokens / rounds) < SAME * reported;
    return Optional.of(with ? "with" : without ? "without" : "unclear");
  }
}
