package isoloss.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A complete numeric table: every cell is finite and has the sign its variable declares. Beside the
 * numbers a row may carry labels (for example {@code cluster}, {@code seed} or {@code model}) and
 * always knows the line it was read from.
 */
public final class Observations {

  /** Where a row was read; line 0 means that it was computed. */
  public record Origin(String file, long line) {
    public static final Origin COMPUTED = new Origin("", 0);
  }

  private final List<Variable> variables;
  private final double[][] columns;
  private final Map<String, List<String>> labels;
  private final List<Origin> origins;
  private final Provenance provenance;

  private Observations(
      List<Variable> variables,
      double[][] columns,
      Map<String, List<String>> labels,
      List<Origin> origins,
      Provenance provenance) {
    this.variables = List.copyOf(variables);
    this.columns = columns;
    this.labels = labels;
    this.origins = List.copyOf(origins);
    this.provenance = provenance;
  }

  /** A table that was computed, without labels or lines. */
  public static Observations of(List<Variable> variables, double[][] columns) {
    int rows = columns.length == 0 ? 0 : columns[0].length;
    return of(
        variables,
        columns,
        Map.of(),
        IntStream.range(0, rows).mapToObj(i -> Origin.COMPUTED).toList(),
        Provenance.NONE);
  }

  /**
   * @param columns one array of equal length per variable; copied
   * @param labels per label name one text per row
   * @throws IllegalArgumentException if lengths differ or a cell is not admitted by its variable
   */
  public static Observations of(
      List<Variable> variables,
      double[][] columns,
      Map<String, List<String>> labels,
      List<Origin> origins,
      Provenance provenance) {
    if (columns.length != variables.size()) {
      throw new IllegalArgumentException(
          columns.length + " columns for " + variables.size() + " variables");
    }
    double[][] copy = new double[columns.length][];
    for (int v = 0; v < columns.length; v++) {
      if (columns[v].length != origins.size()) {
        throw new IllegalArgumentException(
            "column %s has %d rows, expected %d"
                .formatted(variables.get(v).symbol(), columns[v].length, origins.size()));
      }
      copy[v] = columns[v].clone();
      for (int row = 0; row < copy[v].length; row++) {
        if (!variables.get(v).sign().admits(copy[v][row])) {
          throw new IllegalArgumentException(
              "row %d: %s = %s is not %s"
                  .formatted(
                      row, variables.get(v).symbol(), copy[v][row], variables.get(v).sign()));
        }
      }
    }
    Map<String, List<String>> labelCopy = new LinkedHashMap<>();
    labels.forEach((name, texts) -> {
      if (texts.size() != origins.size()) {
        throw new IllegalArgumentException("label " + name + " has " + texts.size() + " rows");
      }
      labelCopy.put(name, List.copyOf(texts));
    });
    return new Observations(variables, copy, labelCopy, origins, provenance);
  }

  public int size() {
    return origins.size();
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  public List<Variable> variables() {
    return variables;
  }

  public Optional<Variable> variable(String symbol) {
    return variables.stream().filter(v -> v.symbol().equals(symbol)).findFirst();
  }

  /** A copy of the column with this symbol. */
  public double[] column(String symbol) {
    return columns[index(symbol)].clone();
  }

  public double value(int row, String symbol) {
    return columns[index(symbol)][row];
  }

  /** The values of several columns in one row, in the order asked for. */
  public double[] row(int row, List<String> symbols) {
    return symbols.stream().mapToDouble(symbol -> value(row, symbol)).toArray();
  }

  public Map<String, List<String>> labels() {
    return java.util.Collections.unmodifiableMap(labels);
  }

  public Optional<List<String>> label(String name) {
    return Optional.ofNullable(labels.get(name));
  }

  public List<Origin> origins() {
    return origins;
  }

  /** Where a row came from, for messages: its file and line, or its number where it has none. */
  public String place(int row) {
    Origin origin = origins.get(row);
    return origin.line() > 0 ? origin.file() + ":" + origin.line() : "row " + (row + 1);
  }

  public Provenance provenance() {
    return provenance;
  }

  public Observations withProvenance(Provenance newProvenance) {
    return new Observations(variables, columns, labels, origins, newProvenance);
  }

  /** The rows for which the predicate holds, in order. */
  public Observations where(IntPredicate keep) {
    return select(IntStream.range(0, size()).filter(keep).toArray());
  }

  /** The rows at these indices, in this order, repeats allowed. */
  public Observations select(int... rows) {
    double[][] picked = new double[columns.length][];
    for (int v = 0; v < columns.length; v++) {
      double[] column = columns[v];
      picked[v] = Arrays.stream(rows).mapToDouble(row -> column[row]).toArray();
    }
    Map<String, List<String>> pickedLabels = new LinkedHashMap<>();
    labels.forEach(
        (name, texts) -> pickedLabels.put(name, Arrays.stream(rows).mapToObj(texts::get).toList()));
    List<Origin> pickedOrigins = new ArrayList<>(rows.length);
    for (int row : rows) {
      pickedOrigins.add(origins.get(row));
    }
    return new Observations(variables, picked, pickedLabels, pickedOrigins, provenance);
  }

  private int index(String symbol) {
    for (int i = 0; i < variables.size(); i++) {
      if (variables.get(i).symbol().equals(symbol)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "no column %s; there are %s"
            .formatted(symbol, variables.stream().map(Variable::symbol).toList()));
  }
}
