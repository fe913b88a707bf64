package isoloss.stat;

/**
 * The stationary distribution of a Markov chain by elimination without subtractions: accurate to
 * rounding for every state, however rare.
 *
 * @see <a href="https://doi.org/10.1287/opre.33.5.1107">Grassmann, Taksar and Heyman (1985)</a>
 */
public final class StationaryDistribution {
  private StationaryDistribution() {}

  /**
   * Sums to 1; O(n^3).
   *
   * @param rates from row to column, or probabilities of a chain in discrete time; the diagonal is
   *     ignored; overwritten
   * @return not finite where the chain has more than one absorbing class
   */
  public static double[] of(double[][] rates) {
    int n = rates.length;
    double[] leaving = new double[n];
    for (int k = n - 1; k > 0; k--) {
      leaving[k] = sum(rates[k], k);
      for (int i = 0; i < k; i++) {
        addThrough(rates[i], rates[k], rates[i][k] / leaving[k], k);
      }
    }
    return normalized(backwards(rates, leaving));
  }

  private static double sum(double[] row, int length) {
    double sum = 0;
    for (int j = 0; j < length; j++) {
      sum += row[j];
    }
    return sum;
  }

  /** Paths through an eliminated state. */
  private static void addThrough(double[] row, double[] eliminated, double factor, int length) {
    for (int j = 0; j < length; j++) {
      row[j] += factor * eliminated[j];
    }
  }

  private static double[] backwards(double[][] rates, double[] leaving) {
    double[] stationary = new double[leaving.length];
    stationary[0] = 1;
    for (int k = 1; k < stationary.length; k++) {
      for (int i = 0; i < k; i++) {
        stationary[k] += stationary[i] * rates[i][k];
      }
      stationary[k] /= leaving[k];
    }
    return stationary;
  }

  private static double[] normalized(double[] weights) {
    double sum = sum(weights, weights.length);
    for (int k = 0; k < weights.length; k++) {
      weights[k] /= sum;
    }
    return weights;
  }
}
