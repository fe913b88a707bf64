package isoloss.plan.scalebench;

import isoloss.data.Observations;
import isoloss.fit.Fitter;

/** A form of a law that can be fitted to some rows and predicts others. */
interface Form {
  /** Short, for example {@code moe-routed}. */
  String name();

  String formula();

  /** How many parameters one fit has. */
  int parameters();

  /**
   * @throws isoloss.data.InputException if the rows do not admit the form
   */
  Fitted fit(Observations rows, Fitter fitter);

  /** A form with its parameters. */
  interface Fitted {
    /** One prediction per row. */
    double[] at(Observations rows);
  }
}
