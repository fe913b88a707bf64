package isoloss.cost.kinetics;

/**
 * Prices of an interface that charges tokens: the prompt once, every generated token of every
 * trial.
 *
 * @param perPromptToken dollars
 * @param perGeneratedToken dollars
 * @see <a href="https://arxiv.org/abs/2407.21787">Brown et al. (2024), Large Language Monkeys</a>,
 *     which reads the prompt once and pays for each sample
 */
public record Price(double perPromptToken, double perGeneratedToken) {
  public Price {
    if (!(perPromptToken >= 0 && perGeneratedToken >= 0)) {
      throw new IllegalArgumentException(
          "prices %s and %s per token are not 0 or more"
              .formatted(perPromptToken, perGeneratedToken));
    }
  }

  /** Dollars. */
  public double of(Workload workload) {
    return perPromptToken * workload.promptTokens()
        + perGeneratedToken * workload.outputTokens() * workload.samples();
  }
}
