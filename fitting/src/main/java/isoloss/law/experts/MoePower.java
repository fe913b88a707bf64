package isoloss.law.experts;

import isoloss.data.Variable;
import isoloss.fit.Parameter;
import isoloss.fit.Source;
import isoloss.law.power.SumOfPowers;
import java.util.List;
import java.util.Optional;

/**
 * A product of powers over a floor: {@code L(N, E) = L0 + B N^-a E^-b}; N parameters of the dense
 * model, E experts, L in nats per token; theta = (L0, B, a, b). Unlike the routed law its benefit
 * of more experts is the same at every size and never saturates.
 *
 * @see <a href="https://arxiv.org/abs/2202.01169">Clark et al. (2022)</a>, against whose form it is
 *     the plain alternative
 */
public final class MoePower extends SumOfPowers {
  public MoePower() {
    super(
        Optional.of(new Floor(0, Size.VALUE)),
        List.of(new Term(1, Size.VALUE, List.of(Power.inverse(2, 0), Power.inverse(3, 1)))));
  }

  @Override
  public String name() {
    return "moe-power";
  }

  @Override
  public String formula() {
    return "L = L0 + B N^-a E^-b";
  }

  @Override
  public Source source() {
    return MoeRouted.CLARK;
  }

  @Override
  public String convention() {
    return MoeRouted.CONVENTION;
  }

  @Override
  public List<Variable> inputs() {
    return MoeRouted.INPUTS;
  }

  @Override
  public Variable response() {
    return Variable.L;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.positive("L0", "irreducible loss, the limit of infinite N or E"),
        Parameter.positive("B", "coefficient of the reducible part"),
        Parameter.exponent("a", "exponent of the parameters"),
        Parameter.exponent("b", "exponent of the experts"));
  }

  @Override
  public Optional<String> floor() {
    return Optional.of("L0");
  }
}
