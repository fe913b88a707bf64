package isoloss.law.experts;

import isoloss.data.Variable;
import isoloss.fit.Parameter;
import isoloss.fit.Source;
import isoloss.law.power.SumOfPowers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Loss of a mixture of experts that was grown from a dense model, by its sparsity P = total over
 * active parameters and its active parameters Na, at fixed numbers of tokens before and after. With
 * few rows the parameters are not determined, only the curve.
 *
 * <p>L in nats per token; e is Euler's number. Each pair of token counts (D1, D2) is fitted apart.
 */
public final class Sparsity extends SumOfPowers {
  private final String name;
  private final String formula;
  private final boolean crossed;

  private Sparsity(String name, String formula, boolean crossed, List<Term> terms, int floor) {
    super(Optional.of(new Floor(floor, Size.LOGARITHM)), terms);
    this.name = name;
    this.formula = formula;
    this.crossed = crossed;
  }

  /** {@code L = e^d1 P^-a + e^d2 Na^-b + e^d3}. */
  public static Sparsity additive() {
    return new Sparsity(
        "sparsity-additive",
        "L = e^d1 P^-a + e^d2 Na^-b + e^d3",
        false,
        List.of(
            new Term(0, Size.LOGARITHM, List.of(Power.inverse(1, 0))),
            new Term(2, Size.LOGARITHM, List.of(Power.inverse(3, 1)))),
        4);
  }

  /** {@code L = e^d1 P^-a Na^-b + e^d3}. */
  public static Sparsity multiplicative() {
    return new Sparsity(
        "sparsity-multiplicative",
        "L = e^d1 P^-a Na^-b + e^d3",
        false,
        List.of(new Term(0, Size.LOGARITHM, List.of(Power.inverse(1, 0), Power.inverse(2, 1)))),
        3);
  }

  /** The multiplicative form with a cross term. */
  public static Sparsity crossed() {
    return new Sparsity(
        "sparsity-crossed",
        "L = e^d1 P^-a Na^-b e^(c ln P ln Na) + e^d3",
        true,
        List.of(
            new Term(
                0,
                Size.LOGARITHM,
                List.of(Power.inverse(1, 0), Power.inverse(2, 1), Power.crossed(3, 0, 1)))),
        4);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String formula() {
    return formula;
  }

  @Override
  public Source source() {
    return new Source(
        "the sparsity table of ScaleBench (active-sl)", "https://github.com/PlanarG/active-sl");
  }

  @Override
  public String convention() {
    return "P = total over active parameters, Na active parameters; one fit per pair of token"
        + " counts before and after growth";
  }

  @Override
  public List<Variable> inputs() {
    return List.of(
        Variable.positive("P", "sparsity, total over active parameters", "1"),
        Variable.positive("Na", "active parameters", "parameters"));
  }

  @Override
  public Variable response() {
    return Variable.L;
  }

  @Override
  public List<Parameter> parameters() {
    boolean additive = name.equals("sparsity-additive");
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(Parameter.real("d1", "logarithm of the coefficient of the first term"));
    parameters.add(Parameter.exponent("a", "exponent of sparsity"));
    if (additive) {
      parameters.add(Parameter.real("d2", "logarithm of the coefficient of active parameters"));
    }
    parameters.add(Parameter.exponent("b", "exponent of active parameters"));
    if (crossed) {
      parameters.add(Parameter.real("c", "how the benefit of sparsity changes with size"));
    }
    parameters.add(Parameter.real("d3", "logarithm of the irreducible loss"));
    return List.copyOf(parameters);
  }
}
