package isoloss.plan.scalebench;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.fit.Fitter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A form that is fitted to each group of rows by itself. */
record GroupedForm(Form form, String label) implements Form {
  @Override
  public String name() {
    return form.name();
  }

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
    List<String> labels = rows.label(label).orElseThrow();
    Map<String, Fitted> fits = new LinkedHashMap<>();
    for (String group : labels.stream().distinct().toList()) {
      fits.put(group, form.fit(rows.where(row -> labels.get(row).equals(group)), fitter));
    }
    return others -> predict(fits, others);
  }

  private double[] predict(Map<String, Fitted> fits, Observations rows) {
    List<String> labels = rows.label(label).orElseThrow();
    double[] predicted = new double[rows.size()];
    for (String group : labels.stream().distinct().toList()) {
      int[] members =
          IntStream.range(0, rows.size()).filter(row -> labels.get(row).equals(group)).toArray();
      double[] values =
          Optional.ofNullable(fits.get(group))
              .orElseThrow(
                  () -> new InputException("no row of " + label + " " + group + " is left to fit"))
              .at(rows.select(members));
      for (int i = 0; i < members.length; i++) {
        predicted[members[i]] = values[i];
      }
    }
    return predicted;
  }
}
