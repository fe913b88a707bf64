package isoloss.rank.listwise;

import isoloss.data.Values;
import isoloss.data.pool.Direction;
import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import isoloss.fit.Texts;
import isoloss.optim.Cholesky;
import isoloss.optim.SymmetricTiles;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.Penalty;
import isoloss.rank.evidence.Prior;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Refusals;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Maximum likelihood over orderings, with Fisher's covariance and the influence of clusters. */
abstract class ListAggregator implements Aggregator {
  private final Solver solver;

  ListAggregator(Solver solver) {
    this.solver = solver;
  }

  /** The likelihood of these orderings. */
  abstract ListLikelihood likelihood(List<Ordering> orderings, int models);

  /** Why it cannot be of these orderings. */
  abstract Optional<String> refusal(Evidence evidence, List<Ordering> orderings);

  /** Parameters behind the strengths. */
  abstract List<Estimate> further(
      ListLikelihood likelihood, double[] point, Optional<SymmetricTiles> covariance);

  @Override
  public Optional<String> refusal(Evidence evidence) {
    return Refusals.first(
        () -> Refusals.weighting(name(), "orderings", evidence),
        () -> priorOfSolver(evidence.prior()),
        () -> {
          List<Ordering> orderings = Ordering.of(evidence);
          return orderings.isEmpty()
              ? Optional.of("no sample was measured on two models, so nothing is ordered")
              : refusal(evidence, orderings);
        });
  }

  private Optional<String> priorOfSolver(Prior prior) {
    boolean knows =
        switch (solver) {
          case NEWTON -> true;
          case MM -> prior instanceof Prior.None;
          case I_LSR -> prior instanceof Prior.None || prior instanceof Prior.EveryPair;
        };
    return knows
        ? Optional.empty()
        : Optional.of(solver.inWords() + " knows no such prior; use Newton's method");
  }

  final Optional<String> tiesOfSolver(ListLikelihood likelihood) {
    return solver == Solver.NEWTON || likelihood instanceof LuceChoices
        ? Optional.empty()
        : Optional.of(solver.inWords() + " knows no ties; use Newton's method");
  }

  @Override
  public Strengths fit(Evidence evidence, Request request) {
    Refusals.check(this, evidence);
    List<Ordering> measured = Ordering.of(evidence);
    List<Ordering> orderings = Ordering.merged(measured);
    ListLikelihood likelihood = likelihood(orderings, evidence.pool().modelCount());
    Penalty penalty = new Penalty(evidence.prior(), likelihood.models());
    ListFit fit = new ListFit(likelihood, orderings, penalty, request.threads());
    ListFit.Found found = maximum(likelihood, orderings, fit, evidence.prior(), request);
    double[] point = found.at().point();
    @Nullable Cholesky factor =
        request.errors() ? found.at().factor(request.threads()).orElse(null) : null;
    Optional<SymmetricTiles> covariance =
        Optional.ofNullable(factor).map(each -> each.inverse(request.threads()));
    ClusterInfluence influence = new ClusterInfluence(evidence, likelihood.at(point), measured);
    return new Strengths(
        Values.of(centred(Arrays.copyOf(point, likelihood.models()))),
        Direction.HIGHER_IS_BETTER,
        OptionalDouble.of(fit.logLikelihood(point)),
        covariance.map(matrix -> new CentredCovariance(matrix, likelihood.models())),
        Optional.ofNullable(factor).map(each -> influence.of(each, likelihood, request.threads())),
        further(likelihood, point, covariance),
        diagnostics(found, penalty, request.errors() && factor == null),
        Values.of(point));
  }

  private ListFit.Found maximum(
      ListLikelihood likelihood,
      List<Ordering> orderings,
      ListFit fit,
      Prior prior,
      Request request) {
    double[] start = start(likelihood, orderings, request);
    if (solver == Solver.NEWTON || !(likelihood instanceof LuceChoices choices)) {
      return fit.newton(start);
    }
    double alpha = prior instanceof Prior.EveryPair every ? every.wins() : 0;
    return solver == Solver.MM
        ? Iterations.minoriseMaximise(choices, orderings, fit, start)
        : Iterations.spectral(choices, orderings, alpha, fit, start);
  }

  private static double[] start(
      ListLikelihood likelihood, List<Ordering> orderings, Request request) {
    return request
        .near()
        .map(known -> known.state().toArray())
        .filter(state -> state.length == likelihood.parameters())
        .orElseGet(() ->
            likelihood instanceof TiedStages tied
                ? tied.start(orderings)
                : new double[likelihood.parameters()]);
  }

  private static double[] centred(double[] strengths) {
    double mean = Arrays.stream(strengths).average().orElse(0);
    return Arrays.stream(strengths).map(each -> each - mean).toArray();
  }

  private List<Diagnostic> diagnostics(ListFit.Found found, Penalty penalty, boolean singular) {
    List<Diagnostic> said = new ArrayList<>();
    if (!found.at().isStationary()) {
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
              "The information matrix is singular; there are no standard errors."));
    }
    penalty.remark().ifPresent(said::add);
    return said;
  }
}
