package isoloss.spark;

import isoloss.data.pool.Pool;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Numbers of models for all blocks. */
final class ModelIndex implements Serializable {
  private static final long serialVersionUID = 1;

  private final String[] sorted;
  private final int[] number;

  /**
   * @param names in the order of their numbers
   */
  ModelIndex(List<String> names) {
    int[] order =
        IntStream.range(0, names.size())
            .boxed()
            .sorted(java.util.Comparator.comparing(names::get))
            .mapToInt(Integer::intValue)
            .toArray();
    sorted = IntStream.of(order).mapToObj(names::get).toArray(String[]::new);
    number = order;
  }

  int size() {
    return number.length;
  }

  /** The number of each model of a block. */
  int[] of(Pool block) {
    return block.models().stream()
        .mapToInt(name -> number[Arrays.binarySearch(sorted, name)])
        .toArray();
  }

  /** Which models of a block are among those wanted. */
  BitSet among(BitSet wanted, Pool block) {
    int[] numbers = of(block);
    BitSet kept = new BitSet();
    for (int m = 0; m < numbers.length; m++) {
      kept.set(m, wanted.get(numbers[m]));
    }
    return kept;
  }
}
