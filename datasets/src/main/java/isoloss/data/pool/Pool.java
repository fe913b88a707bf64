package isoloss.data.pool;

import isoloss.data.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Measurements of {@code n} models on {@code S} samples, most cells missing. Immutable.
 *
 * <p>Samples stand in three blocks: binary ones, packed as two bits a cell; numeric and ordinal
 * ones, as columns of (model, value) sorted by model; pairwise ones, whose measurements are
 * comparisons. Models and samples are named by index; their order depends on the measurements first
 * and on names only between exchangeable ones, so that seeded draws depend neither on the order of
 * rows nor on what anything is called. A missing cell is not a score of zero.
 */
public final class Pool {
  private final List<String> models;
  private final List<Sample> samples;
  private final int binary;
  private final long[][] observed;
  private final long[][] solved;
  private final Columns columns;
  private final List<Comparison> comparisons;
  private final Provenance provenance;

  /** Cells of the samples that are not binary: column {@code c} is sample {@code binary + c}. */
  record Columns(int[] start, int[] model, double[] value) {
    int count() {
      return start.length - 1;
    }
  }

  /** Takes ownership of its arrays. */
  Pool(
      List<String> models,
      List<Sample> samples,
      long[][] observed,
      long[][] solved,
      Columns columns,
      List<Comparison> comparisons,
      Provenance provenance) {
    this.models = List.copyOf(models);
    this.samples = List.copyOf(samples);
    this.binary = (int) samples.stream().filter(each -> each.kind() == Kind.BINARY).count();
    this.observed = observed;
    this.solved = solved;
    this.columns = columns;
    this.comparisons = List.copyOf(comparisons);
    this.provenance = provenance;
  }

  public List<String> models() {
    return models;
  }

  public List<Sample> samples() {
    return samples;
  }

  public int modelCount() {
    return models.size();
  }

  public int sampleCount() {
    return samples.size();
  }

  public Sample sample(int index) {
    return samples.get(index);
  }

  /** The binary samples are those of an index below this. */
  public int binaryCount() {
    return binary;
  }

  /** The samples with scores, binary, numeric or ordinal, are those of an index below this. */
  public int scoredCount() {
    return binary + columns.count();
  }

  /** Length of a row of bits. */
  public int words() {
    return words(binary);
  }

  static int words(int bits) {
    return (bits + 63) >>> 6;
  }

  /** Bit {@code s} says whether the model has a score on binary sample {@code s}; read only. */
  public long[] observedBits(int model) {
    return observed[model];
  }

  /**
   * Bit {@code s} says whether the model was scored 1 on binary sample {@code s}; unset where it
   * was not measured; read only.
   */
  public long[] solvedBits(int model) {
    return solved[model];
  }

  /** How many models have a score on a sample; 0 for pairwise samples. */
  public int measured(int sample) {
    if (sample >= binary) {
      return sample < scoredCount()
          ? columns.start[sample - binary + 1] - columns.start[sample - binary]
          : 0;
    }
    int count = 0;
    for (long[] row : observed) {
      count += (int) (row[sample >>> 6] >>> sample & 1);
    }
    return count;
  }

  /** Takes the scores of one sample or one model. */
  @FunctionalInterface
  public interface Scores {
    void score(int other, double value);
  }

  /** Every score on a sample, by ascending model; nothing for pairwise samples. */
  public void forEachModel(int sample, Scores sink) {
    if (sample < binary) {
      for (int m = 0; m < observed.length; m++) {
        if ((observed[m][sample >>> 6] >>> sample & 1) != 0) {
          sink.score(m, solved[m][sample >>> 6] >>> sample & 1);
        }
      }
    } else if (sample < scoredCount()) {
      for (int k = columns.start[sample - binary]; k < columns.start[sample - binary + 1]; k++) {
        sink.score(columns.model[k], columns.value[k]);
      }
    }
  }

