package isoloss.rank.vote;

import isoloss.fit.Source;
import isoloss.rank.evidence.PairCounts;

/**
 * Opponents beaten more often than lost to, less those lost to more often than beaten: {@code sum_j
 * sign(W_ij - W_ji)}. A whole number that ignores by how much, so that its errors come from the
 * bootstrap; opponents never met count nothing.
 */
public final class Copeland extends PairVote {
  /** Sums of weights closer than this part are one number, summed in another order. */
  private static final double ROUNDING = 1e-12;

  @Override
  public String name() {
    return "copeland";
  }

  @Override
  public String description() {
    return "opponents beaten by majority less those lost to";
  }

  @Override
  public Source source() {
    return new Source("Copeland (1951), A reasonable social welfare function", "");
  }

  @Override
  double[] scores(PairCounts counts) {
    double[] scores = new double[counts.models()];
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        scores[i] += majority(counts.wins(i, j), counts.wins(j, i));
      }
    }
    return scores;
  }

  private static double majority(double won, double lost) {
    return Math.abs(won - lost) <= ROUNDING * (won + lost) ? 0 : Math.signum(won - lost);
  }
}
