package isoloss.spark;

import isoloss.data.pool.Pool;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Numbers that models have in all blocks. */
final class ModelIndex implements Serializable {
  private static final long serialVersionUID = 1;

  private final String[] sorted;
  private final int[] number;

  /**
   * @param names in the order of their numbers
   */
  ModelIndex(List<String> names) {
    number =
        IntStream.range(0, names.size())
            .boxed()
            .sorted(Comparator.comparing(names::get))
            .mapToInt(Integer::intValue)
            .toArray();
    sorted = IntStream.of(number).mapToObj(names::get).toArray(String[]::new);
  }

  int size() {
    return number.length;
  }

  /** Which models of a block have a number. */
  BitSet in(Pool block) {
    BitSet known = new BitSet();
    for (int m = 0; m < block.modelCount(); m++) {
      known.set(m, place(block.models().get(m)) >= 0);
    }
    return known;
  }

  /** The number of each model of a block, all of which have one. */
  int[] of(Pool block) {
    return block.models().stream().mapToInt(name -> number[place(name)]).toArray();
  }

  private int place(String name) {
    return Arrays.binarySearch(sorted, name);
  }
}
