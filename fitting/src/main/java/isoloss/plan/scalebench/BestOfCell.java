package isoloss.plan.scalebench;

import isoloss.data.Observations;
import isoloss.fit.Fitter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A law of N and D alone, fitted to the lowest loss of every pair (N, D): what a table of learning
 * rates and batch sizes says to someone who only tunes.
 */
record BestOfCell(Form form) implements Form {
  @Override
  public String name() {
    return form.name() + ", best of each N and D";
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
    Map<List<Double>, Integer> best = new LinkedHashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      int at = row;
      best.merge(
          List.of(rows.value(row, "N"), rows.value(row, "D")),
          at,
          (old, other) -> rows.value(other, "L") < rows.value(old, "L") ? other : old);
    }
    return form.fit(
        rows.select(best.values().stream().mapToInt(Integer::intValue).toArray()), fitter);
  }
}
