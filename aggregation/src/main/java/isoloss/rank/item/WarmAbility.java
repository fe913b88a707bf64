package isoloss.rank.item;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An ability from a few answers to samples whose parameters are known: Warm's weighted estimate,
 * the maximum of {@code l(theta) + 1/2 log I(theta)}, {@code I = sum_s a_s^2 p_s (1-p_s)}. Finite
 * even when all or no samples were solved, and less biased than maximum likelihood.
 *
 * @param ability in the unit of the samples' parameters
 * @param standardError {@code I(ability)^-1/2}
 * @see <a href="https://doi.org/10.1007/BF02294627">Warm (1989)</a>
 */
public record WarmAbility(double ability, double standardError) {
  private static final int MAX_STEPS = 200;
  private static final double SHORT_STEP = 1e-10;

  /** A longer step of scoring overshoots where information is small. */
  private static final double LONGEST_STEP = 1;

  private static final int GRID = 60;

  /** Beyond the least and the greatest difficulty. */
  private static final double BEYOND = 3;

  /**
   * @param items with at least one discrimination other than 0
   * @param responses one per item, 0 .. 1
   */
  public static WarmAbility of(List<Item> items, double[] responses) {
    if (items.isEmpty() || items.size() != responses.length) {
      throw new IllegalArgumentException(
          responses.length + " responses to " + items.size() + " items");
    }
    double theta = highestOfGrid(items, responses);
    double length = Double.POSITIVE_INFINITY;
    for (int i = 0; i < MAX_STEPS && length > SHORT_STEP; i++) {
      Derivatives here = Derivatives.at(theta, items, responses);
      double step = Math.clamp(here.step(), -LONGEST_STEP, LONGEST_STEP);
      while (Derivatives.at(theta + step, items, responses).value < here.value
          && Math.abs(step) > SHORT_STEP) {
        step /= 2;
      }
      theta += step;
      length = Math.abs(step);
    }
    return new WarmAbility(
        theta, 1 / Math.sqrt(Derivatives.at(theta, items, responses).information));
  }

  /** Where items lie far apart there are several maxima; the search starts at the highest. */
  private static double highestOfGrid(List<Item> items, double[] responses) {
    DoubleSummaryStatistics range =
        items.stream()
            .filter(item -> item.discrimination() != 0)
            .collect(Collectors.summarizingDouble(Item::difficulty));
    double low = range.getMin() - BEYOND;
    double spacing = (range.getMax() + BEYOND - low) / GRID;
    return IntStream.rangeClosed(0, GRID)
        .mapToObj(i -> low + spacing * i)
        .max(Comparator.comparingDouble(theta -> Derivatives.at(theta, items, responses).value()))
        .orElseThrow();
  }

  /** Of the weighted log-likelihood at an ability. */
  private record Derivatives(double value, double gradient, double information) {

    static Derivatives at(double theta, List<Item> items, double[] responses) {
      double logLikelihood = 0;
      double score = 0;
      double information = 0;
      double change = 0;
      for (int k = 0; k < responses.length; k++) {
        double a = items.get(k).discrimination();
        double eta = a * theta + items.get(k).easiness();
        double p = Item.logistic(eta);
        logLikelihood +=
            responses[k] * eta - Math.max(eta, 0) - Math.log1p(Math.exp(-Math.abs(eta)));
        score += a * (responses[k] - p);
        information += a * a * p * (1 - p);
        change += a * a * a * p * (1 - p) * (1 - 2 * p);
      }
      return new Derivatives(
          logLikelihood + Math.log(information) / 2,
          score + change / (2 * information),
          information);
    }

    /** Fisher scoring. */
    double step() {
      return gradient / information;
    }
  }
}
