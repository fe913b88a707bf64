package isoloss.rank.pair;

import isoloss.fit.Diagnostic;
import isoloss.rank.evidence.Prior;
import java.util.Optional;

/**
 * What a prior adds to the log-likelihood: a concave function of each log-strength by itself. The
 * log-likelihood that is reported is without it.
 *
 * <p>The hypothetical model of {@link Prior.PseudoComparisons} wins and loses and never ties. The
 * rate of {@link Prior.EveryPair} is that of choix: its fixed point is the maximum with {@code
 * alpha n sum_i (theta_i - e^theta_i)} added, a Gamma prior on worths of mean 1.
 */
record Penalty(Prior prior, int models) {

  boolean isNone() {
    return prior instanceof Prior.None;
  }

  /** Of all strengths of a point. */
  double value(double[] point) {
    double sum = 0;
    for (int i = 0; i < models && !isNone(); i++) {
      sum += value(point[i]);
    }
    return sum;
  }

  private double value(double theta) {
    return switch (prior) {
      case Prior.None() -> 0;
      case Prior.Gaussian(double sd) -> -0.5 * (theta / sd) * (theta / sd);
      case Prior.PseudoComparisons(double wins) ->
          -wins * (Math.abs(theta) + 2 * Math.log1p(Math.exp(-Math.abs(theta))));
      case Prior.EveryPair(double wins) -> wins * models * (theta - Math.exp(theta));
    };
  }

  double slope(double theta) {
    return switch (prior) {
      case Prior.None() -> 0;
      case Prior.Gaussian(double sd) -> -theta / (sd * sd);
      case Prior.PseudoComparisons(double wins) -> -wins * Math.tanh(0.5 * theta);
      case Prior.EveryPair(double wins) -> -wins * models * Math.expm1(theta);
    };
  }

  /** Minus the second derivative. */
  double curvature(double theta) {
    return switch (prior) {
      case Prior.None() -> 0;
      case Prior.Gaussian(double sd) -> 1 / (sd * sd);
      case Prior.PseudoComparisons(double wins) ->
          2 * wins * Worths.logistic(theta) * Worths.logistic(-theta);
      case Prior.EveryPair(double wins) -> wins * models * Math.exp(theta);
    };
  }

  /** What a reader must know of it. */
  Optional<Diagnostic> remark() {
    return switch (prior) {
      case Prior.None() -> Optional.empty();
      case Prior.Gaussian(double sd) ->
          remark("log-strengths are assumed to be normal around 0 with standard deviation " + sd);
      case Prior.PseudoComparisons(double wins) ->
          remark(
              "each model is assumed to have won and lost %s times against a model of log-strength 0"
                  .formatted(wins));
      case Prior.EveryPair(double wins) ->
          remark("a rate of %s is assumed for each model to beat each other".formatted(wins));
    };
  }

  private static Optional<Diagnostic> remark(String assumption) {
    return Optional.of(
        new Diagnostic.Remark(
            "prior",
            Diagnostic.Severity.WARNING,
            assumption + "; it draws scores together and joins models that nothing else joins"));
  }
}
