package isoloss.optim;

/**
 * A symmetric matrix of some thousand rows: its lower triangle in square tiles of {@link
 * TileProduct#SIDE}, so that no array is larger than a tile. The last tiles are filled up with an
 * identity, which changes no solution.
 */
public final class SymmetricTiles {
  private static final int SIDE = TileProduct.SIDE;

  private final int order;
  private final double[][][] tiles;

  private SymmetricTiles(int order) {
    this.order = order;
    int blocks = blocks(order);
    tiles = new double[blocks][][];
    for (int block = 0; block < blocks; block++) {
      tiles[block] = new double[block + 1][TileProduct.SIZE];
    }
    for (int i = order; i < blocks * SIDE; i++) {
      tiles[blocks - 1][blocks - 1][(i % SIDE) * (SIDE + 1)] = 1;
    }
  }

  /**
   * @param order rows, and columns
   */
  public static SymmetricTiles zeros(int order) {
    return new SymmetricTiles(order);
  }

  /** How many tiles stand on the diagonal of a matrix of so many rows. */
  public static int blocks(int order) {
    return (order + SIDE - 1) / SIDE;
  }

  public int order() {
    return order;
  }

  public int blocks() {
    return tiles.length;
  }

  /** The tile of rows {@code row * SIDE...} and columns {@code column * SIDE...}; not copied. */
  public double[] tile(int row, int column) {
    return tiles[row][column];
  }

  void replace(int row, int column, double[] tile) {
    tiles[row][column] = tile;
  }

  public double get(int i, int j) {
    return i >= j
        ? tiles[i / SIDE][j / SIDE][i % SIDE * SIDE + j % SIDE]
        : tiles[j / SIDE][i / SIDE][j % SIDE * SIDE + i % SIDE];
  }

  /** Adds to the entries (i, j) and (j, i). */
  public void add(int i, int j, double value) {
    int row = Math.max(i, j);
    int column = Math.min(i, j);
    tiles[row / SIDE][column / SIDE][row % SIDE * SIDE + column % SIDE] += value;
    if (row != column && row / SIDE == column / SIDE) {
      tiles[row / SIDE][column / SIDE][column % SIDE * SIDE + row % SIDE] += value;
    }
  }
}
