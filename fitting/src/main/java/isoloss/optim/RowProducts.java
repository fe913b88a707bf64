package isoloss.optim;

import static isoloss.optim.TileProduct.SIDE;
import static isoloss.optim.TileProduct.SIZE;

/**
 * Inner products of rows in single precision, summed in double and tile by tile, for some thousand
 * rows of some thousand numbers. Each product is summed over the length in order, so that equal
 * rows have equal products and the number of threads changes nothing.
 */
public final class RowProducts {
  private RowProducts() {}

  /** Takes the products of a block of rows with a block of others. */
  private interface Sink {
    void tile(int row, int column, double[] products);
  }

  /** {@code A A'}. */
  public static SymmetricTiles gram(float[][] rows, int threads) {
    SymmetricTiles gram = SymmetricTiles.zeros(rows.length);
    run(
        rows,
        rows,
        true,
        threads,
        (row, column, products) -> {
          if (row != column || (row + 1) * SIDE <= rows.length) {
            gram.replace(row, column, products);
          } else {
            double[] last = gram.tile(row, column); // keeps the identity that fills it up
            int used = rows.length - row * SIDE;
            for (int i = 0; i < used; i++) {
              System.arraycopy(products, i * SIDE, last, i * SIDE, used);
            }
          }
        });
    return gram;
  }

  /** {@code A B'}: one row for each of a, one value for each of b. */
  public static float[][] of(float[][] a, float[][] b, int threads) {
    float[][] out = new float[a.length][b.length];
    run(
        a,
        b,
        false,
        threads,
        (row, column, products) -> {
          int columns = Math.min(SIDE, b.length - column * SIDE);
          for (int i = row * SIDE; i < Math.min(a.length, (row + 1) * SIDE); i++) {
            for (int j = 0; j < columns; j++) {
              out[i][column * SIDE + j] = (float) products[(i - row * SIDE) * SIDE + j];
            }
          }
        });
    return out;
  }

  private static void run(float[][] a, float[][] b, boolean lower, int threads, Sink sink) {
    TileProduct kernel = TileProduct.best();
    IndexedWork.run(
        SymmetricTiles.blocks(a.length),
        threads,
        () -> new double[SIZE],
        (packed, row) -> {
          int columns = lower ? row + 1 : SymmetricTiles.blocks(b.length);
          int length = a[0].length;
          double[][] left = new double[SymmetricTiles.blocks(length)][];
          for (int k = 0; k < left.length; k++) {
            left[k] = new double[SIZE];
            pack(a, row * SIDE, k * SIDE, left[k], SIDE, 1);
          }
          for (int column = 0; column < columns; column++) {
            double[] products = new double[SIZE];
            for (int k = 0; k < left.length; k++) {
              pack(b, column * SIDE, k * SIDE, packed, 1, SIDE);
              kernel.subtract(left[k], packed, products);
            }
            for (int i = 0; i < SIZE; i++) {
              products[i] = -products[i];
            }
            sink.tile(row, column, products);
          }
        });
  }

  /** Numbers {@code from..} of rows {@code first..}; zeros beyond the ends. */
  private static void pack(
      float[][] rows, int first, int from, double[] tile, int rowStep, int columnStep) {
    int to = rows.length == 0 ? 0 : Math.min(SIDE, rows[0].length - from);
    for (int i = 0; i < SIDE; i++) {
      boolean there = first + i < rows.length;
      for (int k = 0; k < SIDE; k++) {
        tile[i * rowStep + k * columnStep] = there && k < to ? rows[first + i][from + k] : 0;
      }
    }
  }
}
