package isoloss.rank.method;

import isoloss.data.Values;
import isoloss.data.pool.Direction;
import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an aggregator found.
 *
 * @param scores one per model, in the pool's order; log-strengths have mean 0
 * @param direction which scores are good
 * @param logLikelihood kernel without combinatorial constants, at the scores; absent where the
 *     aggregator has no likelihood
 * @param fisher covariance of the scores if all comparisons were independent; absent without a
 *     likelihood
 * @param influence what each cluster of samples does to the scores, for clustered errors; absent
 *     when it was not asked for or does not exist (the bootstrap remains)
 * @param parameters beside the scores, for example the tie parameter {@code nu}
 * @param diagnostics of this fit; {@code not-converged} where the first-order condition fails
 * @param state where a later fit of nearly the same evidence can start; in the method's own
 *     coordinates
 */
public record Strengths(
    Values scores,
    Direction direction,
    OptionalDouble logLikelihood,
    Optional<Covariance> fisher,
    Optional<Influence> influence,
    List<Estimate> parameters,
    List<Diagnostic> diagnostics,
    Values state) {
  public Strengths {
    parameters = List.copyOf(parameters);
    diagnostics = List.copyOf(diagnostics);
  }

  /** Scores without likelihood, errors or state. */
  public static Strengths of(double[] scores, Direction direction) {
    return new Strengths(
        Values.of(scores),
        direction,
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Values.of());
  }

  public Strengths withInfluence(Influence newInfluence) {
    return new Strengths(
        scores,
        direction,
        logLikelihood,
        fisher,
        Optional.of(newInfluence),
        parameters,
        diagnostics,
        state);
  }
}
