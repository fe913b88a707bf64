package isoloss.plan.scalebench;

import isoloss.data.Observations;
import isoloss.data.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A table of the benchmark with the forms that are tried on it.
 *
 * @param name of its file without {@code _train.csv}
 * @param columns roles as SQL expressions over the columns of the file
 * @param variables that are read
 * @param optional variables that are read where the file has them
 * @param labels columns of text that are read
 * @param measure the size by which rows are held out, as a formula
 * @param size of a row
 * @param prepare from what is read to what is fitted
 * @param series label whose values have a mean of their own when R2 is computed
 * @param literature the form in print; absent where the catalogue lacks it
 * @param candidates ours beside it
 * @param shown forms that are scored but never chosen, since they know more than the rows fitted
 * @param note what was left out; may be empty
 */
record BenchTable(
    String name,
    String columns,
    List<Variable> variables,
    List<Variable> optional,
    List<String> labels,
    String measure,
    ToDoubleBiFunction<Observations, Integer> size,
    UnaryOperator<Observations> prepare,
    Optional<String> series,
    Optional<Form> literature,
    List<Form> candidates,
    List<Form> shown,
    String note) {
  BenchTable {
    variables = List.copyOf(variables);
    optional = List.copyOf(optional);
    labels = List.copyOf(labels);
    candidates = List.copyOf(candidates);
    shown = List.copyOf(shown);
  }

  /** With every candidate, and the form in print, also fitted to the larger half of the rows. */
  BenchTable withLargerHalves() {
    List<Form> all = new ArrayList<>(candidates);
    Stream.concat(literature.stream(), candidates.stream())
        .map(form -> RefittedForm.largerHalf(form, size))
        .forEach(all::add);
    return copy(all, shown);
  }

  BenchTable withShown(Form... forms) {
    return copy(candidates, List.of(forms));
  }

  private BenchTable copy(List<Form> newCandidates, List<Form> newShown) {
    return new BenchTable(
        name,
        columns,
        variables,
        optional,
        labels,
        measure,
        size,
        prepare,
        series,
        literature,
        newCandidates,
        newShown,
        note);
  }

  String file() {
    return name + "_train.csv";
  }
}
