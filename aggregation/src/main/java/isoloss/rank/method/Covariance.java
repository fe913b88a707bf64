package isoloss.rank.method;

/** Variances of scores and of their differences. */
public interface Covariance {

  double variance(int model);

  /** Of the difference of two scores. */
  double variance(int first, int second);

  /** A covariance matrix, {@code models * models}, row-major; not copied. */
  static Covariance of(int models, double[] matrix) {
    return new Covariance() {
      @Override
      public double variance(int model) {
        return matrix[model * models + model];
      }

      @Override
      public double variance(int first, int second) {
        return variance(first) + variance(second) - 2 * matrix[first * models + second];
      }
    };
  }
}
