package isoloss.rank.item;

import isoloss.optim.IndexedWork;
import java.util.Arrays;

/**
 * Matrices {@code diag(sum_s q_s) - sum_s P_s' R_s} over the samples, with rows P_s and R_s of one
 * entry per model and up to two rows a sample. Samples are taken in blocks: their rows are filled
 * in parallel, then each row of the matrix gathers them; entries of P that are 0 cost nothing.
 */
final class SampleSums {
  private static final int BLOCK = 256;

  private final ProfiledLikelihood profile;
  private final double[] theta;

  SampleSums(ProfiledLikelihood profile, double[] theta) {
    this.profile = profile;
    this.theta = theta;
  }

  /** What a sample adds, zero at first. */
  record Rows(double[][] left, double[][] right, double[] diagonal) {
    static Rows of(int models, boolean symmetric) {
      double[][] left = new double[2][models];
      return new Rows(left, symmetric ? left : new double[2][models], new double[models]);
    }

    void clear() {
      for (double[] row : left) {
        Arrays.fill(row, 0);
      }
      for (double[] row : right) {
        Arrays.fill(row, 0);
      }
      Arrays.fill(diagonal, 0);
    }
  }

  /** Fills the rows of a sample at which the search stands. */
  @FunctionalInterface
  interface Fill {
    void fill(ItemSearch located, double weight, Rows rows);
  }

  /**
   * @param symmetric whether P = R; then only the lower triangle is filled, and only the left rows
   *     need be
   */
  double[][] matrix(boolean symmetric, Fill fill) {
    int n = theta.length;
    double[][] sum = new double[n][n];
    Rows[] block = new Rows[Math.min(BLOCK, profile.responses().count())];
    Arrays.setAll(block, i -> Rows.of(n, symmetric));
    for (int first = 0; first < profile.responses().count(); first += BLOCK) {
      int from = first;
      int size = Math.min(BLOCK, profile.responses().count() - first);
      IndexedWork.run(
          size,
          profile.threads(),
          profile::search,
          (search, i) -> fillOne(search, from + i, fill, block[i]));
      IndexedWork.run(
          n,
          profile.threads(),
          () -> sum,
          (matrix, i) -> gather(matrix[i], i, symmetric ? i + 1 : n, block, size));
    }
    return sum;
  }

  private void fillOne(ItemSearch search, int k, Fill fill, Rows rows) {
    rows.clear();
    double weight = profile.responses().weight(k);
    if (weight > 0) {
      profile.locate(search, k, theta);
      fill.fill(search, weight, rows);
    }
  }

  private static void gather(double[] row, int i, int length, Rows[] block, int size) {
    for (int s = 0; s < size; s++) {
      row[i] += block[s].diagonal[i];
      for (int r = 0; r < 2; r++) {
        double factor = block[s].left[r][i];
        if (factor != 0) {
          double[] right = block[s].right[r];
          for (int j = 0; j < length; j++) {
            row[j] -= factor * right[j];
          }
        }
      }
    }
  }
}
