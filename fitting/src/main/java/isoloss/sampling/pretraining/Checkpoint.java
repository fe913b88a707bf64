package isoloss.sampling.pretraining;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Variable;
import isoloss.sampling.CountTable;
import isoloss.sampling.FailureRatio;
import isoloss.sampling.ProblemCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A model after so many training tokens, with the samples that were drawn from it.
 *
 * @param parameters N
 * @param tokens D
 * @param loss where the table has it
 * @param goldProbability mean over problems of the probability of the reference answer, where the
 *     table has it
 */
record Checkpoint(
    String model,
    double parameters,
    double tokens,
    List<ProblemCounts> problems,
    OptionalDouble loss,
    OptionalDouble goldProbability) {
  static final Variable GOLD_PROBABILITY =
      Variable.positive("gold_probability", "probability of the reference answer", "1");

  Checkpoint {
    problems = List.copyOf(problems);
  }

  /** {@code C = 6 N D} in FLOP. */
  double compute() {
    return 6 * parameters * tokens;
  }

  /** How many problems have at least k samples. */
  int problems(int k) {
    return (int) problems.stream().filter(problem -> problem.samples() >= k).count();
  }

  /** The mean of pass@k over the problems with at least k samples; NaN where there is none. */
  double passAtK(int k) {
    return problems.stream()
        .filter(problem -> problem.samples() >= k)
        .mapToDouble(problem -> FailureRatio.pass(problem.samples(), problem.correct(), k))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * The checkpoints of a table of counts.
   *
   * @throws InputException if a row lacks its model, or a model has two sizes or numbers of tokens
   */
  static List<Checkpoint> of(Observations table) {
    if (table.isEmpty()) {
      return List.of();
    }
    List<String> names =
        table
            .label("model")
            .orElseThrow(() ->
                new InputException(
                    "there is no column model that tells checkpoints apart; map one, for example"
                        + " --columns model=checkpoint"));
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    for (int row = 0; row < table.size(); row++) {
      if (names.get(row).isBlank()) {
        throw new InputException(table.place(row) + ": the row has no model");
      }
      rows.computeIfAbsent(names.get(row), name -> new ArrayList<>()).add(row);
    }
    Map<String, List<ProblemCounts>> counts = CountTable.of(table).models();
    List<Checkpoint> checkpoints = new ArrayList<>();
    rows.forEach((model, own) ->
        checkpoints.add(
            new Checkpoint(
                model,
                same(table, model, own, Variable.N),
                same(table, model, own, Variable.D),
                counts.getOrDefault(model, List.of()),
                mean(table, own, Variable.L),
                mean(table, own, GOLD_PROBABILITY))));
    return checkpoints;
  }

  private static double same(
      Observations table, String model, List<Integer> rows, Variable variable) {
    double first = table.value(rows.getFirst(), variable.symbol());
    for (int row : rows) {
      double value = table.value(row, variable.symbol());
      if (value != first) {
        throw new InputException(
            "%s: %s has %s = %s and %s; a model is one checkpoint, name the others apart"
                .formatted(table.place(row), model, variable.symbol(), first, value));
      }
    }
    return first;
  }

  private static OptionalDouble mean(Observations table, List<Integer> rows, Variable variable) {
    return table.variable(variable.symbol()).isEmpty()
        ? OptionalDouble.empty()
        : rows.stream().mapToDouble(row -> table.value(row, variable.symbol())).average();
  }
}
