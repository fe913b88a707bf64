package isoloss.optim;

/**
 * A smooth scalar function to minimise. An implementation may keep scratch arrays and so belongs to
 * one thread at a time; non-finite values are allowed and count as +infinity.
 */
public interface Objective {

  int dimension();

  /**
   * @param gradient overwritten with the gradient at x
   */
  double value(double[] x, double[] gradient);
}
