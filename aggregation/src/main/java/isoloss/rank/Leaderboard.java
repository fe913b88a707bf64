package isoloss.rank;

import isoloss.fit.Diagnostic;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Models from best to worst, with what the samples can and cannot tell apart.
 *
 * @param method name of the aggregator
 * @param description what the score is
 * @param direction which scores are good
 * @param level of every interval and of the rank intervals together
 * @param sharedSamples samples that every model was measured on; only these count
 * @param draws bootstrap draws of samples
 * @param seed of those draws
 */
public record Leaderboard(
    String method,
    String description,
    Direction direction,
    double level,
    int sharedSamples,
    int draws,
    long seed,
    List<Row> rows,
    List<Diagnostic> diagnostics) {

  /**
   * A model's place.
   *
   * @param standardError absent with fewer than two shared samples
   * @param low lower end of the interval of the score
   * @param rankLow best rank that the data allow; the rank intervals of all models hold together
   * @param rankHigh worst rank that the data allow
   * @param group tie group: nobody in it can be told apart from its first model
   * @param measurements how many scores the model brought, shared or not
   */
  public record Row(
      String model,
      double score,
      OptionalDouble standardError,
      OptionalDouble low,
      OptionalDouble high,
      int rankLow,
      int rankHigh,
      int group,
      int measurements) {}

  public Leaderboard {
    rows = List.copyOf(rows);
    diagnostics = List.copyOf(diagnostics);
  }
}
