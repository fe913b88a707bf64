package isoloss.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A ladder of models that were trained and run for this report.
 *
 * @param corpus what they were trained on, in words
 * @param knownEntropy the entropy rate of the source, where it is known by construction
 */
public record LadderSummary(String corpus, List<Rung> rungs, Optional<KnownEntropy> knownEntropy) {

  /**
   * One trained model.
   *
   * @param parameters N
   * @param tokens D
   * @param lossNatsPerToken on held-out text
   */
  public record Rung(
      String model,
      double parameters,
      double tokens,
      double lossNatsPerToken,
      OptionalDouble standardError,
      double cpuSeconds) {}

  /**
   * @param description in words, for example which context the entropy is conditioned on
   */
  public record KnownEntropy(double natsPerToken, String description) {}

  public LadderSummary {
    rungs = List.copyOf(rungs);
  }
}
