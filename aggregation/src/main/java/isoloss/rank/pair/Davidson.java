package isoloss.rank.pair;

import isoloss.fit.Source;
import isoloss.rank.evidence.PairCounts;

/**
 * Paired comparisons with ties: {@code P(tie) = nu sqrt(w_i w_j) / (w_i + w_j + nu sqrt(w_i w_j))},
 * {@code w = e^theta}. Two equal models tie with probability {@code nu / (2 + nu)}. Without any tie
 * nu is 0 and this is Bradley-Terry.
 */
public final class Davidson extends TieModel {

  @Override
  public String name() {
    return "davidson";
  }

  @Override
  public Source source() {
    return new Source("Davidson (1970)", "https://doi.org/10.1080/01621459.1970.10481082");
  }

  @Override
  PairLikelihood withTies(PairCounts counts) {
    return new DavidsonLikelihood(counts);
  }

  @Override
  String parameter() {
    return "nu";
  }

  @Override
  double parameterWithoutTies() {
    return 0;
  }
}
