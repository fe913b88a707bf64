package isoloss.optim;

/**
 * A model that is linear in some parameters c once the others, theta, are given: {@code fitted_i =
 * sum_k c_k phi_k(i; theta)}. May keep scratch and so belongs to one thread at a time.
 */
public interface SeparableModel {
  int rows();

  /** How many parameters enter linearly. */
  int linear();

  /** How many do not. */
  int nonlinear();

  /**
   * @param columns overwritten: {@code columns[k][i] = phi_k(i; theta)}
   */
  void columns(double[] theta, double[][] columns);

  /**
   * Derivatives of the fitted values by theta; central differences unless a model knows better.
   *
   * @param derivatives overwritten: {@code derivatives[j][i] = d fitted_i / d theta_j}
   */
  default void derivatives(double[] theta, double[] c, double[][] derivatives) {
    double[] moved = theta.clone();
    double[][] up = new double[linear()][rows()];
    double[][] down = new double[linear()][rows()];
    for (int j = 0; j < nonlinear(); j++) {
      double step = Math.cbrt(Math.ulp(1.0)) * Math.max(Math.abs(theta[j]), 1e-3);
      moved[j] = theta[j] + step;
      columns(moved, up);
      moved[j] = theta[j] - step;
      columns(moved, down);
      moved[j] = theta[j];
      for (int i = 0; i < rows(); i++) {
        double sum = 0;
        for (int k = 0; k < linear(); k++) {
          sum += c[k] * (up[k][i] - down[k][i]);
        }
        derivatives[j][i] = sum / (2 * step);
      }
    }
  }
}
