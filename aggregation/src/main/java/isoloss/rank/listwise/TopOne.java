package isoloss.rank.listwise;

import isoloss.fit.Estimate;
import isoloss.fit.Source;
import isoloss.rank.method.Link;
import java.util.List;

/**
 * Choices of the best: on a binary sample each model that solved it is chosen from itself and all
 * that did not; on other samples each model from itself and all that scored strictly less. Ties say
 * nothing. It weighs hard samples heavily and so aims at something else than a mean.
 *
 * @see <a href="https://arxiv.org/abs/2412.06745">Ghosh et al. (2024), ONEBench</a>: top-1 lists;
 *     there with a penalty of 0.01, here by maximum likelihood
 */
public final class TopOne extends ListAggregator {

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
  ListLikelihood likelihood(List<Ordering> orderings, int models) {
    return new ChoiceStages(models);
  }

  @Override
  List<Estimate> further(ListLikelihood likelihood, double[] parameters, double[] errors) {
    return List.of();
  }

  @Override
  ListFit.Maximum maximum(
      ListLikelihood likelihood, List<Ordering> orderings, ListFit fit, double[] start) {
    return fit.from(start);
  }
}
