package isoloss.law.hyper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A way to part the cells into those that a law is refitted to and those that it is judged on.
 *
 * @param key stable, for tables
 * @param rule in words
 * @param groups the cells left out of each refit, by index
 */
record CellSplit(String key, String rule, List<int[]> groups) {
  static final String ONE_CELL = "one cell";
  static final String ONE_SIZE = "one N";
  static final String LARGEST_SIZE = "largest N";

  /** How many of the largest token counts, or of the largest 6ND, are left out together. */
  private static final int LARGEST = 3;

  /** Token counts that a refit keeps at least. */
  private static final int LEVELS_TO_LEARN_FROM = 3;

  /** From this many sizes on the two smallest can be spared. */
  private static final int SIZES_FOR_SMALLEST = 4;

  CellSplit {
    groups = List.copyOf(groups);
  }

  /** The splits that the cells allow. */
  static List<CellSplit> of(Cells cells) {
    List<CellSplit> splits = new ArrayList<>();
    splits.add(
        new CellSplit(
            ONE_CELL,
            "each cell in turn",
            IntStream.range(0, cells.size()).mapToObj(c -> new int[] {c}).toList()));
    double[] sizes = cells.levels(Cell::parameters);
    if (cells.sizeVaries()) {
      double largest = sizes[sizes.length - 1];
      splits.add(
          new CellSplit(
              ONE_SIZE, "all cells of a size, each in turn", by(cells, Cell::parameters)));
      splits.add(
          one(
              cells,
              LARGEST_SIZE,
              "the cells of the largest N",
              cell -> cell.parameters() == largest));
    }
    double[] tokens = cells.levels(Cell::tokens);
    int out = Math.min(LARGEST, tokens.length - LEVELS_TO_LEARN_FROM);
    if (out > 0) {
      double from = tokens[tokens.length - out];
      splits.add(
          one(
              cells,
              "largest D",
              (out == 1 ? "the cells of the largest D, " : "the cells of the %d largest D, from ")
                      .formatted(out)
                  + Magnitude.text(from),
              cell -> cell.tokens() >= from));
    }
    splits.add(largestCompute(cells));
    if (sizes.length >= SIZES_FOR_SMALLEST) {
      double upTo = sizes[1];
      splits.add(
          one(
              cells,
              "smallest N",
              "the cells of the two smallest sizes, N up to " + Magnitude.text(upTo),
              cell -> cell.parameters() <= upTo));
    }
    return splits;
  }

  /** All cells of a value of the property, each value in turn. */
  static List<int[]> by(Cells cells, ToDoubleFunction<Cell> property) {
    List<int[]> groups = new ArrayList<>();
    for (double level : cells.levels(property)) {
      groups.add(where(cells, cell -> property.applyAsDouble(cell) == level));
    }
    return groups;
  }

  private static CellSplit largestCompute(Cells cells) {
    int[] largest =
        IntStream.range(0, cells.size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer c) -> cells.get(c).flops()).reversed())
            .limit(LARGEST)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    return new CellSplit("largest 6ND", "the three cells of the largest 6ND", List.of(largest));
  }

  private static CellSplit one(Cells cells, String key, String rule, Predicate<Cell> out) {
    return new CellSplit(key, rule, List.of(where(cells, out)));
  }

  private static int[] where(Cells cells, Predicate<Cell> condition) {
    return IntStream.range(0, cells.size()).filter(c -> condition.test(cells.get(c))).toArray();
  }
}
