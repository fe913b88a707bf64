package isoloss.rank.item;

import isoloss.data.Values;
import isoloss.fit.Diagnostic;
import java.util.List;

/**
 * An item response model at its penalised joint maximum.
 *
 * @param abilities {@code theta}, one per model of the pool, on the scale that the priors fix
 * @param completedMeans mean over all samples of the response where the model was measured and of
 *     its chance elsewhere
 * @param correctedMeans mean of the chances over all samples, plus the mean over those measured of
 *     what responses differ from them by
 * @param logLikelihood of the responses
 * @param objective the log-likelihood less the penalties of the priors, which was maximised
 * @param firstOrder largest derivative of the profiled objective times {@code max(1, |theta_i|)},
 *     relative to the objective
 */
public record ItemResponseFit(
    Values abilities,
    Values completedMeans,
    Values correctedMeans,
    ItemParameters items,
    double logLikelihood,
    double objective,
    double firstOrder,
    List<Diagnostic> diagnostics) {
  public ItemResponseFit {
    diagnostics = List.copyOf(diagnostics);
  }

  /** That a model solves the sample of an item. */
  public double probability(int model, Item item) {
    return item.probability(abilities.get(model));
  }
}
