package isoloss.cost.kinetics;

/**
 * One question to a model.
 *
 * @param promptTokens L_in
 * @param outputTokens L_out, generated tokens of each trial
 * @param samples N, trials of the same prompt
 */
public record Workload(double promptTokens, double outputTokens, double samples) {
  public Workload {
    if (!(promptTokens >= 0 && Double.isFinite(promptTokens))) {
      throw new IllegalArgumentException("prompt tokens " + promptTokens + " are not 0 or more");
    }
    if (!(outputTokens > 0 && Double.isFinite(outputTokens))) {
      throw new IllegalArgumentException("output tokens " + outputTokens + " are not positive");
    }
    if (!(samples > 0 && Double.isFinite(samples))) {
      throw new IllegalArgumentException("samples " + samples + " are not positive");
    }
  }
}
