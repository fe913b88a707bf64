package isoloss.rank.listwise;

import isoloss.fit.Estimate;
import isoloss.fit.Source;
import isoloss.optim.SymmetricTiles;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Link;
import java.util.List;
import java.util.Optional;

/**
 * Choices of the best: on a binary sample each model that solved it is chosen from itself and all
 * that did not; on other samples each model from itself and all that scored strictly less, by more
 * than the margin; a comparison is a choice of the winner. Ties say nothing, so that samples that
 * all solved or all failed are left out. It weighs hard samples heavily and so aims at something
 * else than a mean.
 *
 * <p>Strengths are finite where models are linked by wins: {@link Link#WINS_ONLY}. The rate of
 * choix, {@code alpha}, is the prior {@link isoloss.rank.evidence.Prior.EveryPair}.
 *
 * @see <a href="https://arxiv.org/abs/2412.06745">Ghosh et al. (2024), ONEBench</a>: top-1 lists,
 *     there with a rate of 0.01, here by maximum likelihood unless a prior is asked for
 */
public final class TopOne extends ListAggregator {

  private TopOne(Solver solver) {
    super(solver);
  }

  public TopOne() {
    this(Solver.NEWTON);
  }

  public TopOne with(Solver newSolver) {
    return new TopOne(newSolver);
  }

  @Override
  public String name() {
    return "top-1";
  }

  @Override
  public String description() {
    return "log-strength of being chosen over all that did worse";
  }

  @Override
  public Source source() {
    return new Source(
        "Ghosh et al. (2024), ONEBench, top-1 lists", "https://arxiv.org/abs/2412.06745");
  }

  @Override
  public Link link() {
    return Link.WINS_ONLY;
  }

  @Override
  Optional<String> refusal(Evidence evidence, List<Ordering> orderings) {
    return orderings.stream().noneMatch(each -> each.beatsAnyone(0))
        ? Optional.of("all scores of a sample tie, so that nothing is chosen; lower the margin")
        : Optional.empty();
  }

  @Override
  ListLikelihood likelihood(List<Ordering> orderings, int models) {
    return new LuceChoices(models);
  }

  @Override
  List<Estimate> further(
      ListLikelihood likelihood, double[] point, Optional<SymmetricTiles> covariance) {
    return List.of();
  }
}
