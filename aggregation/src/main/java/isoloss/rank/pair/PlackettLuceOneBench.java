package isoloss.rank.pair;

import isoloss.fit.Source;
import isoloss.rank.method.Link;

/**
 * The Plackett-Luce aggregation of ONEBench as its code has it: rankings are broken into pairs, on
 * which Plackett-Luce is Bradley-Terry, and each tie counts as one full win both ways. Theirs is
 * solved by iterated Luce spectral ranking, ours by Newton's method by default; both find the
 * maximum.
 */
public final class PlackettLuceOneBench extends BradleyTerryFamily {

  public PlackettLuceOneBench() {
    this(Solver.NEWTON);
  }

  private PlackettLuceOneBench(Solver solver) {
    super(TieRule.EACH_WINS, solver);
  }

  public PlackettLuceOneBench with(Solver solver) {
    return new PlackettLuceOneBench(solver);
  }

  @Override
  public String name() {
    return "plackett-luce";
  }

  @Override
  public Source source() {
    return new Source("Ghosh et al. (2024), ONEBench", "https://arxiv.org/abs/2412.06745");
  }

  @Override
  public Link link() {
    return Link.WINS_AND_TIES;
  }
}
