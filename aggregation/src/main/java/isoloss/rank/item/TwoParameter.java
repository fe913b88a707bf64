package isoloss.rank.item;

import isoloss.data.Values;
import isoloss.data.pool.Direction;
import isoloss.fit.Estimate;
import isoloss.fit.Source;
import isoloss.optim.PositiveDefinite;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.item.ModelledMean.Correction;
import isoloss.rank.method.Influence;
import isoloss.rank.method.Link;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The two-parameter logistic model: {@code P(model i solves sample s) = sigma(a_s theta_i + d_s)},
 * at the maximum of {@code l - sum theta^2/2 - 2 sum (a-1)^2 - sum d^2/18} over the measured cells.
 * A score is the completed mean: over all samples, the response where the model was measured and
 * its chance elsewhere. The abilities are parameters named {@code theta MODEL}.
 *
 * <p>Numeric scores between 0 and 1, weights and priors as in {@link Rasch}. On complete data the
 * score is the plain mean.
 */
public final class TwoParameter implements ItemModel {
  private final ItemResponse response = new ItemResponse(estimator(), ItemPrior.twoParameter());
  private final Correction correction;

  public TwoParameter() {
    this(Correction.COMPLETION);
  }

  private TwoParameter(Correction correction) {
    this.correction = correction;
  }

  /**
   * Ranks by the mean of the chances over all samples plus the mean, over those measured, of what
   * the responses differ from them by: without bias where cells are missing at random, though the
   * chances be wrong, and less steady than the completed mean.
   */
  public static TwoParameter corrected() {
    return new TwoParameter(Correction.DIFFERENCE);
  }

  private boolean isCorrected() {
    return correction == Correction.DIFFERENCE;
  }

  @Override
  public String name() {
    return isCorrected() ? "2pl-corrected" : estimator();
  }

  @Override
  public String estimator() {
    return "2pl";
  }

  @Override
  public String description() {
    return isCorrected()
        ? "mean over all samples of the chances of the two-parameter logistic model, corrected by"
            + " what measured scores differ from them"
        : "mean over all samples, chances of the two-parameter logistic model standing in for"
            + " missing scores; scores between 0 and 1 count as fractions solved";
  }

  @Override
  public Source source() {
    return new Source(
        "Birnbaum (1968); completion as in Maia Polo et al. (2024), tinyBenchmarks",
        "https://arxiv.org/abs/2402.14992");
  }

  @Override
  public Link link() {
    return Link.COMPARED;
  }

  @Override
  public Optional<String> refusal(Evidence evidence) {
    return response.refusal(evidence);
  }

  @Override
  public ItemResponseFit estimate(Evidence evidence, Request request) {
    return response.find(evidence, request).fit();
  }

  @Override
  public Values scores(ItemResponseFit fit) {
    return isCorrected() ? fit.correctedMeans() : fit.completedMeans();
  }

  @Override
  public Strengths fit(Evidence evidence, Request request) {
    ItemResponse.Found found = response.find(evidence, request);
    List<String> models = evidence.pool().models();
    return new Strengths(
        scores(found.fit()),
        Direction.HIGHER_IS_BETTER,
        OptionalDouble.of(found.fit().logLikelihood()),
        Optional.empty(),
        found
            .maximum()
            .curvature()
            .filter(factor -> request.errors())
            .map(factor -> influence(found, factor)),
        IntStream.range(0, models.size())
            .mapToObj(i -> Estimate.point("theta " + models.get(i), found.fit().abilities().get(i)))
            .toList(),
        found.fit().diagnostics(),
        found.state());
  }

  private Influence influence(ItemResponse.Found found, PositiveDefinite.Factor curvature) {
    ProfiledLikelihood profile = found.maximum().profile();
    ModelledMean mean =
        new ModelledMean(correction, profile.responses(), found.maximum().theta(), found.items());
    return ClusterEffects.of(found.maximum(), curvature, mean.differentiated(profile));
  }
}
