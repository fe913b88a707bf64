package isoloss.plan.scalebench;

import isoloss.data.Observations;
import isoloss.fit.Fitter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A form under another name, fitted to a part of the rows.
 *
 * @param part of the rows that are given
 */
record RefittedForm(String name, Form form, UnaryOperator<Observations> part) implements Form {

  /** The form itself under a name of its own. */
  static Form named(String name, Form form) {
    return new RefittedForm(name, form, UnaryOperator.identity());
  }

  /**
   * Fitted to the larger half of the rows alone: small runs and early checkpoints bend a law where
   * it will not be asked.
   */
  static Form largerHalf(Form form, ToDoubleBiFunction<Observations, Integer> size) {
    return new RefittedForm(form.name() + ", larger half", form, rows -> largerHalf(rows, size));
  }

  private static Observations largerHalf(
      Observations rows, ToDoubleBiFunction<Observations, Integer> size) {
    double[] sizes =
        IntStream.range(0, rows.size()).mapToDouble(row -> size.applyAsDouble(rows, row)).toArray();
    double median = Arrays.stream(sizes).sorted().toArray()[sizes.length / 2];
    return rows.where(row -> sizes[row] >= median);
  }

  /**
   * A law of N and D alone, fitted to the lowest loss of every pair (N, D): what a table of
   * learning rates and batch sizes says to someone who only tunes.
   */
  static Form bestOfCell(Form form) {
    return new RefittedForm(form.name() + ", best of each N and D", form, RefittedForm::bestOfCell);
  }

  private static Observations bestOfCell(Observations rows) {
    Map<List<Double>, Integer> best = new LinkedHashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      best.merge(
          List.of(rows.value(row, "N"), rows.value(row, "D")),
          row,
          (old, other) -> rows.value(other, "L") < rows.value(old, "L") ? other : old);
    }
    return rows.select(best.values().stream().mapToInt(Integer::intValue).toArray());
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
    return form.fit(part.apply(rows), fitter);
  }
}
