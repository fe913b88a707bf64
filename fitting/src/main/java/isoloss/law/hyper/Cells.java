package isoloss.law.hyper;

import isoloss.data.Observations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The cells of a table, ordered by N, activated N and D. */
record Cells(List<Cell> all) {
  /** Sizes that differ by less than this factor say nothing of how the optimum depends on size. */
  private static final double SAME_SIZE = 1.2;

  Cells {
    all = List.copyOf(all);
  }

  /** Groups the rows by (N, Na, D); Na is N where the table has no such column. */
  static Cells of(Observations data) {
    double[] parameters = data.column("N");
    double[] active = data.variable("Na").isPresent() ? data.column("Na") : parameters;
    double[] tokens = data.column("D");
    double[] rate = data.column("lr");
    double[] batch = data.column("batch");
    double[] loss = data.column("L");
    Map<Cell.Key, List<Cell.Run>> runs = new TreeMap<>(Cell.Key.ORDER);
    for (int i = 0; i < loss.length; i++) {
      runs.computeIfAbsent(
              new Cell.Key(parameters[i], active[i], tokens[i]), key -> new ArrayList<>())
          .add(new Cell.Run(rate[i], batch[i], loss[i]));
    }
    return new Cells(
        runs.entrySet().stream().map(each -> new Cell(each.getKey(), each.getValue())).toList());
  }

  int size() {
    return all.size();
  }

  Cell get(int i) {
    return all.get(i);
  }

  int runs() {
    return all.stream().mapToInt(Cell::size).sum();
  }

  /** The cells that others do not have. */
  Cells without(Cells others) {
    var known = others.all.stream().map(Cell::key).collect(Collectors.toSet());
    return new Cells(all.stream().filter(cell -> !known.contains(cell.key())).toList());
  }

  /** The distinct values of a property, ascending. */
  double[] levels(ToDoubleFunction<Cell> property) {
    return all.stream().mapToDouble(property).distinct().sorted().toArray();
  }

  /** Whether the sizes are far enough apart for an exponent of N. */
  boolean sizeVaries() {
    double[] sizes = levels(Cell::parameters);
    return sizes[sizes.length - 1] > SAME_SIZE * sizes[0];
  }

  /** Whether a token passes through fewer parameters than there are, in some cell. */
  boolean sparse() {
    return all.stream().anyMatch(cell -> cell.activeParameters() != cell.parameters());
  }

  /** The same runs with the activated parameters in the place of N. */
  Cells countingActive() {
    return new Cells(
        all.stream()
            .map(cell ->
                new Cell(
                    new Cell.Key(cell.activeParameters(), cell.activeParameters(), cell.tokens()),
                    IntStream.range(0, cell.size()).mapToObj(cell::run).toList()))
            .toList());
  }

  /** Weights that count every cell once. */
  double[] ones() {
    double[] ones = new double[all.size()];
    Arrays.fill(ones, 1);
    return ones;
  }
}
