package isoloss.optim;

import static isoloss.optim.TileProduct.SIDE;
import static isoloss.optim.TileProduct.SIZE;

import java.util.Optional;

/**
 * The factor L of a symmetric positive definite matrix, {@code A = L L'}, tile by tile on several
 * threads; for matrices of some hundred to ten thousand rows. Tiles on the diagonal hold the
 * inverses of L's, so that substitution is products of tiles alone.
 */
public final class Cholesky {
  /** A pivot below this part of its diagonal entry is rounding: the matrix is singular. */
  private static final double LEAST_PIVOT = 1e-14;

  private final SymmetricTiles factor;
  private final TileProduct product = TileProduct.best();

  private Cholesky(SymmetricTiles factor) {
    this.factor = factor;
  }

  /**
   * @param matrix overwritten with the factor
   * @return empty, with the matrix spoilt, where it is not positive definite beyond rounding
   */
  public static Optional<Cholesky> of(SymmetricTiles matrix, int threads) {
    Cholesky cholesky = new Cholesky(matrix);
    for (int block = 0; block < matrix.blocks(); block++) {
      if (!cholesky.factorColumn(block, threads)) {
        return Optional.empty();
      }
    }
    return Optional.of(cholesky);
  }

  /** Tiles on and below the diagonal, from the columns to their left, which are done. */
  private boolean factorColumn(int block, int threads) {
    double[][] transposed = new double[block][];
    for (int left = 0; left < block; left++) {
      transposed[left] = transposed(factor.tile(block, left), 1);
    }
    double[] diagonal = factor.tile(block, block);
    subtractLeft(block, transposed, diagonal);
    if (!factorTile(diagonal)) {
      return false;
    }
    double[] inverse = inverseOfLower(diagonal);
    factor.replace(block, block, inverse);
    double[] minusInverse = transposed(inverse, -1);
    int below = factor.blocks() - block - 1;
    IndexedWork.run(
        below,
        threads,
        () -> product,
        (kernel, index) -> {
          int row = block + 1 + index;
          double[] tile = factor.tile(row, block);
          subtractLeft(row, transposed, tile);
          double[] solved = new double[SIZE];
          kernel.subtract(tile, minusInverse, solved);
          factor.replace(row, block, solved);
        });
    return true;
  }

  private void subtractLeft(int row, double[][] transposed, double[] tile) {
    for (int left = 0; left < transposed.length; left++) {
      product.subtract(factor.tile(row, left), transposed[left], tile);
    }
  }

  private static double[] transposed(double[] tile, double sign) {
    double[] out = new double[SIZE];
    for (int i = 0; i < SIDE; i++) {
      for (int j = 0; j < SIDE; j++) {
        out[j * SIDE + i] = sign * tile[i * SIDE + j];
      }
    }
    return out;
  }

  /** Factors the lower triangle of a tile in place. */
  private static boolean factorTile(double[] a) {
    for (int j = 0; j < SIDE; j++) {
      double diagonal = a[j * SIDE + j];
      double pivot = diagonal - dot(a, j, j, j);
      if (!(pivot > LEAST_PIVOT * Math.abs(diagonal)) || pivot == Double.POSITIVE_INFINITY) {
        return false;
      }
      double root = Math.sqrt(pivot);
      a[j * SIDE + j] = root;
      for (int i = j + 1; i < SIDE; i++) {
        a[i * SIDE + j] = (a[i * SIDE + j] - dot(a, i, j, j)) / root;
      }
    }
    return true;
  }

  /** Of the first entries of two rows of a tile. */
  private static double dot(double[] a, int first, int second, int length) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum += a[first * SIDE + k] * a[second * SIDE + k];
    }
    return sum;
  }

  private static double[] inverseOfLower(double[] lower) {
    double[] inverse = new double[SIZE];
    for (int i = 0; i < SIDE; i++) {
      double pivot = lower[i * SIDE + i];
      for (int k = 0; k < i; k++) {
        double factor = lower[i * SIDE + k];
        for (int j = 0; j <= k; j++) {
          inverse[i * SIDE + j] -= factor * inverse[k * SIDE + j];
        }
      }
      for (int j = 0; j < i; j++) {
        inverse[i * SIDE + j] /= pivot;
      }
      inverse[i * SIDE + i] = 1 / pivot;
    }
    return inverse;
  }

  /**
   * Solves {@code A X = B} for {@link TileProduct#SIDE} right-hand sides.
   *
   * @param right B as a column of tiles, padded with zeros; overwritten with X
   */
  public void solve(double[][] right) {
    forward(right, 0);
    backward(right, 0);
  }

  /** Solves for one right-hand side, in place. */
  public void solve(double[] right) {
    double[][] tiles = new double[factor.blocks()][SIZE];
    for (int i = 0; i < right.length; i++) {
      tiles[i / SIDE][i % SIDE * SIDE] = right[i];
    }
    solve(tiles);
    for (int i = 0; i < right.length; i++) {
      right[i] = tiles[i / SIDE][i % SIDE * SIDE];
    }
  }

  /** For right-hand sides that are zero above a block. */
  private void forward(double[][] x, int from) {
    for (int block = from; block < x.length; block++) {
      for (int left = from; left < block; left++) {
        product.subtract(factor.tile(block, left), x[left], x[block]);
      }
      x[block] = times(false, factor.tile(block, block), x[block]);
    }
  }

  /** Down to a block; those above keep what they held. */
  private void backward(double[][] x, int to) {
    for (int block = x.length - 1; block >= to; block--) {
      for (int below = block + 1; below < x.length; below++) {
        product.subtractTransposed(factor.tile(below, block), x[below], x[block]);
      }
      x[block] = times(true, factor.tile(block, block), x[block]);
    }
  }

  private double[] times(boolean transposed, double[] a, double[] b) {
    double[] out = new double[SIZE];
    if (transposed) {
      product.subtractTransposed(a, b, out);
    } else {
      product.subtract(a, b, out);
    }
    for (int k = 0; k < SIZE; k++) {
      out[k] = -out[k];
    }
    return out;
  }

  /** A column of L. */
  public double[] column(int k) {
    double[] column = new double[factor.order()];
    for (int block = k / SIDE; block < factor.blocks(); block++) {
      double[] tile = factor.tile(block, k / SIDE);
      double[] lower = block == k / SIDE ? inverseOfLower(tile) : tile;
      for (int i = 0; i < SIDE && block * SIDE + i < column.length; i++) {
        column[block * SIDE + i] = lower[i * SIDE + k % SIDE];
      }
    }
    return column;
  }

  /** The inverse of A; as large as the factor. */
  public SymmetricTiles inverse(int threads) {
    SymmetricTiles inverse = SymmetricTiles.zeros(factor.order());
    IndexedWork.run(
        factor.blocks(),
        threads,
        () -> inverse,
        (into, column) -> {
          double[][] x = new double[factor.blocks()][SIZE];
          for (int i = 0; i < SIDE; i++) {
            x[column][i * (SIDE + 1)] = 1;
          }
          forward(x, column);
          backward(x, column);
          for (int row = column; row < x.length; row++) {
            into.replace(row, column, x[row]);
          }
        });
    return inverse;
  }
}
