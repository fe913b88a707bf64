package isoloss.plan.scalebench;

import isoloss.data.Variable;
import isoloss.fit.Parameter;
import isoloss.fit.Source;
import isoloss.law.power.SumOfPowers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A candidate that is a floor and products of powers, built from the inputs of each term. */
final class Powers extends SumOfPowers {
  private final String name;
  private final String formula;
  private final List<Variable> inputs;
  private final Variable response;
  private final List<Parameter> parameters;

  private Powers(
      String name,
      String formula,
      List<Variable> inputs,
      Variable response,
      List<Parameter> parameters,
      List<Term> terms,
      Bend bend) {
    super(Optional.of(new Floor(0, Size.VALUE)), terms, bend);
    this.name = name;
    this.formula = formula;
    this.inputs = inputs;
    this.response = response;
    this.parameters = List.copyOf(parameters);
  }

  /** Starts a form; the floor is there from the beginning. */
  static Builder of(String name, Variable response, List<Variable> inputs) {
    return new Builder(name, response, inputs);
  }

  /** Gathers terms. */
  static final class Builder {
    private final String name;
    private final Variable response;
    private final List<Variable> inputs;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Term> terms = new ArrayList<>();
    private final StringBuilder formula;

    private Builder(String name, Variable response, List<Variable> inputs) {
      this.name = name;
      this.response = response;
      this.inputs = inputs;
      this.formula = new StringBuilder(response.symbol() + " = E");
      parameters.add(
          response.sign() == Variable.Sign.POSITIVE
              ? Parameter.positive("E", "floor")
              : Parameter.real("E", "floor"));
    }

    /**
     * One more product of powers.
     *
     * @param factors symbols of inputs; two joined by {@code *} stand for a crossed power
     */
    Builder term(String... factors) {
      int coefficient = parameters.size();
      String letter = "C" + (terms.size() + 1);
      parameters.add(Parameter.positive(letter, "coefficient"));
      formula.append(" + ").append(letter);
      List<SumOfPowers.Power> powers = new ArrayList<>();
      for (String factor : factors) {
        int at = parameters.size();
        String exponent = letter + "_" + factor;
        parameters.add(Parameter.exponent(exponent, "exponent"));
        String[] pair = factor.split("\\*", -1);
        if (pair.length == 2) {
          powers.add(Power.crossed(at, index(pair[0]), index(pair[1])));
          formula.append(" e^(x ln ").append(pair[0]).append(" ln ").append(pair[1]).append(")");
        } else {
          powers.add(Power.inverse(at, index(factor)));
          formula.append(" ").append(factor).append("^-x");
        }
      }
      terms.add(new Term(coefficient, Size.VALUE, powers));
      return this;
    }

    private int index(String symbol) {
      for (int i = 0; i < inputs.size(); i++) {
        if (inputs.get(i).symbol().equals(symbol)) {
          return i;
        }
      }
      throw new IllegalArgumentException("no input " + symbol + " among " + inputs);
    }

    /** The finished form. */
    Form form() {
      return form(new Bend.Straight(), formula.toString());
    }

    /** The finished form with its sum to a power k. */
    Form raised() {
      parameters.add(Parameter.positive("k", "exponent of the sum"));
      return form(
          new Bend.Raised(parameters.size() - 1),
          formula.toString().replace("E + ", "E + (") + ")^k");
    }

    private Form form(Bend bend, String text) {
      return LawForm.of(new Powers(name, text, inputs, response, parameters, terms, bend));
    }
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
    return new Source("a candidate of this study", "https://arxiv.org/abs/2604.22753");
  }

  @Override
  public List<Variable> inputs() {
    return inputs;
  }

  @Override
  public Variable response() {
    return response;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }
}
