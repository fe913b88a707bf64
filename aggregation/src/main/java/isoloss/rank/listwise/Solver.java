package isoloss.rank.listwise;

import java.util.Locale;

/** How the maximum of Luce's likelihood is found; all find the same. */
public enum Solver {
  /** Second order; a handful of iterations. */
  NEWTON,
  /** Hunter's minorise-maximise; neither ties nor priors. */
  MM,
  /** Iterated Luce spectral ranking, as choix does; no ties, and no prior but a rate. */
  I_LSR;

  String inWords() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
