package isoloss.rank.pair;

import isoloss.fit.Source;
import isoloss.rank.method.Link;

/**
 * Bradley-Terry with a tie as half a win for each, as LMArena and evalica fit it: {@code P(i beats
 * j) = 1 / (1 + e^(theta_j - theta_i))}. On complete binary data the order is that of the means.
 */
public final class BradleyTerry extends BradleyTerryFamily {

  public BradleyTerry() {
    this(Solver.NEWTON);
  }

  private BradleyTerry(Solver solver) {
    super(TieRule.HALF, solver);
  }

  public BradleyTerry with(Solver solver) {
    return new BradleyTerry(solver);
  }

  @Override
  public String name() {
    return "bradley-terry";
  }

  @Override
  public Source source() {
    return new Source(
        "Bradley and Terry (1952), ties as half wins", "https://doi.org/10.1093/biomet/39.3-4.324");
  }

  @Override
  public Link link() {
    return Link.WINS_AND_TIES;
  }
}
