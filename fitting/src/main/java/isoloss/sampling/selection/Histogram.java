package isoloss.sampling.selection;

import isoloss.data.InputException;
import isoloss.data.Observations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of answers gathered by problem. */
final class Histogram {
  private Histogram() {}

  /**
   * @throws InputException if labels are missing, several models are mixed, or a count is no
   *     integer
   */
  static List<SampledProblem> problems(Observations table) {
    List<String> problems = required(table, "problem");
    List<String> answers = required(table, "answer");
    refuseSeveralModels(table);
    boolean scored = table.variable("score").isPresent();
    Map<String, List<SampledProblem.Group>> byProblem = new LinkedHashMap<>();
    for (int row = 0; row < table.size(); row++) {
      byProblem
          .computeIfAbsent(problems.get(row), any -> new ArrayList<>())
          .add(
              new SampledProblem.Group(
                  answers.get(row),
                  integer(table, row),
                  table.value(row, "correct"),
                  scored ? table.value(row, "score") : Double.NaN));
    }
    return byProblem.entrySet().stream()
        .map(entry -> new SampledProblem(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static List<String> required(Observations table, String label) {
    return table
        .label(label)
        .orElseThrow(() ->
            new InputException(
                "the table has no column %s; map one with --columns %s=EXPRESSION"
                    .formatted(label, label)));
  }

  private static void refuseSeveralModels(Observations table) {
    List<String> models = table.label("model").orElse(List.of()).stream().distinct().toList();
    if (models.size() > 1) {
      throw new InputException(
          "the table mixes %d models; keep one with --where \"model = '%s'\""
              .formatted(models.size(), models.getFirst()));
    }
  }

  private static int integer(Observations table, int row) {
    double count = table.value(row, "count");
    if (count != Math.rint(count) || count > Integer.MAX_VALUE) {
      throw new InputException(
          "%s: count %s is no whole number".formatted(table.place(row), count));
    }
    return (int) count;
  }
}
