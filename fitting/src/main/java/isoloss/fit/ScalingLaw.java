package isoloss.fit;

import isoloss.data.Imported;
import isoloss.data.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** What the inputs count, for example whether N includes embeddings; empty when it is obvious. */
  default String convention() {
    return "";
  }

  /** The parameter sets in print, with what is known about each. */
  default List<PublishedConstants> constants() {
    return List.of();
  }

  /** How the law can be fitted, {@link Procedure#DEFAULT} first. */
  default List<Procedure> procedures() {
    return List.of(Procedure.bestOptimum());
  }

  /** The coordinates of the search on these rows. */
  default Coordinates coordinates(Rows rows) {
    return new ParameterCoordinates(this, rows);
  }

  /**
   * The same where options of the procedure shape the box of the search.
   *
   * @param options of the procedure
   */
  default Coordinates coordinates(Rows rows, Map<String, String> options) {
    return coordinates(rows);
  }

  /**
   * The parameter that the response tends to when every input grows without end, if the law has
   * one; its identification is checked by profile likelihood.
   */
  default Optional<String> floor() {
    return parameters().stream()
        .filter(p -> p.name().equals("E") && p.lower() == 0)
        .map(Parameter::name)
        .findFirst();
  }

  /**
   * The parameters that describe the same surface when input j is measured in units {@code
   * inputUnits[j]} times larger and the response in units {@code responseUnit} times larger; empty
   * where the form is not closed under that change.
   */
  default Optional<double[]> inUnits(double[] theta, double[] inputUnits, double responseUnit) {
    return Optional.empty();
  }

  /**
   * The rows that the law is meant for, with what was left out counted in {@link
   * Imported#filteredOut}; all of them unless a law knows better.
   *
   * @param options of the procedure
   */
  default Imported select(Imported data, Map<String, String> options) {
    return data;
  }

  /** Whether residuals are taken of the logarithm of the response. */
  default boolean hasPositiveResponse() {
    return response().sign() == Variable.Sign.POSITIVE;
  }
}