  /** Every score on the binary samples of a model, by ascending sample. */
  public void forEachBinarySample(int model, Scores sink) {
    for (int w = 0; w < observed[model].length; w++) {
      for (long left = observed[model][w]; left != 0; left &= left - 1) {
        int bit = Long.numberOfTrailingZeros(left);
        sink.score((w << 6) + bit, solved[model][w] >>> bit & 1);
      }
    }
  }

  /** The score of a model on a sample, where there is one. */
  public OptionalDouble score(int model, int sample) {
    if (sample < binary) {
      return (observed[model][sample >>> 6] >>> sample & 1) == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(solved[model][sample >>> 6] >>> sample & 1);
    }
    if (sample >= scoredCount()) {
      return OptionalDouble.empty();
    }
    int at =
        Arrays.binarySearch(
            columns.model,
            columns.start[sample - binary],
            columns.start[sample - binary + 1],
            model);
    return at < 0 ? OptionalDouble.empty() : OptionalDouble.of(columns.value[at]);
  }

  public List<Comparison> comparisons() {
    return comparisons;
  }

  /** Scores, without comparisons. */
  public long scoreCount() {
    long bits = 0;
    for (long[] row : observed) {
      for (long word : row) {
        bits += Long.bitCount(word);
      }
    }
    return bits + columns.model.length;
  }

  /** How many scores and comparisons each model took part in. */
  public int[] measurements() {
    int[] count = new int[models.size()];
    for (int m = 0; m < count.length; m++) {
      for (long word : observed[m]) {
        count[m] += Long.bitCount(word);
      }
    }
    for (int model : columns.model) {
      count[model]++;
    }
    for (Comparison each : comparisons) {
      count[each.a()]++;
      count[each.b()]++;
    }
    return count;
  }

  public Provenance provenance() {
    return provenance;
  }

  /** A new value for a score of a sample that is not binary. */
  @FunctionalInterface
  interface Scale {
    double of(int sample, double value);
  }

  /**
   * The same cells with other values.
   *
   * @param described samples of the same kinds in the same order
   * @param turned binary samples whose 0 and 1 change places
   */
  Pool rescaled(List<Sample> described, BitSet turned, Scale scale) {
    long[] turnedWords = Arrays.copyOf(turned.toLongArray(), words());
    long[][] good = new long[solved.length][words()];
    for (int m = 0; m < good.length; m++) {
      for (int w = 0; w < words(); w++) {
        good[m][w] = solved[m][w] ^ (observed[m][w] & turnedWords[w]);
      }
    }
    double[] value = new double[columns.value.length];
    for (int c = 0; c < columns.count(); c++) {
      for (int k = columns.start[c]; k < columns.start[c + 1]; k++) {
        value[k] = scale.of(binary + c, columns.value[k]);
      }
    }
    return new Pool(
        models,
        described,
        observed,
        good,
        new Columns(columns.start, columns.model, value),
        comparisons,
        provenance);
  }

  /** Says whether a score stays. */
  @FunctionalInterface
  public interface Mask {
    boolean keeps(int model, int sample);
  }

  /** The same models and samples with fewer scores; comparisons stay. */
  public Pool masked(Mask mask) {
    long[][] left = new long[observed.length][];
    long[][] right = new long[observed.length][];
    for (int m = 0; m < left.length; m++) {
      left[m] = observed[m].clone();
      right[m] = solved[m].clone();
      int model = m;
      forEachBinarySample(
          m,
          (sample, value) -> {
            if (!mask.keeps(model, sample)) {
              left[model][sample >>> 6] &= ~(1L << sample);
              right[model][sample >>> 6] &= ~(1L << sample);
            }
          });
    }
    ColumnsBuilder kept = new ColumnsBuilder(columns.count(), columns.model.length);
    for (int c = 0; c < columns.count(); c++) {
      for (int k = columns.start[c]; k < columns.start[c + 1]; k++) {
        if (mask.keeps(columns.model[k], binary + c)) {
          kept.add(columns.model[k], columns.value[k]);
        }
      }
      kept.endColumn();
    }
    return new Pool(models, samples, left, right, kept.build(), comparisons, provenance);
  }

