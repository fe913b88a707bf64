package isoloss.rank.pair;

import isoloss.rank.method.Strengths;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Strengths with and without what style does to a comparison.
 *
 * @param adjusted as if both sides had the same style; its log-likelihood is without the ridge
 * @param unadjusted Bradley-Terry on the same comparisons, style unseen
 * @param effects of the covariates that can be told from the strengths
 */
public record StyledStrengths(Strengths adjusted, Strengths unadjusted, List<Effect> effects) {
  public StyledStrengths {
    effects = List.copyOf(effects);
  }

  /**
   * @param covariate its name
   * @param perScale what {@code scale} of the covariate adds to the logarithm of the odds
   * @param scale root mean square of the covariate
   * @param standardError if all comparisons were independent; absent when errors were not asked for
   * @param clusteredError sandwich over the clusters of samples; absent with fewer than two
   */
  public record Effect(
      String covariate,
      double perScale,
      double scale,
      OptionalDouble standardError,
      OptionalDouble clusteredError) {}
}
