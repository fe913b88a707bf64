package isoloss.fit;

import isoloss.data.DataTable;
import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Values;
import isoloss.data.Variable;
import isoloss.optim.Optimum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    estimates = List.copyOf(estimates);
    draws = List.copyOf(draws);
    diagnostics = List.copyOf(diagnostics);
  }

  public double[] theta() {
    return estimates.stream().mapToDouble(Estimate::value).toArray();
  }

  public double estimate(String parameter) {
    return estimates.stream()
        .filter(estimate -> estimate.name().equals(parameter))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no parameter %s; there are %s"
                    .formatted(parameter, estimates.stream().map(Estimate::name).toList())))
        .value();
  }

  /** The law at inputs in its order, with the interval of a new run at level 0.9. */
  public Prediction predict(double... x) {
    return predict(Predict.withDefaults(), x);
  }

  public Prediction predict(Predict how, double... x) {
    if (x.length != law.inputs().size()) {
      throw new IllegalArgumentException(
          "%d inputs; the law %s has %s"
              .formatted(
                  x.length, law.name(), law.inputs().stream().map(Variable::symbol).toList()));
    }
    return predictor().at(how, x);
  }

  /** The law at inputs by their symbols. */
  public Prediction predict(Predict how, Map<String, Double> inputs) {
    return predictAll(how, List.of(inputs)).getFirst();
  }

  /** The law at several points; faster than one by one. */
  public List<Prediction> predictAll(Predict how, List<Map<String, Double>> points) {
    Predictor predictor = predictor();
    List<Prediction> predictions = new ArrayList<>();
    for (Map<String, Double> point : points) {
      predictions.add(predictor.at(how, inputs(point)));
    }
    return predictions;
  }

  private double[] inputs(Map<String, Double> point) {
    for (String symbol : point.keySet()) {
      if (law.inputs().stream().noneMatch(input -> input.symbol().equals(symbol))) {
        throw new InputException(
            "%s is no input of %s; its inputs are %s"
                .formatted(
                    symbol, law.name(), law.inputs().stream().map(Variable::symbol).toList()));
      }
    }
    return law.inputs().stream().mapToDouble(input -> input(point, input)).toArray();
  }

  private double input(Map<String, Double> point, Variable input) {
    Double value = point.get(input.symbol());
    if (value == null) {
      throw new InputException(
          "a prediction by %s needs %s (%s)".formatted(law.name(), input.symbol(), input.name()));
    }
    if (!input.sign().admits(value)) {
      throw new InputException(
          "%s = %s is not admitted; it must be finite%s"
              .formatted(
                  input.symbol(),
                  value,
                  input.sign() == Variable.Sign.POSITIVE ? " and positive" : ""));
    }
    return value;
  }

  private Predictor predictor() {
    return new Predictor(law, Rows.of(law, observations()), theta(), draws, manifest.seed());
  }

  /** The gravest severity among the diagnostics; NOTE when there are none. */
  public Diagnostic.Severity gravity() {
    return diagnostics.stream()
        .map(Diagnostic::severity)
        .max(Comparator.naturalOrder())
        .orElse(Diagnostic.Severity.NOTE);
  }

  /** This fit, or an exception with the gravest diagnostic where it is not to be trusted. */
  public Fit orThrow() {
    diagnostics.stream()
        .filter(each -> each.severity() == Diagnostic.Severity.ERROR)
        .findFirst()
        .ifPresent(error -> {
          throw new IllegalStateException(law.name() + ": " + error.message());
        });
    return this;
  }

  /** A row per parameter; columns in {@link FitColumn}. */
  public DataTable tidy() {
    return FitTables.tidy(this);
  }

  /** One row about the whole fit; columns in {@link FitColumn}. */
  public DataTable glance() {
    return FitTables.glance(this);
  }

  /** A row per observation, those held out last; columns in {@link FitColumn}. */
  public DataTable augment() {
    return FitTables.augment(this);
  }

  /** Estimates, evidence and warnings as a printed report. */
  public String toText() {
    return new FitText(this).print();
  }

  public Observations observations() {
    return data.observations();
  }
}
