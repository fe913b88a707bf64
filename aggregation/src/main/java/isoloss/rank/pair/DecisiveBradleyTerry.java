package isoloss.rank.pair;

import isoloss.fit.Source;
import isoloss.rank.method.Link;

/**
 * Bradley-Terry on comparisons that somebody won; ties are left out. It rewards those who beat many
 * on hard samples, and needs wins alone to join the models.
 */
public final class DecisiveBradleyTerry extends BradleyTerryFamily {

  public DecisiveBradleyTerry() {
    this(Solver.NEWTON);
  }

  private DecisiveBradleyTerry(Solver solver) {
    super(TieRule.NONE, solver);
  }

  public DecisiveBradleyTerry with(Solver solver) {
    return new DecisiveBradleyTerry(solver);
  }

  @Override
  public String name() {
    return "bradley-terry-decisive";
  }

  @Override
  public Source source() {
    return new Source("Bradley and Terry (1952)", "https://doi.org/10.1093/biomet/39.3-4.324");
  }

  @Override
  public Link link() {
    return Link.WINS_ONLY;
  }
}
