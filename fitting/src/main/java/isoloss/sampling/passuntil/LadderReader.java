package isoloss.sampling.passuntil;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Variable;
import isoloss.fit.Diagnostic;
import isoloss.sampling.CountTable;
import isoloss.sampling.ProblemCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Gathers the rows of a table into a {@link Ladder}. */
final class LadderReader {
  static final Variable GOLD_LOSS =
      Variable.positive("gold_loss", "loss of the correct answer", "nats");

  private static final int FEWEST_PROBLEMS = 3;

  private final Scale scale;
  private final Map<String, Double> given;
  private final List<Diagnostic> remarks = new ArrayList<>();

  /**
   * @param given sizes of models by name; empty to take the column, or the names
   */
  LadderReader(Scale scale, Map<String, Double> given) {
    this.scale = scale;
    this.given = given;
  }

  /** What the reader of a result must know of the rows; complete after {@link #read}. */
  List<Diagnostic> remarks() {
    return List.copyOf(remarks);
  }

  /**
   * @throws InputException if sizes are missing, contradict each other or are fewer than two
   */
  Ladder read(Observations rows) {
    Observations table = rows.label("model").isPresent() ? rows : namedBySize(rows);
    Map<String, List<ProblemCounts>> models = CountTable.of(table).models();
    Map<String, Double> sizes = sizes(table, models.keySet());
    List<String> order =
        models.keySet().stream()
            .sorted((a, b) -> ascending(sizes.getOrDefault(a, 0.0), sizes.getOrDefault(b, 0.0)))
            .toList();
    requireDistinct(order, sizes);
    Set<String> shared = sharedProblems(models);
    List<List<ProblemCounts>> counts = new ArrayList<>();
    for (String model : order) {
      Map<String, ProblemCounts> own = new HashMap<>();
      models.getOrDefault(model, List.of()).forEach(problem -> own.put(problem.problem(), problem));
      counts.add(
          shared.stream().flatMap(name -> Optional.ofNullable(own.get(name)).stream()).toList());
    }
    return new Ladder(
        scale,
        order,
        order.stream().map(model -> sizes.getOrDefault(model, Double.NaN)).toList(),
        counts,
        goldLosses(table, order, shared));
  }

  private int ascending(double first, double second) {
    return scale.isLess(first, second) ? -1 : scale.isLess(second, first) ? 1 : 0;
  }

  private Observations namedBySize(Observations rows) {
    if (rows.variable(scale.symbol()).isEmpty()) {
      throw new InputException(
          "the law over "
              + scale.symbol()
              + " needs a column model or "
              + scale.symbol()
              + "; map one, for example --columns model=name");
    }
    Map<String, List<String>> labels = new LinkedHashMap<>(rows.labels());
    List<String> names = new ArrayList<>();
    for (double size : rows.column(scale.symbol())) {
      names.add(scale.symbol() + " = " + size);
    }
    labels.put("model", names);
    double[][] columns =
        rows.variables().stream().map(v -> rows.column(v.symbol())).toArray(double[][]::new);
    return Observations.of(rows.variables(), columns, labels, rows.origins(), rows.provenance());
  }

  private Map<String, Double> sizes(Observations table, Set<String> models) {
    if (given.isEmpty() && table.variable(scale.symbol()).isPresent()) {
      return ofColumn(table);
    }
    if (given.isEmpty() && !scale.equals(Scale.PARAMETERS)) {
      throw new InputException(
          "x=%s needs the column %s; map it with --columns %s=NAME"
              .formatted(scale.symbol(), scale.symbol(), scale.symbol()));
    }
    Map<String, Double> sizes = new HashMap<>();
    for (String model : models) {
      OptionalDouble size =
          given.isEmpty()
              ? ModelSizes.nominal(model)
              : given.containsKey(model)
                  ? OptionalDouble.of(given.getOrDefault(model, Double.NaN))
                  : OptionalDouble.empty();
      if (size.isEmpty()) {
        throw new InputException(
            ("no size is known for model \"%s\"; map a column to %s, or give --option"
                    + " sizes=\"%s=SIZE,...\"")
                .formatted(model, scale.symbol(), model));
      }
      sizes.put(model, size.getAsDouble());
    }
    if (given.isEmpty()) {
      note(
          "nominal-sizes",
          Diagnostic.Severity.NOTE,
          "the sizes are nominal, read from the models' names; map a column to N for the real ones");
    }
    return sizes;
  }

  private Map<String, Double> ofColumn(Observations table) {
    Map<String, Double> sizes = new HashMap<>();
    List<String> models = table.label("model").orElseThrow();
    double[] column = table.column(scale.symbol());
    for (int row = 0; row < column.length; row++) {
      Double known = sizes.putIfAbsent(models.get(row), column[row]);
      if (known != null && known != column[row]) {
        throw new InputException(
            "model %s has %s = %s and %s; one model has one size"
                .formatted(models.get(row), scale.symbol(), known, column[row]));
      }
    }
    return sizes;
  }

  private void requireDistinct(List<String> order, Map<String, Double> sizes) {
    if (order.size() < 2) {
      throw new InputException(
          "a task law needs at least two model sizes; the table has " + order.size());
    }
    for (int i = 1; i < order.size(); i++) {
      if (sizes.getOrDefault(order.get(i), 0.0).equals(sizes.get(order.get(i - 1)))) {
        throw new InputException(
            "%s and %s have the same %s; keep one series of models with --where"
                .formatted(order.get(i - 1), order.get(i), scale.symbol()));
      }
    }
  }

  private Set<String> sharedProblems(Map<String, List<ProblemCounts>> models) {
    Set<String> all = new LinkedHashSet<>();
    Set<String> shared = new LinkedHashSet<>();
    models.values().forEach(list -> list.forEach(problem -> all.add(problem.problem())));
    shared.addAll(all);
    models
        .values()
        .forEach(list -> shared.retainAll(list.stream().map(ProblemCounts::problem).toList()));
    if (shared.size() < FEWEST_PROBLEMS) {
      throw new InputException(
          "the models share %d problems; a task law needs at least %d that every model has tried"
              .formatted(shared.size(), FEWEST_PROBLEMS));
    }
    if (shared.size() < all.size()) {
      note(
          "problems-not-shared",
          Diagnostic.Severity.WARNING,
          "%d of %d problems were not tried by every model and are left out; the law holds for the rest"
              .formatted(all.size() - shared.size(), all.size()));
    }
    return shared;
  }

  private static Optional<List<List<Double>>> goldLosses(
      Observations table, List<String> order, Set<String> problems) {
    if (table.variable(GOLD_LOSS.symbol()).isEmpty() || table.label("problem").isEmpty()) {
      return Optional.empty();
    }
    List<String> models = table.label("model").orElseThrow();
    List<String> names = table.label("problem").orElseThrow();
    Map<List<String>, Double> losses = new HashMap<>();
    for (int row = 0; row < table.size(); row++) {
      losses.putIfAbsent(
          List.of(models.get(row), names.get(row)), table.value(row, GOLD_LOSS.symbol()));
    }
    return Optional.of(
        order.stream()
            .map(model ->
                problems.stream()
                    .map(name -> losses.getOrDefault(List.of(model, name), Double.NaN))
                    .toList())
            .toList());
  }

  private void note(String code, Diagnostic.Severity severity, String message) {
    remarks.add(new Diagnostic.Remark(code, severity, message));
  }
}
