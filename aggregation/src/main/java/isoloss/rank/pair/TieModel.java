package isoloss.rank.pair;

import isoloss.fit.Estimate;
import isoloss.optim.Cholesky;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Penalty;
import isoloss.rank.evidence.Prior;
import isoloss.rank.method.Link;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A model with a probability of ties of its own. Its tie parameter comes as an estimate whose
 * standard error takes comparisons as independent; without any tie it is Bradley-Terry.
 */
abstract sealed class TieModel extends PairAggregator permits Davidson, RaoKupper {

  abstract PairLikelihood withTies(PairCounts counts);

  /** As the literature calls it. */
  abstract String parameter();

  /** Its value where nobody ever tied. */
  abstract double parameterWithoutTies();

  @Override
  public final String description() {
    return "log-strength theta, with ties between near equals; mean 0";
  }

  @Override
  public final Link link() {
    return Link.WINS_AND_TIES;
  }

  @Override
  final boolean needsWinner() {
    return true;
  }

  @Override
  final Optional<String> refusal(Prior prior) {
    return Optional.empty();
  }

  @Override
  final PairLikelihood likelihood(PairCounts counts) {
    return counts.totalTies() > 0
        ? withTies(counts)
        : new BradleyTerryLikelihood(counts, TieRule.NONE);
  }

  @Override
  final Solution solve(PairLikelihood likelihood, Penalty penalty, double[] start, int threads) {
    return Newton.maximize(likelihood, penalty, start, threads);
  }

  @Override
  final List<Estimate> parameters(
      PairLikelihood likelihood, Solution solution, Optional<Cholesky> factor) {
    if (!likelihood.hasTieParameter()) {
      return List.of(Estimate.point(parameter(), parameterWithoutTies()));
    }
    double value = Math.exp(solution.point()[likelihood.models()]);
    OptionalDouble error =
        factor.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(value * errorOfLogarithm(solution, factor.get()));
    return List.of(
        new Estimate(
            parameter(),
            value,
            error,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty()));
  }

  private static double errorOfLogarithm(Solution solution, Cholesky factor) {
    return Math.sqrt(solution.information().nuisance().variances(factor)[0]);
  }
}
