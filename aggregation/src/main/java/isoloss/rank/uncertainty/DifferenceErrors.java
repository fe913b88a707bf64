package isoloss.rank.uncertainty;

import isoloss.rank.method.Covariance;
import isoloss.rank.method.Influence;

/**
 * Standard errors of differences of scores, a row at a time: for thousands of models the matrix of
 * all pairs is made by rows in parallel and in single precision.
 */
interface DifferenceErrors {

  /**
   * Errors of the differences of a model's score with those of models {@code 0 .. model - 1}.
   *
   * @param out at least {@code model} long; 0 where the two scores never part
   */
  void row(int model, float[] out);

  static DifferenceErrors of(Covariance covariance) {
    if (covariance instanceof Influence influence) {
      return new OfInfluence(influence);
    }
    return (model, out) -> {
      for (int j = 0; j < model; j++) {
        double variance = covariance.variance(model, j);
        out[j] = (float) Math.sqrt(Math.max(0, variance));
      }
    };
  }

  /** {@code sqrt(G/(G-1)) |z_i - z_j|}; exactly 0 for models with equal rows. */
  record OfInfluence(Influence influence) implements DifferenceErrors {
    @Override
    public void row(int model, float[] out) {
      float[] z = influence.of(model);
      double correction = influence.clusters() / (influence.clusters() - 1.0);
      for (int j = 0; j < model; j++) {
        out[j] = (float) Math.sqrt(correction * squaredDistance(z, influence.of(j)));
      }
    }

    /** Sums of 64 terms in single precision, added up in double: fast, and good to 1e-6. */
    private static double squaredDistance(float[] a, float[] b) {
      double sum = 0;
      int g = 0;
      for (; g + 64 <= a.length; g += 64) {
        float part = 0;
        for (int k = g; k < g + 64; k++) {
          float difference = a[k] - b[k];
          part += difference * difference;
        }
        sum += part;
      }
      for (; g < a.length; g++) {
        double difference = (double) a[g] - b[g];
        sum += difference * difference;
      }
      return sum;
    }
  }
}
