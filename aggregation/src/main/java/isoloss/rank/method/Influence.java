package isoloss.rank.method;

/**
 * The effect of each cluster of samples on each score, to first order: the score that a fit would
 * give with cluster g counted {@code 1 + e} times is {@code score + e z_g}. Their squares are the
 * clustered sandwich: {@code V_ij = G/(G-1) sum_g z_ig z_jg}. Rows are kept in single precision,
 * which is far finer than what an error means. Only their cross products count, so as few columns
 * as there are models may stand for any number of clusters.
 */
public final class Influence implements Covariance {
  private final float[][] byModel;
  private final int clusters;

  private Influence(float[][] byModel, int clusters) {
    this.byModel = byModel;
    this.clusters = clusters;
  }

  /**
   * @param byModel one row per model, one value per cluster; not copied
   */
  public static Influence of(float[][] byModel, int clusters) {
    for (float[] row : byModel) {
      if (row.length != clusters) {
        throw new IllegalArgumentException(row.length + " influences of " + clusters + " clusters");
      }
    }
    return new Influence(byModel, clusters);
  }

  /**
   * Columns that stand for all clusters, as their cross products are the same.
   *
   * @param byModel one row per model, all of one length; not copied
   */
  public static Influence compressed(float[][] byModel, int clusters) {
    return new Influence(byModel, clusters);
  }

  public int models() {
    return byModel.length;
  }

  public int clusters() {
    return clusters;
  }

  /** Length of a row. */
  public int columns() {
    return byModel.length == 0 ? 0 : byModel[0].length;
  }

  /** What the clusters, or the columns that stand for them, do to a model's score; read only. */
  public float[] of(int model) {
    return byModel[model];
  }

  @Override
  public double variance(int model) {
    double sum = 0;
    for (float z : byModel[model]) {
      sum += (double) z * z;
    }
    return correction() * sum;
  }

  @Override
  public double variance(int first, int second) {
    float[] a = byModel[first];
    float[] b = byModel[second];
    double sum = 0;
    for (int g = 0; g < a.length; g++) {
      double difference = (double) a[g] - b[g];
      sum += difference * difference;
    }
    return correction() * sum;
  }

  /** {@code G/(G-1)}; NaN with fewer than two clusters, which say nothing about variance. */
  private double correction() {
    return clusters < 2 ? Double.NaN : clusters / (clusters - 1.0);
  }
}
