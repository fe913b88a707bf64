package isoloss.rank.pair;

/**
 * What a model's comparisons with those before it give at a point; scratch of one thread.
 *
 * <p>The arrays have an entry for each model before: the derivative of the log-likelihood by the
 * model's strength (the other's has the opposite sign), and minus its derivative by strength and
 * tie parameter.
 */
final class PairRow {
  final double[] force;
  final double[] border;

  /** Free for use within a row. */
  final double[] met;

  final double[] total;

  /** {@code sum n ln(denominator)} of the row. */
  double logarithms;

  /** Sum of first derivatives by the tie parameter, and minus that of second ones. */
  double tieGradient;

  double tieCurvature;

  PairRow(int models) {
    force = new double[models];
    border = new double[models];
    met = new double[models];
    total = new double[models];
  }
}
