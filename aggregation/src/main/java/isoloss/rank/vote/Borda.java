package isoloss.rank.vote;

import isoloss.fit.Source;
import isoloss.rank.evidence.PairCounts;

/**
 * The share of its comparisons that a model won, ties counting half. A count of wins in place of a
 * share would reward models for having been measured more.
 */
public final class Borda extends PairVote {

  @Override
  public String name() {
    return "borda";
  }

  @Override
  public String description() {
    return "share of comparisons won, ties half";
  }

  @Override
  public Source source() {
    return new Source("de Borda (1781), Memoire sur les elections au scrutin", "");
  }

  @Override
  double[] scores(PairCounts counts) {
    double[] scores = new double[counts.models()];
    for (int i = 0; i < scores.length; i++) {
      double won = 0;
      double all = 0;
      for (int j = 0; j < scores.length; j++) {
        won += counts.wins(i, j) + counts.ties(i, j) / 2;
        all += counts.compared(i, j);
      }
      scores[i] = won / all;
    }
    return scores;
  }

  /** Wins and half ties, not divided by anything: what evalica calls counting. */
  public static double[] counting(PairCounts counts) {
    double[] scores = new double[counts.models()];
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        scores[i] += counts.wins(i, j) + counts.ties(i, j) / 2;
      }
    }
    return scores;
  }

  /** The win rate against each opponent met, ties half, averaged over opponents. */
  public static double[] averageWinRate(PairCounts counts) {
    double[] scores = new double[counts.models()];
    for (int i = 0; i < scores.length; i++) {
      int met = 0;
      for (int j = 0; j < scores.length; j++) {
        double all = counts.compared(i, j);
        if (all > 0) {
          met++;
          scores[i] += (counts.wins(i, j) + counts.ties(i, j) / 2) / all;
        }
      }
      scores[i] /= met;
    }
    return scores;
  }
}
