package isoloss.data.pool;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * An order of models and samples that depends on the measurements and not on names: colours of the
 * graph of cells are refined a few times, each by the sum of its neighbours' (Weisfeiler and Leman,
 * 1968). Only what still has the same colour, and so is all but surely exchangeable, stands by
 * name.
 */
final class Canonical {
  private static final int ROUNDS = 2;

  /** Comparisons by sample and models, then by result. */
  static final Comparator<Comparison> COMPARISONS =
      Comparator.comparingInt(Comparison::sample)
          .thenComparingInt(Comparison::a)
          .thenComparingInt(Comparison::b)
          .thenComparingDouble(Comparison::winsA)
          .thenComparingDouble(Comparison::winsB)
          .thenComparingDouble(Comparison::ties);

  /** The packed scores of a model. */
  record Bits(long[] observed, long[] solved) {}

  private final long[] modelColour;
  private final long[] sampleColour;
  private final int[] models;
  private final int[] samples;

  Canonical(
      List<String> modelNames,
      List<Sample> described,
      Kind[] kinds,
      CellList cells,
      IntFunction<Bits> bits,
      List<Comparison> comparisons) {
    modelColour = new long[modelNames.size()];
    sampleColour = new long[kinds.length];
    for (int s = 0; s < kinds.length; s++) {
      sampleColour[s] =
          mix(Double.doubleToLongBits(described.get(s).weight()) + kinds[s].ordinal());
    }
    for (int round = 0; round < ROUNDS; round++) {
      refine(cells, bits, comparisons);
    }
    models =
        sorted(
            modelNames.size(),
            Comparator.<Integer>comparingLong(m -> modelColour[m]).thenComparing(modelNames::get));
    samples =
        sorted(
            kinds.length,
            Comparator.<Integer>comparingInt(s -> block(kinds[s]))
                .thenComparingLong(s -> sampleColour[s])
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

  private static int[] sorted(int size, Comparator<Integer> order) {
    return IntStream.range(0, size).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
  }

  private void refine(CellList cells, IntFunction<Bits> bits, List<Comparison> comparisons) {
    long[] nextModel = new long[modelColour.length];
    long[] nextSample = new long[sampleColour.length];
    for (int m = 0; m < modelColour.length; m++) {
      Bits row = bits.apply(m);
      for (int w = 0; w < row.observed.length; w++) {
        for (long left = row.observed[w]; left != 0; left &= left - 1) {
          int bit = Long.numberOfTrailingZeros(left);
          int s = (w << 6) + bit;
          long score = row.solved[w] >>> bit & 1;
          nextModel[m] += mix(sampleColour[s] + 0x632be59bd9b4e019L * (score + 1));
          nextSample[s] += mix(modelColour[m] + 0x632be59bd9b4e019L * (score + 1));
        }
      }
    }
    for (int k = 0; k < cells.size(); k++) {
      long score = mix(Double.doubleToLongBits(cells.value(k) + 0.0));
      nextModel[cells.model(k)] += mix(sampleColour[cells.sample(k)] + score);
      nextSample[cells.sample(k)] += mix(modelColour[cells.model(k)] + score);
    }
    for (Comparison each : comparisons) {
      long ties = mix(Double.doubleToLongBits(each.ties()));
      long a = mix(modelColour[each.a()] + mix(Double.doubleToLongBits(each.winsA())));
      long b = mix(modelColour[each.b()] + mix(Double.doubleToLongBits(each.winsB())));
      nextSample[each.sample()] += mix(a + b + ties);
      nextModel[each.a()] += mix(sampleColour[each.sample()] + mix(b) + ties + a);
      nextModel[each.b()] += mix(sampleColour[each.sample()] + mix(a) + ties + b);
    }
    for (int m = 0; m < nextModel.length; m++) {
      modelColour[m] = mix(modelColour[m] + nextModel[m]);
    }
    for (int s = 0; s < nextSample.length; s++) {
      sampleColour[s] = mix(sampleColour[s] + nextSample[s]);
    }
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
