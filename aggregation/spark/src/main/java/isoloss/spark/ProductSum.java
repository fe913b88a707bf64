package isoloss.spark;

import java.io.Serializable;

/**
 * Sums of cross products, each with what its rounding lost, so that the order in which blocks are
 * added does not show in the result.
 */
final class ProductSum implements Serializable {
  private static final long serialVersionUID = 1;

  private final int size;
  private double[][] sum = new double[0][];
  private double[][] lost = new double[0][];

  ProductSum(int size) {
    this.size = size;
  }

  /** Adds the products of a block. */
  ProductSum add(Products block) {
    makeRoom();
    double[][] products = block.lowerTriangle();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        add(i, j, products[i][j]);
      }
    }
    return this;
  }

  ProductSum add(ProductSum other) {
    if (other.sum.length > 0) {
      makeRoom();
      for (int i = 0; i < size; i++) {
        for (int j = 0; j <= i; j++) {
          add(i, j, other.sum[i][j]);
          lost[i][j] += other.lost[i][j];
        }
      }
    }
    return this;
  }

  private void makeRoom() {
    if (sum.length < size) {
      sum = triangle(size);
      lost = triangle(size);
    }
  }

  static double[][] triangle(int size) {
    double[][] rows = new double[size][];
    for (int i = 0; i < size; i++) {
      rows[i] = new double[i + 1];
    }
    return rows;
  }

  /** Knuth's exact sum of two numbers. */
  private void add(int i, int j, double term) {
    double before = sum[i][j];
    double after = before + term;
    double of = after - before;
    sum[i][j] = after;
    lost[i][j] += (before - (after - of)) + (term - of);
  }

  /** All rows and columns. */
  double[][] products() {
    makeRoom();
    double[][] products = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        products[i][j] = sum[i][j] + lost[i][j];
        products[j][i] = products[i][j];
      }
    }
    return products;
  }
}
