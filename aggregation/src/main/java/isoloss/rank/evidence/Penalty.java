package isoloss.rank.evidence;

import isoloss.fit.Diagnostic;
import isoloss.fit.Texts;
import java.util.Optional;

/**
 * What a {@link Prior} adds to a log-likelihood of log-strengths: a concave function of each
 * strength by itself. A log-likelihood that is reported is without it.
 *
 * <p>The hypothetical model of {@link Prior.PseudoComparisons} has log-strength 0, wins and loses
 * {@code v} times against each and never ties: {@code v (theta - 2 ln(1 + e^theta))}. The rate
 * {@code alpha} of {@link Prior.EveryPair}, which choix adds to its Markov chain, has its fixed
 * point at the maximum with {@code alpha n (theta - e^theta)} added, a Gamma prior on worths of
 * mean 1.
 *
 * @param models n
 */
public record Penalty(Prior prior, int models) {

  public boolean isNone() {
    return prior instanceof Prior.None;
  }

  /** The terms of the first so many coordinates, which are the log-strengths. */
  public double value(double[] point) {
    double sum = 0;
    for (int i = 0; i < models && !isNone(); i++) {
      sum += value(point[i]);
    }
    return sum;
  }

  /** The term of one log-strength. */
  private double value(double theta) {
    return switch (prior) {
      case Prior.None() -> 0;
      case Prior.Gaussian(double sd) -> -0.5 * (theta / sd) * (theta / sd);
      case Prior.PseudoComparisons(double wins) ->
          -wins * (Math.abs(theta) + 2 * Math.log1p(Math.exp(-Math.abs(theta))));
      case Prior.EveryPair(double rate) -> rate * models * (theta - Math.exp(theta));
    };
  }

  public double slope(double theta) {
    return switch (prior) {
      case Prior.None() -> 0;
      case Prior.Gaussian(double sd) -> -theta / (sd * sd);
      case Prior.PseudoComparisons(double wins) -> -wins * Math.tanh(0.5 * theta);
      case Prior.EveryPair(double rate) -> -rate * models * Math.expm1(theta);
    };
  }

  /** Minus the second derivative. */
  public double curvature(double theta) {
    return switch (prior) {
      case Prior.None() -> 0;
      case Prior.Gaussian(double sd) -> 1 / (sd * sd);
      case Prior.PseudoComparisons(double wins) -> {
        double cosine = Math.cosh(0.5 * theta);
        yield 0.5 * wins / (cosine * cosine);
      }
      case Prior.EveryPair(double rate) -> rate * models * Math.exp(theta);
    };
  }

  /** What a reader must know of it. */
  public Optional<Diagnostic> remark() {
    return switch (prior) {
      case Prior.None() -> Optional.empty();
      case Prior.Gaussian(double sd) ->
          remark("Log-strengths are assumed normal around 0 with standard deviation " + sd);
      case Prior.PseudoComparisons(double wins) ->
          remark(
              Texts.text(
                  "Each model is assumed to have won and lost %s times against one of strength 0",
                  Texts.number(wins)));
      case Prior.EveryPair(double rate) ->
          remark("A rate of " + rate + " is assumed for each model to beat each other");
    };
  }

  private static Optional<Diagnostic> remark(String assumption) {
    return Optional.of(
        new Diagnostic.Remark(
            "prior",
            Diagnostic.Severity.WARNING,
            assumption + "; it draws scores together and joins models that nothing else joins."));
  }
}
