package isoloss.rank.listwise;

import isoloss.data.InputException;
import isoloss.data.Values;
import isoloss.data.pool.Direction;
import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import isoloss.fit.Texts;
import isoloss.optim.Cholesky;
import isoloss.optim.SymmetricTiles;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.Prior;
import isoloss.rank.evidence.Weighting;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Covariance;
import isoloss.rank.method.Influence;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Maximum likelihood over orderings, with Fisher's covariance and the influence of clusters. */
abstract class ListAggregator implements Aggregator {

  /** The likelihood of these orderings. */
  abstract ListLikelihood likelihood(List<Ordering> orderings, int models);

  /** What the parameters behind the strengths are called. */
  abstract List<Estimate> further(ListLikelihood likelihood, double[] parameters, double[] errors);

  /** Where the search starts, for a likelihood without a known fit nearby. */
  abstract ListFit.Maximum maximum(
      ListLikelihood likelihood, List<Ordering> orderings, ListFit fit, double[] start);

  @Override
  public Optional<String> refusal(Evidence evidence) {
    if (evidence.prior() instanceof Prior.EveryPair) {
      return Optional.of(
          name() + " knows no wins of every pair; say --prior pseudo:W or gaussian:SD");
    }
    return evidence.weighting() == Weighting.COMPARISONS
        ? Optional.empty()
        : Optional.of(name() + " weighs orderings, not comparisons; leave --weighting out");
  }

  @Override
  public Strengths fit(Evidence evidence, Request request) {
    refusal(evidence)
        .ifPresent(reason -> {
          throw new InputException(reason);
        });
    int models = evidence.pool().modelCount();
    List<Ordering> orderings = Ordering.of(evidence);
    ListLikelihood likelihood = likelihood(orderings, models);
    ListFit fit = new ListFit(likelihood, orderings, models, evidence.prior(), request.threads());
    double[] start =
        request
            .near()
            .map(known -> known.state().toArray())
            .filter(state -> state.length == likelihood.parameters())
            .orElseGet(() -> new double[likelihood.parameters()]);
    ListFit.Maximum found = maximum(likelihood, orderings, fit, start);
    double[] strengths = Arrays.copyOf(found.parameters(), models);
    double mean = Arrays.stream(strengths).average().orElse(0);
    Optional<SymmetricTiles> covariance =
        request.errors()
            ? Cholesky.of(fit.information(found.parameters()), request.threads())
                .map(factor -> factor.inverse(request.threads()))
            : Optional.empty();
    return new Strengths(
        Values.of(Arrays.stream(strengths).map(each -> each - mean).toArray()),
        Direction.HIGHER_IS_BETTER,
        OptionalDouble.of(found.logLikelihood()),
        covariance.map(matrix -> centred(matrix, models)),
        covariance.map(matrix -> influence(evidence, likelihood, orderings, found, matrix)),
        further(likelihood, found.parameters(), errors(covariance, models)),
        diagnostics(evidence, found, covariance.isEmpty() && request.errors()),
        Values.of(found.parameters()));
  }

  /** Of the further parameters; NaN where they are not known. */
  private static double[] errors(Optional<SymmetricTiles> covariance, int models) {
    return covariance
        .map(matrix -> {
          double[] errors = new double[matrix.order() - models];
          for (int t = 0; t < errors.length; t++) {
            errors[t] = Math.sqrt(matrix.get(models + t, models + t));
          }
          return errors;
        })
        .orElse(new double[0]);
  }

  /** Of strengths less their mean: {@code P C P} with {@code P = I - 11'/n}. */
  private static Covariance centred(SymmetricTiles matrix, int models) {
    double[] rowMean = new double[models];
    double mean = 0;
    for (int i = 0; i < models; i++) {
      for (int j = 0; j < models; j++) {
        rowMean[i] += matrix.get(i, j) / models;
      }
      mean += rowMean[i] / models;
    }
    double all = mean;
    return new Covariance() {
      @Override
      public double variance(int model) {
        return matrix.get(model, model) - 2 * rowMean[model] + all;
      }

      @Override
      public double variance(int first, int second) {
        return matrix.get(first, first)
            + matrix.get(second, second)
            - 2 * matrix.get(first, second);
      }
    };
  }

  /** {@code z_g = H^-1 u_g}, the strengths less their mean. */
  private static Influence influence(
      Evidence evidence,
      ListLikelihood likelihood,
      List<Ordering> orderings,
      ListFit.Maximum found,
      SymmetricTiles covariance) {
    int models = evidence.pool().modelCount();
    double[][] scores = new double[evidence.clusterCount()][];
    for (Ordering each : orderings) {
      if (scores[each.cluster()] == null) {
        scores[each.cluster()] = new double[likelihood.parameters()];
      }
      likelihood.addGradient(each, found.parameters(), each.weight(), scores[each.cluster()]);
    }
    float[][] byModel = new float[models][evidence.clusterCount()];
    for (int g = 0; g < scores.length; g++) {
      if (scores[g] != null) {
        double[] z = times(covariance, scores[g], models);
        double mean = Arrays.stream(z).average().orElse(0);
        for (int i = 0; i < models; i++) {
          byModel[i][g] = (float) (z[i] - mean);
        }
      }
    }
    return Influence.of(byModel, evidence.clusterCount());
  }

  private static double[] times(SymmetricTiles matrix, double[] vector, int rows) {
    double[] out = new double[rows];
    for (int j = 0; j < vector.length; j++) {
      if (vector[j] != 0) {
        for (int i = 0; i < rows; i++) {
          out[i] += matrix.get(i, j) * vector[j];
        }
      }
    }
    return out;
  }

  private List<Diagnostic> diagnostics(Evidence evidence, ListFit.Maximum found, boolean singular) {
    List<Diagnostic> said = new ArrayList<>();
    if (!found.converged()) {
      said.add(
          new Diagnostic.NotConverged(
              Texts.text(
                  "%s did not reach a maximum after %d steps; some strengths may have no finite"
                      + " estimate.",
                  name(), found.steps())));
    }
    if (singular) {
      said.add(
          new Diagnostic.NotIdentified(
              List.of(),
              Diagnostic.Severity.ERROR,
              "the information matrix is singular; there are no standard errors"));
    }
    if (!(evidence.prior() instanceof Prior.None)) {
      said.add(
          new Diagnostic.Remark(
              "prior",
              Diagnostic.Severity.WARNING,
              "A prior was asked for (%s); the log-likelihood leaves it out, the strengths do not."
                  .formatted(evidence.prior())));
    }
    return said;
  }
}
