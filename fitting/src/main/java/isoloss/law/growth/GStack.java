package isoloss.law.growth;

import isoloss.data.Values;
import isoloss.data.Variable;
import isoloss.fit.Coordinates;
import isoloss.fit.Loss;
import isoloss.fit.Parameter;
import isoloss.fit.Procedure;
import isoloss.fit.PublishedConstants;
import isoloss.fit.Rows;
import isoloss.fit.ScalingLaw;
import isoloss.fit.Source;
import java.util.List;
import java.util.Optional;

/**
 * When to grow a model by stacking: {@code lg d = a lg N + b/lg C + c}, written here as {@code d =
 * N^a 10^(b/lg C + c)}.
 *
 * <p>N in parameters of the grown (target) model, C in FLOP of the run that is planned for it, d in
 * tokens on which the small base is trained before it is stacked; theta = (a, b, c). At fixed N the
 * tokens d fall as C grows. NaN in, NaN out.
 *
 * @see <a href="https://arxiv.org/abs/2405.15319">Du et al. (2024), Stacking Your Transformers</a>
 */
public final class GStack implements ScalingLaw {
  /** The constants in print: {@code lg d = 0.88 lg N + 163.27/lg C - 5.74}. */
  public static final Values PUBLISHED = Values.of(0.88, 163.27, -5.74);

  private static final int A = 0;
  private static final int B = 1;
  private static final int OFFSET = 2;

  @Override
  public String name() {
    return "g-stack";
  }

  @Override
  public String formula() {
    return "d = N^a * 10^(b/lg C + c)";
  }

  @Override
  public Source source() {
    return new Source(
        "Du et al. (2024), Stacking Your Transformers: G_stack",
        "https://arxiv.org/abs/2405.15319");
  }

  @Override
  public String convention() {
    return "N parameters of the target model, C = 6 N D of the run planned for it, d tokens for the"
        + " base of N/4 parameters before its layers are stacked four times; lg is the decimal"
        + " logarithm";
  }

  @Override
  public List<Variable> inputs() {
    return List.of(Variable.N, Variable.C);
  }

  @Override
  public Variable response() {
    return Variable.positive("d", "tokens before growing", "tokens");
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.exponent("a", "exponent of the target's size"),
        Parameter.real("b", "coefficient of 1/lg C; positive where d falls with compute"),
        Parameter.real("c", "offset of lg d"));
  }

  @Override
  public double value(double[] theta, double[] x) {
    return Math.pow(10, theta[A] * Math.log10(x[0]) + theta[B] / Math.log10(x[1]) + theta[OFFSET]);
  }

  @Override
  public void gradient(double[] theta, double[] x, double[] out) {
    double slope = Math.log(10) * value(theta, x);
    out[A] = slope * Math.log10(x[0]);
    out[B] = slope / Math.log10(x[1]);
    out[OFFSET] = slope;
  }

  /** Closed under other units of N and d; not of C, whose logarithm is in a denominator. */
  @Override
  public Optional<double[]> inUnits(double[] theta, double[] inputUnits, double responseUnit) {
    if (inputUnits[1] != 1) {
      return Optional.empty();
    }
    double[] out = theta.clone();
    out[OFFSET] += theta[A] * Math.log10(inputUnits[0]) - Math.log10(responseUnit);
    return Optional.of(out);
  }

  @Override
  public List<PublishedConstants> constants() {
    return List.of(
        new PublishedConstants(
            "paper", PUBLISHED, "for C between 1e18 and 1e24 FLOP and a growth factor of 4"));
  }

  @Override
  public List<Procedure> procedures() {
    return List.of(
        Procedure.bestOptimum(),
        new Procedure(
            Procedure.PUBLISHED,
            "the source prints constants and no procedure; this is least squares of the logarithm of"
                + " d, which is linear in the three parameters, begun at the printed constants",
            List.of(),
            new Procedure.FixedStarts(
                new Loss.Squared(),
                rows -> List.of(PUBLISHED.toArray()),
                Procedure.Resamples.KEYED)));
  }

  @Override
  public Coordinates coordinates(Rows rows) {
    return new GrowthCoordinates(rows);
  }
}
