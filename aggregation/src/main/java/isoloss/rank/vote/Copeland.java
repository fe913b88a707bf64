package isoloss.rank.vote;

import isoloss.fit.Source;
import isoloss.rank.evidence.PairCounts;

/** Opponents beaten more often than lost to, less those lost to more often than beaten. */
public final class Copeland extends PairVote {

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
        scores[i] += Math.signum(counts.wins(i, j) - counts.wins(j, i));
      }
    }
    return scores;
  }
}
