package isoloss.data.pool;

import java.util.Arrays;

/** A growing list of (model, sample, value) without objects. */
final class CellList {
  private int[] model = new int[0];
  private int[] sample = new int[0];
  private double[] value = new double[0];
  private int size;

  void add(int nextModel, int nextSample, double nextValue) {
    if (size == model.length) {
      int room = Math.max(16, size + (size >> 1));
      model = Arrays.copyOf(model, room);
      sample = Arrays.copyOf(sample, room);
      value = Arrays.copyOf(value, room);
    }
    model[size] = nextModel;
    sample[size] = nextSample;
    value[size++] = nextValue;
  }

  void addAll(CellList other) {
    for (int k = 0; k < other.size; k++) {
      add(other.model[k], other.sample[k], other.value[k]);
    }
  }

  void clear() {
    size = 0;
  }

  CellList copy() {
    CellList copy = new CellList();
    copy.addAll(this);
    return copy;
  }

  int size() {
    return size;
  }

  int model(int k) {
    return model[k];
  }

  int sample(int k) {
    return sample[k];
  }

  double value(int k) {
    return value[k];
  }

  CellList moved(int[] modelPlace, int[] samplePlace) {
    CellList moved = new CellList();
    for (int k = 0; k < size; k++) {
      moved.add(modelPlace[model[k]], samplePlace[sample[k]], value[k]);
    }
    return moved;
  }

  /** Places of the cells by sample, then model; equal cells in the order in which they came. */
  int[] bySampleAndModel() {
    int[] byModel = stable(Arrays.copyOf(model, size), null);
    return stable(Arrays.copyOf(sample, size), byModel);
  }

  /** A counting sort of {@code order} by key; of all places where no order is given. */
  private static int[] stable(int[] key, int @org.jspecify.annotations.Nullable [] order) {
    int largest = -1;
    for (int each : key) {
      largest = Math.max(largest, each);
    }
    int[] start = new int[largest + 2];
    for (int each : key) {
      start[each + 1]++;
    }
    for (int i = 1; i < start.length; i++) {
      start[i] += start[i - 1];
    }
    int[] sorted = new int[key.length];
    for (int i = 0; i < key.length; i++) {
      int at = order == null ? i : order[i];
      sorted[start[key[at]]++] = at;
    }
    return sorted;
  }
}
