package isoloss.rank.pair;

import isoloss.data.pool.Direction;
import isoloss.data.pool.Pool;
import java.util.Arrays;

/** The models of one sample from the worst to the best; scratch of one thread. */
final class MeritOrder {
  private final int[] unsorted;
  private final double[] merit;
  private final int[] models;
  private final double[] sorted;
  private final int[] placed;
  private int count;

  MeritOrder(int models) {
    unsorted = new int[models];
    merit = new double[models];
    this.models = new int[models];
    sorted = new double[models];
    placed = new int[models];
  }

  void load(Pool pool, int sample) {
    double sign = pool.sample(sample).direction() == Direction.HIGHER_IS_BETTER ? 1 : -1;
    count = 0;
    pool.forEachModel(
        sample,
        (model, value) -> {
          unsorted[count] = model;
          merit[count++] = sign * value + 0.0; // no negative zero, which would sort apart
        });
    System.arraycopy(merit, 0, sorted, 0, count);
    Arrays.sort(sorted, 0, count);
    Arrays.fill(placed, 0, count, 0);
    for (int k = 0; k < count; k++) {
      int first = firstOf(merit[k]);
      models[first + placed[first]++] = unsorted[k];
    }
  }

  /** The first place of a merit among the sorted. */
  private int firstOf(double value) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int count() {
    return count;
  }

  int model(int place) {
    return models[place];
  }

  /** Of one place over another. */
  double advantage(int place, int other) {
    return sorted[place] - sorted[other];
  }
}
