package isoloss.optim;

import static jdk.incubator.vector.VectorOperators.BIT_COUNT;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/** Four vectors of rows at a time, their counts in registers. */
final class CommonBitsVector extends CommonBits {
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  static final int STRIP = 4 * LANES;

  @Override
  public void count(long[] row, long[] interleaved, long[] common) {
    for (int from = 0; from < WIDTH; from += STRIP) {
      countStrip(row, interleaved, from, common);
    }
  }

  private static void countStrip(long[] row, long[] interleaved, int from, long[] common) {
    var sum0 = LongVector.zero(SPECIES);
    var sum1 = sum0;
    var sum2 = sum0;
    var sum3 = sum0;
    int at = from;
    for (long word : row) {
      var bits = LongVector.broadcast(SPECIES, word);
      sum0 = sum0.add(LongVector.fromArray(SPECIES, interleaved, at).and(bits).lanewise(BIT_COUNT));
      sum1 =
          sum1.add(
              LongVector.fromArray(SPECIES, interleaved, at + LANES).and(bits).lanewise(BIT_COUNT));
      sum2 =
          sum2.add(
              LongVector.fromArray(SPECIES, interleaved, at + 2 * LANES)
                  .and(bits)
                  .lanewise(BIT_COUNT));
      sum3 =
          sum3.add(
              LongVector.fromArray(SPECIES, interleaved, at + 3 * LANES)
                  .and(bits)
                  .lanewise(BIT_COUNT));
      at += WIDTH;
    }
    sum0.intoArray(common, from);
    sum1.intoArray(common, from + LANES);
    sum2.intoArray(common, from + 2 * LANES);
    sum3.intoArray(common, from + 3 * LANES);
  }
}
