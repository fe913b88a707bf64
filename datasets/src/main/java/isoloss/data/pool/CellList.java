package isoloss.data.pool;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

  /** Gives every model and sample another number. */
  void move(int[] modelPlace, int[] samplePlace) {
    for (int k = 0; k < size; k++) {
      model[k] = modelPlace[model[k]];
      sample[k] = samplePlace[sample[k]];
    }
  }

  /** Places of the cells by sample, then model; equal cells in the order in which they came. */
  int[] bySampleAndModel() {
    return stable(sample, stable(model, null));
  }

  /** A counting sort of {@code order} by key; of all places where no order is given. */
  private int[] stable(int[] key, int @Nullable [] order) {
    int largest = -1;
    for (int k = 0; k < size; k++) {
      largest = Math.max(largest, key[k]);
    }
    int[] start = new int[largest + 2];
    for (int k = 0; k < size; k++) {
      start[key[k] + 1]++;
    }
    for (int i = 1; i < start.length; i++) {
      start[i] += start[i - 1];
    }
    int[] sorted = new int[size];
    for (int i = 0; i < size; i++) {
      int at = order == null ? i : order[i];
      sorted[start[key[at]]++] = at;
    }
    return sorted;
  }
}
