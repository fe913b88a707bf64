package isoloss.data.pool;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Colours of models and samples that tell them apart by their measurements: a few times, each
 * becomes a hash of itself and of the sum of its neighbours' in the graph of cells (Weisfeiler and
 * Leman, 1968). Sums wrap around, so that no order of neighbours counts, and those of a model may
 * be put together from pools that share no sample.
 */
final class Colours {
  static final int ROUNDS = 2;

  /** The packed scores of a model. */
  record Bits(long[] observed, long[] solved) {}

  private final long[] modelColour;
  private final long[] sampleColour;

  /**
   * @param weights of the samples
   * @param kinds of the samples
   */
  Colours(int models, double[] weights, Kind[] kinds) {
    modelColour = new long[models];
    sampleColour = new long[kinds.length];
    for (int s = 0; s < kinds.length; s++) {
      sampleColour[s] = mix(Double.doubleToLongBits(weights[s]) + kinds[s].ordinal());
    }
  }

  /**
   * For each model the sum of its neighbours' colours; those of the samples move on to the next
   * round.
   */
  long[] around(CellList cells, IntFunction<Bits> bits, List<Comparison> comparisons) {
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
    for (int s = 0; s < nextSample.length; s++) {
      sampleColour[s] = mix(sampleColour[s] + nextSample[s]);
    }
    return nextModel;
  }

  /** The models move on to the next round with the sums of their neighbours' colours. */
  void take(long[] sums) {
    for (int m = 0; m < sums.length; m++) {
      modelColour[m] = mix(modelColour[m] + sums[m]);
    }
  }

  long ofSample(int sample) {
    return sampleColour[sample];
  }

  /** Indices of the models by colour, then name. */
  int[] order(List<String> names) {
    return Canonical.sorted(
        names.size(),
        Comparator.<Integer>comparingLong(m -> modelColour[m]).thenComparing(names::get));
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
