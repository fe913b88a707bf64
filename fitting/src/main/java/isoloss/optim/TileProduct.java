package isoloss.optim;

/**
 * Products of square tiles, {@link #SIDE} rows of {@link #SIDE} doubles, row-major: the kernel of
 * {@link Cholesky} and of weighted counts. Each entry is summed over the depth in order, so that
 * results depend on nothing but the numbers.
 *
 * <p>{@link #best} is the widest form that this JVM runs; see {@link Vectorisation}.
 */
public abstract sealed class TileProduct permits TileProductScalar, TileProductVector {

  /** A multiple of four rows and of three vectors; a third of a tile fits the first cache. */
  public static final int SIDE = 96;

  /** Doubles in a tile. */
  public static final int SIZE = SIDE * SIDE;

  public static TileProduct best() {
    return Vectorisation.isUsed() ? new TileProductVector() : new TileProductScalar();
  }

  /** {@code c -= a b}. */
  public final void subtract(double[] a, double[] b, double[] c) {
    subtract(a, SIDE, 1, b, c);
  }

  /** {@code c -= a' b}, with a' the transpose of a. */
  public final void subtractTransposed(double[] a, double[] b, double[] c) {
    subtract(a, 1, SIDE, b, c);
  }

  /** With {@code a_ik} at {@code i * aRow + k * aDepth}. */
  abstract void subtract(double[] a, int aRow, int aDepth, double[] b, double[] c);
}
