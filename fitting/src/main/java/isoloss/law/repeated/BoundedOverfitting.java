package isoloss.law.repeated;

import isoloss.data.Variable;
import isoloss.fit.Parameter;
import isoloss.fit.Source;
import isoloss.law.power.SumOfPowers;
import java.util.List;
import java.util.Optional;

/**
 * Loss on repeated data with over-fitting that is bounded: {@code L = E + 1/(1/R + 1/S)}, {@code S
 * = A N^-alpha + B D^-beta + C N^gamma U^-delta}. The last term grows with model size when unique
 * tokens are few; E + R is the loss of a model that has learnt nothing. The source writes {@code E
 * + R h/(1 + h)} with {@code h = S/R}.
 *
 * <p>N in parameters, D training tokens with repeats, U unique ones, L in nats per token; theta =
 * (E, A, alpha, B, beta, C, gamma, delta, R).
 *
 * @see <a href="https://arxiv.org/abs/2605.09189">arXiv 2605.09189</a>
 */
public final class BoundedOverfitting extends SumOfPowers {
  public BoundedOverfitting() {
    super(
        Optional.of(new Floor(0, Size.VALUE)),
        List.of(
            new Term(1, Size.VALUE, List.of(Power.inverse(2, 1))),
            new Term(3, Size.VALUE, List.of(Power.inverse(4, 2))),
            new Term(5, Size.VALUE, List.of(Power.of(6, 1), Power.inverse(7, 0)))),
        new Bend.Bounded(8));
  }

  @Override
  public String name() {
    return "bounded-overfitting";
  }

  @Override
  public String formula() {
    return "L = E + 1/(1/R + 1/S), S = A/N^alpha + B/D^beta + C N^gamma/U^delta";
  }

  @Override
  public Source source() {
    return new Source(
        "the bounded over-fitting form, arXiv 2605.09189", "https://arxiv.org/abs/2605.09189");
  }

  @Override
  public String convention() {
    return DataConstrained.CONVENTION;
  }

  @Override
  public List<Variable> inputs() {
    return DataConstrained.INPUTS;
  }

  @Override
  public Variable response() {
    return Variable.L;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.positive("E", "irreducible loss"),
        Parameter.positive("A", "coefficient of model size"),
        Parameter.exponent("alpha", "exponent of model size"),
        Parameter.positive("B", "coefficient of training tokens"),
        Parameter.exponent("beta", "exponent of training tokens"),
        Parameter.positive("C", "coefficient of over-fitting"),
        Parameter.exponent("gamma", "exponent with which over-fitting grows with size"),
        Parameter.exponent("delta", "exponent with which unique tokens hold it off"),
        Parameter.positive("R", "the most that the loss exceeds E"));
  }
}
