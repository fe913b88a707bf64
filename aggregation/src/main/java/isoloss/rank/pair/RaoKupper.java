package isoloss.rank.pair;

import isoloss.fit.Source;
import isoloss.rank.evidence.PairCounts;

/**
 * Paired comparisons with a threshold below which models tie: {@code P(i beats j) = w_i / (w_i +
 * eta w_j)}, {@code w = e^theta}, {@code eta >= 1}. Two equal models tie with probability {@code
 * (eta - 1) / (eta + 1)}. Without any tie eta is 1 and this is Bradley-Terry.
 */
public final class RaoKupper extends TieModel {

  @Override
  public String name() {
    return "rao-kupper";
  }

  @Override
  public Source source() {
    return new Source("Rao and Kupper (1967)", "https://doi.org/10.1080/01621459.1967.10482901");
  }

  @Override
  PairLikelihood withTies(PairCounts counts) {
    return new RaoKupperLikelihood(counts);
  }

  @Override
  String parameter() {
    return "eta";
  }

  @Override
  double parameterWithoutTies() {
    return 1;
  }
}
