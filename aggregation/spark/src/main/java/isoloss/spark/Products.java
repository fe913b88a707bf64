package isoloss.spark;

/** Cross products of vectors, some vectors at a time. */
final class Products {
  private static final int PANEL = 64;

  private final double[][] triangle;
  private final double[][] panel;
  private int held;

  Products(int size) {
    triangle = ProductSum.triangle(size);
    panel = new double[PANEL][size];
  }

  /** Takes a vector, which may be overwritten afterwards. */
  void add(double[] vector) {
    System.arraycopy(vector, 0, panel[held++], 0, vector.length);
    if (held == PANEL) {
      flush();
    }
  }

  private void flush() {
    for (int i = 0; i < triangle.length; i++) {
      double[] row = triangle[i];
      for (int k = 0; k < held; k++) {
        double[] vector = panel[k];
        double factor = vector[i];
        for (int j = 0; factor != 0 && j < row.length; j++) {
          row[j] += factor * vector[j];
        }
      }
    }
    held = 0;
  }

  /** Row i holds the sums with each j up to i. */
  double[][] lowerTriangle() {
    flush();
    return triangle;
  }
}
