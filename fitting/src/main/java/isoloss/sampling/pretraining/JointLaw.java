package isoloss.sampling.pretraining;

import isoloss.data.Values;
import isoloss.fit.Estimate;
import isoloss.sampling.coverage.BetaBinomial;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What pass@k is after pre-training N parameters on D tokens and drawing k samples.
 *
 * @see <a href="https://arxiv.org/abs/2604.01411">Train-to-Test scaling (2026)</a>
 */
public sealed interface JointLaw {
  /** Parameters are counted in this many. */
  double N_UNIT = 1e9;

  /** Training tokens are counted in this many. */
  double D_UNIT = 1e10;

  /** {@code -ln} of the mean of pass@k over problems. */
  double loss(double parameters, double tokens, double samples);

  /** The mean of pass@k. */
  default double passAtK(double parameters, double tokens, double samples) {
    return Math.exp(-loss(parameters, tokens, samples));
  }

  /** In words, with what is fitted. */
  String describe();

  /**
   * Approach 1: {@code -ln pass@k = E + A/(N/1e9)^alpha + B/(D/1e10)^beta + G/k^gamma}, of the mean
   * over problems and not the mean of logarithms, which is infinite as soon as one problem has no
   * success.
   *
   * @param theta E, A, alpha, B, beta, G, gamma
   */
  record Additive(Values theta) implements JointLaw {
    /** In the order of theta. */
    public static final List<String> PARAMETERS =
        List.of("E", "A", "alpha", "B", "beta", "G", "gamma");

    @Override
    public double loss(double parameters, double tokens, double samples) {
      return PowerSum.value(theta, parameters / N_UNIT, tokens / D_UNIT, samples);
    }

    @Override
    public String describe() {
      return "approach 1: E + A/(N/1e9)^alpha + B/(D/1e10)^beta + G/k^gamma";
    }
  }

  /**
   * Approach 2: p of a problem from {@code Beta(mu nu, (1-mu) nu)} with {@code mu = theta2/(1 +
   * exp(theta1 (L - theta0)))}, {@code nu = exp(theta3 + theta4 L)} and {@code L = E +
   * A/(N/1e9)^alpha + B/(D/1e10)^beta}.
   *
   * @param theta theta0 to theta4
   * @param surface E, A, alpha, B, beta of the loss
   */
  record BetaOfLoss(Values theta, Values surface) implements JointLaw {
    /** In the order of theta, then of the surface. */
    public static final List<String> PARAMETERS =
        List.of(
            "theta0",
            "theta1",
            "theta2",
            "theta3",
            "theta4",
            "lossE",
            "lossA",
            "lossAlpha",
            "lossB",
            "lossBeta");

    @Override
    public double loss(double parameters, double tokens, double samples) {
      double loss = PowerSum.value(surface, parameters / N_UNIT, tokens / D_UNIT);
      return -Math.log(pass(theta, loss, samples));
    }

    private static final double LONGEST_SUM = 512;

    /** pass@k at a training loss: {@code 1 - B(a, b+k)/B(a, b)}, a = mu nu, b = (1-mu) nu. */
    static double pass(Values theta, double loss, double samples) {
      double mu = theta.get(2) / (1 + Math.exp(theta.get(1) * (loss - theta.get(0))));
      double nu = Math.exp(theta.get(3) + theta.get(4) * loss);
      double a = mu * nu;
      double b = (1 - mu) * nu;
      return -Math.expm1(BetaBinomial.logFailure(a, b, samples, LONGEST_SUM));
    }

    @Override
    public String describe() {
      return "approach 2: p ~ Beta(mu(L), nu(L)), L = lossE + lossA/(N/1e9)^lossAlpha +"
          + " lossB/(D/1e10)^lossBeta";
    }
  }

  /** The law of an approach among saved estimates, where all its parameters are there. */
  static Optional<JointLaw> of(int approach, List<Estimate> estimates) {
    return of(
        approach,
        estimates.stream()
            .collect(Collectors.toMap(Estimate::name, Estimate::value, (first, same) -> first)));
  }

  /** The law of an approach from its parameters by name, where all are there. */
  static Optional<JointLaw> of(int approach, Map<String, Double> parameters) {
    List<String> names = approach == 1 ? Additive.PARAMETERS : BetaOfLoss.PARAMETERS;
    if (!parameters.keySet().containsAll(names)) {
      return Optional.empty();
    }
    double[] theta = names.stream().mapToDouble(parameters::get).toArray();
    return Optional.of(
        approach == 1
            ? new Additive(Values.of(theta))
            : new BetaOfLoss(
                Values.of(Arrays.copyOf(theta, 5)), Values.of(Arrays.copyOfRange(theta, 5, 10))));
  }
}
