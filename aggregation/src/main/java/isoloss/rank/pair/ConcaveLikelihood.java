package isoloss.rank.pair;

/** A concave log-likelihood of log-strengths and, behind them in a point, some other parameters. */
interface ConcaveLikelihood {

  int models();

  /** Of a point. */
  int dimension();

  /** Value, gradient and curvature at a point. */
  record Expansion(double value, double[] gradient, Information information) {}

  /**
   * @param reused rows of weights to overwrite, see {@link #triangle}
   */
  Expansion expand(double[] point, double[][] reused, int threads);

  /** A row for each model with an entry for each before it. */
  default double[][] triangle() {
    double[][] rows = new double[models()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[i];
    }
    return rows;
  }
}
