package isoloss.rank.pair;

import isoloss.data.InputException;
import isoloss.data.Values;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Pool;
import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import isoloss.optim.Cholesky;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Penalty;
import isoloss.rank.evidence.Prior;
import isoloss.rank.method.CountAggregator;
import isoloss.rank.method.CountedFit;
import isoloss.rank.method.Influence;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What all models of paired comparisons share: evidence is counted, the likelihood maximised, and
 * its curvature gives Fisher's covariance and, with the scores of clusters, their influence.
 * Covariances come only with errors that are asked for.
 */
abstract sealed class PairAggregator implements CountAggregator
    permits BradleyTerryFamily, TieModel {

  abstract PairLikelihood likelihood(PairCounts counts);

  abstract Solution solve(PairLikelihood likelihood, Penalty penalty, double[] start, int threads);

  /** Beside the strengths; with standard errors where the factor is there. */
  abstract List<Estimate> parameters(
      PairLikelihood likelihood, Solution solution, Optional<Cholesky> factor);

  @Override
  public final Optional<String> refusal(Evidence evidence) {
    if (!comparesAnything(evidence)) {
      return Optional.of(nothingCompared());
    }
    return needsWinner() && !hasWinner(evidence)
        ? Optional.of(nobodyWon())
        : refusal(evidence.prior());
  }

  private Optional<String> refusal(PairCounts counts, Prior prior) {
    boolean wins = Arrays.stream(counts.totalWins(0)).anyMatch(each -> each > 0);
    if (!wins && !(counts.totalTies() > 0)) {
      return Optional.of(nothingCompared());
    }
    return needsWinner() && !wins ? Optional.of(nobodyWon()) : refusal(prior);
  }

  /** Whether ties tell nothing about strengths. */
  abstract boolean needsWinner();

  /** Why there is no fit with this prior; empty when there is. */
  abstract Optional<String> refusal(Prior prior);

  private String nothingCompared() {
    return "no two models share a sample, so %s has nothing to compare; rank them by their means"
        .formatted(name());
  }

  private String nobodyWon() {
    return "every comparison is a tie, so %s cannot tell models apart; nothing is better here"
        .formatted(name());
  }

  private static boolean comparesAnything(Evidence evidence) {
    Pool pool = evidence.pool();
    for (int s = 0; s < pool.scoredCount(); s++) {
      if (evidence.comparisonWeight(s, pool.measured(s)) > 0) {
        return true;
      }
    }
    return pool.comparisons().stream().anyMatch(c -> evidence.sampleWeight(c.sample()) > 0);
  }

  private static boolean hasWinner(Evidence evidence) {
    Pool pool = evidence.pool();
    MeritOrder order = new MeritOrder(pool.modelCount());
    for (int s = 0; s < pool.scoredCount(); s++) {
      if (evidence.sampleWeight(s) > 0) {
        order.load(pool, s);
        if (order.count() > 0 && order.advantage(order.count() - 1, 0) > evidence.margin()) {
          return true;
        }
      }
    }
    return pool.comparisons().stream()
        .anyMatch(c -> c.winsA() + c.winsB() > 0 && evidence.sampleWeight(c.sample()) > 0);
  }

  @Override
  public final Strengths fit(Evidence evidence, Request request) {
    refusal(evidence)
        .ifPresent(reason -> {
          throw new InputException(reason);
        });
    int threads = request.threads();
    Maximum maximum = maximum(counted(evidence, threads), evidence.prior(), request);
    Strengths strengths = strengths(maximum, request);
    return maximum
        .factor()
        .map(factor -> strengths.withInfluence(influence(evidence, maximum, factor, threads)))
        .orElse(strengths);
  }

  @Override
  public final CountedFit fit(PairCounts counts, Prior prior, Request request) {
    refusal(counts, prior)
        .ifPresent(reason -> {
          throw new InputException(reason);
        });
    Maximum maximum = maximum(likelihood(counts), prior, request);
    return new CountedPairs(strengths(maximum, request), maximum, request.threads());
  }

  /** The counts, which are large, are forgotten on return. */
  private PairLikelihood counted(Evidence evidence, int threads) {
    return likelihood(PairCounts.of(evidence, threads));
  }

  /**
   * Where a likelihood is largest.
   *
   * @param factor of the information, where errors are asked for and models are linked
   */
  record Maximum(
      PairLikelihood likelihood, Penalty penalty, Solution solution, Optional<Cholesky> factor) {}

  private Maximum maximum(PairLikelihood likelihood, Prior prior, Request request) {
    Penalty penalty = new Penalty(prior, likelihood.models());
    double[] start =
        request
            .near()
            .map(Strengths::state)
            .filter(state -> state.size() == likelihood.dimension())
            .map(Values::toArray)
            .orElseGet(likelihood::start);
    Solution solution = solve(likelihood, penalty, start, request.threads());
    Optional<Cholesky> factor =
        request.errors() ? solution.information().factor(request.threads()) : Optional.empty();
    return new Maximum(likelihood, penalty, solution, factor);
  }

  private Strengths strengths(Maximum maximum, Request request) {
    PairLikelihood likelihood = maximum.likelihood();
    Solution solution = maximum.solution();
    Optional<Cholesky> factor = maximum.factor();
    return new Strengths(
        solution.scores(),
        Direction.HIGHER_IS_BETTER,
        OptionalDouble.of(solution.value()),
        factor.map(f -> new FisherCovariance(f, likelihood.models(), request.threads())),
        Optional.empty(),
        parameters(likelihood, solution, factor),
        diagnostics(maximum.penalty(), solution, request.errors() && factor.isEmpty()),
        Values.of(solution.point()));
  }

  private static Influence influence(
      Evidence evidence, Maximum maximum, Cholesky factor, int threads) {
    ClusterScores scores = new ClusterScores(evidence, maximum.likelihood(), maximum.solution());
    return ClusteredErrors.of(
        () -> scores.new Worker(),
        factor,
        maximum.likelihood().models(),
        evidence.clusterCount(),
        threads);
  }

  private static List<Diagnostic> diagnostics(
      Penalty penalty, Solution solution, boolean singular) {
    List<Diagnostic> diagnostics = new ArrayList<>(solution.diagnostics(penalty));
    if (singular) {
      diagnostics.add(
          new Diagnostic.NotIdentified(
              List.of(),
              Diagnostic.Severity.ERROR,
              "the comparisons do not hold all models together, so some differences are arbitrary;"
                  + " rank each component by itself"));
    }
    return diagnostics;
  }
}
