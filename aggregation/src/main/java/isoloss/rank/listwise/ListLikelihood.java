package isoloss.rank.listwise;

import isoloss.optim.SymmetricTiles;

/**
 * The log-likelihood of one ordering as a concave function of the log-strengths {@code theta} and
 * of further parameters behind them; shifting all strengths changes nothing.
 */
interface ListLikelihood {

  /** Log-strengths and further parameters. */
  int parameters();

  /** Of the ordering, its weight left out. */
  double value(Ordering ordering, double[] parameters);

  /** Adds {@code scale} times the gradient. */
  void addGradient(Ordering ordering, double[] parameters, double scale, double[] gradient);

  /** Adds {@code scale} times the negated Hessian. */
  void addInformation(
      Ordering ordering, double[] parameters, double scale, SymmetricTiles information);
}
