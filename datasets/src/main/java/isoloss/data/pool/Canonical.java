package isoloss.data.pool;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * An order of models and samples that depends on the measurements and not on names: by their {@link
 * Colours}. Only what has the same colour, and so is all but surely exchangeable, stands by name.
 */
final class Canonical {
  /** Comparisons by sample and models, then by result. */
  static final Comparator<Comparison> COMPARISONS =
      Comparator.comparingInt(Comparison::sample)
          .thenComparingInt(Comparison::a)
          .thenComparingInt(Comparison::b)
          .thenComparingDouble(Comparison::winsA)
          .thenComparingDouble(Comparison::winsB)
          .thenComparingDouble(Comparison::ties);

  private final int[] models;
  private final int[] samples;

  Canonical(
      List<String> modelNames,
      List<Sample> described,
      Kind[] kinds,
      CellList cells,
      IntFunction<Colours.Bits> bits,
      List<Comparison> comparisons) {
    double[] weights = described.stream().mapToDouble(Sample::weight).toArray();
    Colours colours = new Colours(modelNames.size(), weights, kinds);
    for (int round = 0; round < Colours.ROUNDS; round++) {
      colours.take(colours.around(cells, bits, comparisons));
    }
    models = colours.order(modelNames);
    samples =
        sorted(
            kinds.length,
            Comparator.<Integer>comparingInt(s -> block(kinds[s]))
                .thenComparingLong(s -> colours.ofSample(s))
                .thenComparing(s -> described.get(s).name())
                .thenComparing(s -> described.get(s).source())
                .thenComparing(s -> described.get(s).metric()));
  }

  /** Indices of the models in their order. */
  int[] models() {
    return models;
  }

  int[] samples() {
    return samples;
  }

  private static int block(Kind kind) {
    return kind == Kind.BINARY ? 0 : kind == Kind.PAIRWISE ? 2 : 1;
  }

  static int[] sorted(int size, Comparator<Integer> order) {
    return IntStream.range(0, size).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
  }
}
