package isoloss.rank.pair;

import isoloss.fit.Estimate;
import isoloss.optim.Cholesky;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Penalty;
import isoloss.rank.evidence.Prior;
import java.util.List;
import java.util.Optional;

/** Bradley-Terry by what becomes of ties. */
abstract sealed class BradleyTerryFamily extends PairAggregator
    permits BradleyTerry, DecisiveBradleyTerry, PlackettLuceOneBench {
  private final TieRule ties;
  private final Solver solver;

  BradleyTerryFamily(TieRule ties, Solver solver) {
    this.ties = ties;
    this.solver = solver;
  }

  @Override
  public final String description() {
    return "log-strength theta, with odds e^(theta_i - theta_j) that i beats j; mean 0";
  }

  @Override
  final Optional<String> refusal(Prior prior) {
    return solver.knows(prior)
        ? Optional.empty()
        : Optional.of(
            "the solver %s knows no such prior; leave the prior out or solve by %s"
                .formatted(solver, Solver.NEWTON));
  }

  @Override
  final boolean needsWinner() {
    return ties == TieRule.NONE;
  }

  @Override
  final PairLikelihood likelihood(PairCounts counts) {
    return new BradleyTerryLikelihood(counts, ties);
  }

  @Override
  final Solution solve(PairLikelihood likelihood, Penalty penalty, double[] start, int threads) {
    return solver.solve((BradleyTerryLikelihood) likelihood, penalty, start, threads);
  }

  @Override
  final List<Estimate> parameters(
      PairLikelihood likelihood, Solution solution, Optional<Cholesky> factor) {
    return List.of();
  }
}
