package isoloss.optim;

/**
 * Residuals of a least-squares problem and their derivatives. May keep scratch and so belongs to
 * one thread at a time; non-finite values are allowed and end or shorten a step.
 */
public interface Residuals {
  /** How many residuals there are. */
  int count();

  int dimension();

  /**
   * @param residuals overwritten with the residuals at x
   * @param jacobian overwritten with their derivatives, {@code jacobian[i][j] = dr_i / dx_j}
   */
  void at(double[] x, double[] residuals, double[][] jacobian);
}
