package isoloss.optim;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Blocks of four rows by three vectors, whose twelve sums stay in registers. */
final class TileProductVector extends TileProduct {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int ROWS = 4;
  private static final int COLUMNS = 3 * LANES;

  @Override
  void subtract(double[] a, int aRow, int aDepth, double[] b, double[] c) {
    for (int column = 0; column < SIDE; column += COLUMNS) {
      for (int row = 0; row < SIDE; row += ROWS) {
        subtractBlock(a, row * aRow, aRow, aDepth, b, column, c, row * SIDE + column);
      }
    }
  }

  private static void subtractBlock(
      double[] a, int aFrom, int aRow, int aDepth, double[] b, int bFrom, double[] c, int cFrom) {
    var s00 = DoubleVector.zero(SPECIES);
    var s01 = s00;
    var s02 = s00;
    var s10 = s00;
    var s11 = s00;
    var s12 = s00;
    var s20 = s00;
    var s21 = s00;
    var s22 = s00;
    var s30 = s00;
    var s31 = s00;
    var s32 = s00;
    int aAt = aFrom;
    int bAt = bFrom;
    for (int k = 0; k < SIDE; k++) {
      var b0 = DoubleVector.fromArray(SPECIES, b, bAt);
      var b1 = DoubleVector.fromArray(SPECIES, b, bAt + LANES);
      var b2 = DoubleVector.fromArray(SPECIES, b, bAt + 2 * LANES);
      var a0 = DoubleVector.broadcast(SPECIES, a[aAt]);
      s00 = a0.fma(b0, s00);
      s01 = a0.fma(b1, s01);
      s02 = a0.fma(b2, s02);
      var a1 = DoubleVector.broadcast(SPECIES, a[aAt + aRow]);
      s10 = a1.fma(b0, s10);
      s11 = a1.fma(b1, s11);
      s12 = a1.fma(b2, s12);
      var a2 = DoubleVector.broadcast(SPECIES, a[aAt + 2 * aRow]);
      s20 = a2.fma(b0, s20);
      s21 = a2.fma(b1, s21);
      s22 = a2.fma(b2, s22);
      var a3 = DoubleVector.broadcast(SPECIES, a[aAt + 3 * aRow]);
      s30 = a3.fma(b0, s30);
      s31 = a3.fma(b1, s31);
      s32 = a3.fma(b2, s32);
      aAt += aDepth;
      bAt += SIDE;
    }
    subtractRow(s00, s01, s02, c, cFrom);
    subtractRow(s10, s11, s12, c, cFrom + SIDE);
    subtractRow(s20, s21, s22, c, cFrom + 2 * SIDE);
    subtractRow(s30, s31, s32, c, cFrom + 3 * SIDE);
  }

  private static void subtractRow(
      DoubleVector first, DoubleVector second, DoubleVector third, double[] c, int at) {
    DoubleVector.fromArray(SPECIES, c, at).sub(first).intoArray(c, at);
    DoubleVector.fromArray(SPECIES, c, at + LANES).sub(second).intoArray(c, at + LANES);
    DoubleVector.fromArray(SPECIES, c, at + 2 * LANES).sub(third).intoArray(c, at + 2 * LANES);
  }
}
