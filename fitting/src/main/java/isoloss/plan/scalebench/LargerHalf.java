package isoloss.plan.scalebench;

import isoloss.data.Observations;
import isoloss.fit.Fitter;
import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * A form fitted to the larger half of the rows alone: small runs and early checkpoints bend a law
 * where it will not be asked.
 */
record LargerHalf(Form form, ToDoubleBiFunction<Observations, Integer> size) implements Form {
  @Override
  public String name() {
    return form.name() + ", larger half";
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
    double[] sizes =
        IntStream.range(0, rows.size()).mapToDouble(row -> size.applyAsDouble(rows, row)).toArray();
    double median = Arrays.stream(sizes).sorted().toArray()[sizes.length / 2];
    return form.fit(rows.where(row -> sizes[row] >= median), fitter);
  }
}
