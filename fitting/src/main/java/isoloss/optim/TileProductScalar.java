package isoloss.optim;

import java.util.Arrays;

/** Row by row, without vector instructions of our own. */
final class TileProductScalar extends TileProduct {

  @Override
  void subtract(double[] a, int aRow, int aDepth, double[] b, double[] c) {
    double[] sum = new double[SIDE];
    for (int i = 0; i < SIDE; i++) {
      Arrays.fill(sum, 0);
      for (int k = 0; k < SIDE; k++) {
        addRow(a[i * aRow + k * aDepth], b, k * SIDE, sum);
      }
      for (int j = 0; j < SIDE; j++) {
        c[i * SIDE + j] -= sum[j];
      }
    }
  }

  private static void addRow(double factor, double[] b, int from, double[] sum) {
    for (int j = 0; j < SIDE; j++) {
      sum[j] += factor * b[from + j];
    }
  }
}
