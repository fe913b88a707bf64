package isoloss.fit;

import isoloss.data.Imported;
import isoloss.data.Observations;
import isoloss.data.Values;
import isoloss.optim.Optimum;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fitted law.
 *
 * @param procedure {@code default} or {@code published}
 * @param options what the caller chose beside the defaults, in order
 * @param data the account of the rows: used, held out, rejected, dropped
 * @param estimates in the order of the law's parameters
 * @param objective what was minimised, at the estimates
 * @param publishedObjective the published procedure's objective at the estimates
 * @param optimum evidence of the minimum, in search coordinates
 * @param draws one row of natural parameters per bootstrap draw; empty without uncertainty
 */
public record Fit(
    ScalingLaw law,
    String procedure,
    Map<String, String> options,
    Imported data,
    List<Estimate> estimates,
    ObjectiveValue objective,
    ObjectiveValue publishedObjective,
    Optimum optimum,
    boolean converged,
    Uncertainty uncertainty,
    List<Values> draws,
    List<Diagnostic> diagnostics,
    Score inSample,
    Optional<HeldOut> heldOut,
    Manifest manifest) {

  /** A named sum over the rows. */
  public record ObjectiveValue(String name, double value) {}

  /**
   * @param mapePercent mean of 100 |predicted - observed| / observed
   * @param r2 of the response, not of its logarithm
   */
  public record Score(int n, double mapePercent, double r2) {}

  /** Rows kept out of the fit and how they were predicted. */
  public record HeldOut(String rule, Score score, List<Prediction> predictions, Values observed) {}

  /** What it takes to replay the fit. */
  public record Manifest(
      long seed, String version, String java, String command, double cpuSeconds) {}

  public Fit {
    options = Map.copyOf(options);
    estimates = List.copyOf(estimates);
    draws = List.copyOf(draws);
    diagnostics = List.copyOf(diagnostics);
  }

  public double[] theta() {
    return estimates.stream().mapToDouble(Estimate::value).toArray();
  }

  public Observations observations() {
    return data.observations();
  }
}
