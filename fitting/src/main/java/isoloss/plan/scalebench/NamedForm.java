package isoloss.plan.scalebench;

import isoloss.data.Observations;
import isoloss.fit.Fitter;

/** A form under a name of its own. */
record NamedForm(String name, Form form) implements Form {
  @Override
  public String formula() {
    return form.formula();
  }

  @Override
  public int parameters() {
    return form.parameters();
  }

  @Override
  public Fitted fit(Observations rows, Fitter fitter) {
    return form.fit(rows, fitter);
  }
}
