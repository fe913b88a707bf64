package isoloss.rank.pair;

import java.io.Serializable;

/**
 * The derivative of one comparison's log-likelihood by a parameter, given how it ended for the
 * first model and {@code d}, by how much the first's log-strength exceeds the second's. Analytic
 * within pi of the real axis.
 */
interface OutcomeScore extends Serializable {

  /** The first won. */
  double win(double d);

  /** The first lost. */
  double loss(double d);

  double tie(double d);

  /** Weighted outcomes of the same two models. */
  default double sum(double wins, double losses, double ties, double d) {
    return wins * win(d) + losses * loss(d) + ties * tie(d);
  }
}
