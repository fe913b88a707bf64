package isoloss.cost;

/**
 * Sequences generated together.
 *
 * @param batch sequences
 * @param inputTokens of each
 * @param outputTokens generated for each, one after the other
 */
public record Workload(int batch, int inputTokens, int outputTokens) {
  public Workload {
    if (batch < 1 || inputTokens < 1 || outputTokens < 0) {
      throw new IllegalArgumentException(
          "batch %d, %d input and %d output tokens; expected at least 1, 1 and 0"
              .formatted(batch, inputTokens, outputTokens));
    }
  }
}
