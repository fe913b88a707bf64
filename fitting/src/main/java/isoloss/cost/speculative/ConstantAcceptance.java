package isoloss.cost.speculative;

import isoloss.stat.ChiSquared;
import isoloss.stat.Quantile;

/**
 * The same acceptance at every position, by maximum likelihood, and the test of it against one
 * acceptance per position. Rounds are taken as independent; where prompts differ, intervals are too
 * narrow and the test rejects too easily (see {@link ClusteredCounters}).
 *
 * @param alpha {@code sum A / (sum A + rejected rounds)}
 * @param decisions accepted and rejected tokens, the binomial sample size
 * @param likelihoodRatio {@code 2 sum_i [acc_i ln(a_i/alpha) + rej_i ln((1-a_i)/(1-alpha))]}
 * @param degreesOfFreedom positions at risk less one
 * @param pValue of the test; 1 without degrees of freedom
 */
public record ConstantAcceptance(
    double alpha, double decisions, double likelihoodRatio, int degreesOfFreedom, double pValue) {
  private static final int BISECTIONS = 60;

  public static ConstantAcceptance of(PositionCounters counters) {
    double decisions = counters.atRiskInAll();
    double alpha = counters.acceptedTokens() / decisions;
    double statistic = 0;
    int positions = 0;
    for (int i = 0; i < counters.length(); i++) {
      double risk = counters.atRisk(i);
      if (risk > 0) {
        positions++;
        double accepted = counters.accepted().get(i);
        statistic += logRatio(accepted, risk, alpha) + logRatio(risk - accepted, risk, 1 - alpha);
      }
    }
    int degrees = Math.max(0, positions - 1);
    double ratio = Math.max(0, 2 * statistic);
    double p = degrees == 0 ? 1 : ChiSquared.upperTail(ratio, degrees);
    return new ConstantAcceptance(alpha, decisions, ratio, degrees, p);
  }

  /** {@code count ln((count/of) / expected)}, 0 where nothing was counted. */
  private static double logRatio(double count, double of, double expected) {
    return count == 0 ? 0 : count * Math.log(count / of / expected);
  }

  /** {@code sqrt(alpha (1 - alpha) / decisions)}. */
  public double standardError() {
    return Math.sqrt(alpha * (1 - alpha) / decisions);
  }

  /** The alphas whose likelihood ratio to the best stays below the chi-squared quantile. */
  public Quantile.Interval profileInterval(double level) {
    double limit = ChiSquared.quantile(level, 1);
    return new Quantile.Interval(
        alpha == 0 ? 0 : edge(0, alpha, limit), alpha == 1 ? 1 : edge(1, alpha, limit));
  }

  private double edge(double outside, double inside, double limit) {
    double out = outside;
    double in = inside;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (out + in) / 2;
      if (deviance(middle) > limit) {
        out = middle;
      } else {
        in = middle;
      }
    }
    return (out + in) / 2;
  }

  private double deviance(double at) {
    double accepted = alpha * decisions;
    double rejected = decisions - accepted;
    return 2
        * ((accepted == 0 ? 0 : accepted * Math.log(alpha / at))
            + (rejected == 0 ? 0 : rejected * Math.log((1 - alpha) / (1 - at))));
  }

  /** Wilson's score interval of a share. */
  public static Quantile.Interval wilsonInterval(double successes, double trials, double level) {
    if (!(trials > 0)) {
      return new Quantile.Interval(0, 1);
    }
    double zSquared = ChiSquared.quantile(level, 1);
    double share = successes / trials;
    double centre = (share + zSquared / (2 * trials)) / (1 + zSquared / trials);
    double half =
        Math.sqrt(zSquared * (share * (1 - share) / trials + zSquared / (4 * trials * trials)))
            / (1 + zSquared / trials);
    return new Quantile.Interval(Math.max(0, centre - half), Math.min(1, centre + half));
  }
}
