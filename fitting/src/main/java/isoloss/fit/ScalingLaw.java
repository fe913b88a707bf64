package isoloss.fit;

import isoloss.data.Variable;
import java.util.List;

/**
 * A pure function of inputs x and natural parameters theta. An author needs only {@link #value};
 * laws that are fitted often override the gradient and the search coordinates.
 */
public interface ScalingLaw {

  /** The name on the command line, for example {@code chinchilla}. */
  String name();

  String formula();

  Source source();

  /** The inputs, in the order of x. */
  List<Variable> inputs();

  Variable response();

  /** The parameters, in the order of theta. */
  List<Parameter> parameters();

  /** The response at inputs x under natural parameters theta. */
  double value(double[] theta, double[] x);

  /** Derivatives of {@link #value} by theta; central differences unless a law knows better. */
  default void gradient(double[] theta, double[] x, double[] out) {
    double[] moved = theta.clone();
    for (int j = 0; j < theta.length; j++) {
      double step = Math.cbrt(Math.ulp(1.0)) * Math.max(Math.abs(theta[j]), 1e-3);
      moved[j] = theta[j] + step;
      double up = value(moved, x);
      moved[j] = theta[j] - step;
      double down = value(moved, x);
      moved[j] = theta[j];
      out[j] = (up - down) / (2 * step);
    }
  }
}
