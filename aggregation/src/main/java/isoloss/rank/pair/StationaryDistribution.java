package isoloss.rank.pair;

/**
 * The stationary distribution of a Markov chain in continuous time, up to scale, by elimination
 * without subtractions: accurate to rounding for every state, however rare.
 *
 * @see <a href="https://doi.org/10.1287/opre.33.5.1107">Grassmann, Taksar and Heyman (1985)</a>
 */
final class StationaryDistribution {
  private StationaryDistribution() {}

  /**
   * @param rates from row to column, the diagonal ignored; overwritten
   * @return NaN or infinite where the chain has more than one absorbing class
   */
  static double[] of(double[][] rates) {
    int n = rates.length;
    double[] leaving = new double[n];
    for (int k = n - 1; k > 0; k--) {
      leaving[k] = sum(rates[k], k);
      for (int i = 0; i < k; i++) {
        addThrough(rates[i], rates[k], rates[i][k] / leaving[k], k);
      }
    }
    double[] stationary = new double[n];
    stationary[0] = 1;
    for (int k = 1; k < n; k++) {
      for (int i = 0; i < k; i++) {
        stationary[k] += stationary[i] * rates[i][k];
      }
      stationary[k] /= leaving[k];
    }
    return stationary;
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
}
