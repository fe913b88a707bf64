package isoloss.rank.pair;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/**
 * Indices by the group that they belong to, ascending within each.
 *
 * @param start the first place of each group, and the end of the last
 */
record Grouped(int[] start, int[] members) {

  static Grouped of(int count, IntUnaryOperator group, int groups) {
    int[] start = new int[groups + 1];
    for (int k = 0; k < count; k++) {
      start[group.applyAsInt(k) + 1]++;
    }
    Arrays.parallelPrefix(start, Integer::sum);
    int[] next = start.clone();
    int[] members = new int[count];
    for (int k = 0; k < count; k++) {
      members[next[group.applyAsInt(k)]++] = k;
    }
    return new Grouped(start, members);
  }

  void forEach(int group, IntConsumer action) {
    for (int place = start[group]; place < start[group + 1]; place++) {
      action.accept(members[place]);
    }
  }
}
