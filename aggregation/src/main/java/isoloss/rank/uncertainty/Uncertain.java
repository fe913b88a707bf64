package isoloss.rank.uncertainty;

import isoloss.data.Values;
import isoloss.fit.Diagnostic;
import isoloss.rank.method.Covariance;
import isoloss.rank.method.Strengths;
import java.util.List;
import java.util.Optional;

/**
 * Scores with what is known of their errors.
 *
 * @param kind of errors that were made, which is not always what was asked for
 * @param standardErrors one per model; empty where there are none
 * @param covariance behind them
 * @param quantile half-width of a pointwise interval in standard errors; NaN without errors
 * @param usableDraws of the bootstrap or of the joint critical value
 */
public record Uncertain(
    Strengths strengths,
    ErrorKind kind,
    Values standardErrors,
    Optional<Covariance> covariance,
    double quantile,
    RankSets rankSets,
    int usableDraws,
    List<Diagnostic> diagnostics) {
  public Uncertain {
    diagnostics = List.copyOf(diagnostics);
  }
}
