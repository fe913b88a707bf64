package isoloss.rank.item;

import isoloss.data.Values;
import isoloss.data.pool.Direction;
import isoloss.fit.Estimate;
import isoloss.fit.Source;
import isoloss.optim.PositiveDefinite;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Covariance;
import isoloss.rank.method.Influence;
import isoloss.rank.method.Link;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.stat.Moments;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Rasch's model, one parameter a sample: {@code P(model i solves sample s) = sigma(theta_i - b_s)},
 * at the maximum of {@code l - .005 sum theta^2 - .125 sum b^2} over the measured cells. A score is
 * {@code theta_i} less the mean over models; the mean is the parameter {@code location}.
 *
 * <p>Numeric scores between 0 and 1 enter the Bernoulli likelihood as {@code x log p + (1-x) log
 * (1-p)}, a quasi-likelihood; other samples are left out. A sample of weight 2 is two samples, each
 * with its prior. The priors keep models and samples finite that all or none solved. They are not
 * repeated when every sample is, so that then scores move a little.
 */
public final class Rasch implements ItemModel {
  private final ItemResponse response = new ItemResponse(name(), ItemPrior.rasch());

  @Override
  public String name() {
    return "rasch";
  }

  @Override
  public String description() {
    return "ability theta in log-odds of solving a sample, less its mean; one difficulty a sample;"
        + " scores between 0 and 1 count as fractions solved";
  }

  @Override
  public Source source() {
    return new Source(
        "Rasch (1960), Probabilistic Models for Some Intelligence and Attainment Tests; Mair and"
            + " Hatzinger (2007)",
        "https://doi.org/10.18637/jss.v020.i09");
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
    return fit.abilities();
  }

  @Override
  public Strengths fit(Evidence evidence, Request request) {
    ItemResponse.Found found = response.find(evidence, request);
    double location = Moments.of(found.maximum().theta()).mean();
    Optional<PositiveDefinite.Factor> curvature =
        found.maximum().curvature().filter(factor -> request.errors());
    return new Strengths(
        Values.of(Arrays.stream(found.maximum().theta()).map(t -> t - location).toArray()),
        Direction.HIGHER_IS_BETTER,
        OptionalDouble.of(found.fit().logLikelihood()),
        curvature.map(Rasch::centredInverse),
        curvature.map(factor -> influence(found, factor)),
        List.of(Estimate.point("location", location)),
        found.fit().diagnostics(),
        found.state());
  }

  private static Influence influence(ItemResponse.Found found, PositiveDefinite.Factor curvature) {
    return ClusterEffects.of(found.maximum(), curvature, ScoreFunction.CENTRED_ABILITIES);
  }

  /** {@code P H^-1 P} with P taking off the mean. */
  private static Covariance centredInverse(PositiveDefinite.Factor curvature) {
    int n = curvature.lower().length;
    double[] matrix = new double[n * n];
    for (int i = 0; i < n; i++) {
      double[] column = new double[n];
      Arrays.fill(column, -1.0 / n);
      column[i] += 1;
      curvature.solve(column);
      double mean = Moments.of(column).mean();
      for (int j = 0; j < n; j++) {
        matrix[i * n + j] = column[j] - mean;
      }
    }
    return Covariance.of(n, matrix);
  }
}