  /** The same models on fewer samples, in the same order. */
  public Pool withSamples(BitSet keep) {
    BitSet all = new BitSet();
    all.set(0, models.size());
    return restrictedTo(all, keep);
  }

  /** Fewer models on the same samples, in the same order. */
  public Pool withModels(BitSet keep) {
    BitSet all = new BitSet();
    all.set(0, samples.size());
    return restrictedTo(keep, all);
  }

  /** Fewer models and samples; comparisons stay where both models and the sample do. */
  public Pool restrictedTo(BitSet keptModels, BitSet keptSamples) {
    int[] model = places(keptModels, models.size());
    int[] sample = places(keptSamples, samples.size());
    List<Sample> left = keptSamples.stream().mapToObj(samples::get).toList();
    int bits = (int) left.stream().filter(each -> each.kind() == Kind.BINARY).count();
    long[][] seen = new long[keptModels.cardinality()][words(bits)];
    long[][] good = new long[seen.length][words(bits)];
    for (int m = keptModels.nextSetBit(0); m >= 0; m = keptModels.nextSetBit(m + 1)) {
      long[] seenRow = seen[model[m]];
      long[] goodRow = good[model[m]];
      forEachBinarySample(
          m,
          (s, value) -> {
            if (sample[s] >= 0) {
              seenRow[sample[s] >>> 6] |= 1L << sample[s];
              goodRow[sample[s] >>> 6] |= (value != 0 ? 1L : 0L) << sample[s];
            }
          });
    }
    int scored = (int) left.stream().filter(each -> each.kind() != Kind.PAIRWISE).count();
    ColumnsBuilder kept = new ColumnsBuilder(scored - bits, columns.model.length);
    for (int c = 0; c < columns.count(); c++) {
      if (sample[binary + c] >= 0) {
        for (int k = columns.start[c]; k < columns.start[c + 1]; k++) {
          if (model[columns.model[k]] >= 0) {
            kept.add(model[columns.model[k]], columns.value[k]);
          }
        }
        kept.endColumn();
      }
    }
    List<Comparison> pairs = new ArrayList<>();
    for (Comparison each : comparisons) {
      if (model[each.a()] >= 0 && model[each.b()] >= 0 && sample[each.sample()] >= 0) {
        pairs.add(
            new Comparison(
                model[each.a()],
                model[each.b()],
                sample[each.sample()],
                each.winsA(),
                each.winsB(),
                each.ties()));
      }
    }
    return new Pool(
        keptModels.stream().mapToObj(models::get).toList(),
        left,
        seen,
        good,
        kept.build(),
        pairs,
        provenance);
  }

  private static int[] places(BitSet kept, int size) {
    int[] place = new int[size];
    Arrays.fill(place, -1);
    int next = 0;
    for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
      place[i] = next++;
    }
    return place;
  }

  /** Collects columns one after the other. */
  static final class ColumnsBuilder {
    private final int[] start;
    private int[] model;
    private double[] value;
    private int column;
    private int size;

    ColumnsBuilder(int columns, int capacity) {
      start = new int[columns + 1];
      model = new int[capacity];
      value = new double[capacity];
    }

    void add(int nextModel, double nextValue) {
      if (size == model.length) {
        model = Arrays.copyOf(model, Math.max(16, size + (size >> 1)));
        value = Arrays.copyOf(value, model.length);
      }
      model[size] = nextModel;
      value[size++] = nextValue;
    }

    void endColumn() {
      start[++column] = size;
    }

    Columns build() {
      while (column < start.length - 1) {
        endColumn();
      }
      return new Columns(start, Arrays.copyOf(model, size), Arrays.copyOf(value, size));
    }
  }
}
