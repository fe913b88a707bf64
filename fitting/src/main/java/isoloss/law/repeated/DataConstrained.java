package isoloss.law.repeated;

import isoloss.data.Values;
import isoloss.data.Variable;
import isoloss.fit.Coordinates;
import isoloss.fit.Parameter;
import isoloss.fit.Procedure;
import isoloss.fit.PublishedConstants;
import isoloss.fit.Rows;
import isoloss.fit.ScalingLaw;
import isoloss.fit.Source;
import java.util.List;

/**
 * Loss of training on repeated data: {@code L = E + A/N'^alpha + B/D'^beta}, where repeats and
 * excess parameters are worth less and less:
 *
 * <pre>{@code
 * D' = U + U R_D (1 - exp(-r/R_D)),      r = max(D/U - 1, 0)
 * N' = M + M R_N (1 - exp(-s/R_N)),      s = max(N/M - 1, 0)
 * M  = min(G (G U)^(beta/alpha), N),     G = (alpha A/(beta B))^(1/(alpha + beta))
 * }</pre>
 *
 * M is the size that is compute-optimal for U tokens. U unique tokens (at most D are used), N
 * parameters, D training tokens with repeats, L in nats per token; theta = (A, B, E, alpha, beta,
 * R_D, R_N). Infinite R_D and R_N give Chinchilla. The source writes R_D* and R_N*.
 *
 * @see <a href="https://arxiv.org/abs/2305.16264">Muennighoff et al. (2023), Scaling
 *     Data-Constrained Language Models</a>
 */
public final class DataConstrained implements ScalingLaw {
  static final int A = 0;
  static final int B = 1;
  static final int E = 2;
  static final int ALPHA = 3;
  static final int BETA = 4;
  static final int R_D = 5;
  static final int R_N = 6;

  /** Of the laws of repeated data: (U, N, D). */
  static final List<Variable> INPUTS =
      List.of(Variable.positive("U", "unique training tokens", "tokens"), Variable.N, Variable.D);

  static final String CONVENTION =
      "U counts distinct training tokens, D all of them with repeats, N all parameters";

  /** The C4 fit and the pair (R_D, R_N) of the authors' repository. */
  static final double[] PUBLISHED = {
    Math.exp(6.255414),
    Math.exp(7.3049974),
    Math.exp(0.6254804),
    0.3526596,
    0.3526596,
    15.387756,
    5.309743
  };

  @Override
  public String name() {
    return "data-constrained";
  }

  @Override
  public String formula() {
    return "L = E + A/N'^alpha + B/D'^beta, D' = U + U R_D (1 - e^(-(D/U - 1)/R_D)),"
        + " N' = M + M R_N (1 - e^(-(N/M - 1)/R_N)), M the optimal size for U tokens";
  }

  @Override
  public Source source() {
    return new Source(
        "Muennighoff et al. (2023), Scaling Data-Constrained Language Models",
        "https://arxiv.org/abs/2305.16264");
  }

  @Override
  public String convention() {
    return CONVENTION;
  }

  @Override
  public List<Variable> inputs() {
    return INPUTS;
  }

  @Override
  public Variable response() {
    return Variable.L;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.positive("A", "coefficient of the model-size term"),
        Parameter.positive("B", "coefficient of the data term"),
        Parameter.positive("E", "irreducible loss, the limit of infinite N and U"),
        Parameter.exponent("alpha", "exponent of effective model size"),
        Parameter.exponent("beta", "exponent of effective data"),
        Parameter.positive("R_D", "repetitions after which data have lost most of their value"),
        Parameter.positive("R_N", "excess size after which parameters have lost most of theirs"));
  }

  @Override
  public double value(double[] theta, double[] x) {
    EffectiveSizes sizes = EffectiveSizes.of(theta, x);
    return theta[E]
        + Math.exp(Math.log(theta[A]) - theta[ALPHA] * sizes.logParameters())
        + Math.exp(Math.log(theta[B]) - theta[BETA] * sizes.logTokens());
  }

  @Override
  public void gradient(double[] theta, double[] x, double[] out) {
    EffectiveSizes sizes = EffectiveSizes.of(theta, x);
    double sizeTerm = Math.exp(Math.log(theta[A]) - theta[ALPHA] * sizes.logParameters());
    double dataTerm = Math.exp(Math.log(theta[B]) - theta[BETA] * sizes.logTokens());
    double byLogN = -theta[ALPHA] * sizeTerm;
    out[A] = (sizeTerm + byLogN * sizes.parametersByLogA()) / theta[A];
    out[B] = (dataTerm - byLogN * sizes.parametersByLogA()) / theta[B];
    out[E] = 1;
    out[ALPHA] = -sizeTerm * sizes.logParameters() + byLogN * sizes.parametersByAlpha();
    out[BETA] = -dataTerm * sizes.logTokens() + byLogN * sizes.parametersByBeta();
    out[R_D] = -theta[BETA] * dataTerm * sizes.tokensByLogDecay() / theta[R_D];
    out[R_N] = byLogN * sizes.parametersByLogDecay() / theta[R_N];
  }

  @Override
  public List<PublishedConstants> constants() {
    return List.of(
        new PublishedConstants(
            "repository",
            Values.of(PUBLISHED),
            "datablations: five of a fit to C4 with alpha = beta, then R_D and R_N on 182 runs with"
                + " those held; objective printed there 0.0158259366"));
  }

  @Override
  public List<Procedure> procedures() {
    return List.of(
        Procedure.bestOptimum(),
        new Procedure(
            Procedure.PUBLISHED,
            "A, B, E, alpha and beta are held at the authors' C4 fit; R_D and R_N minimise the sum"
                + " of Huber(1e-3) of log residuals from 21 starts, the published pair first; every"
                + " minimum found is listed",
            List.of(),
            new Procedure.Staged(new HeldConstants(this))));
  }

  @Override
  public Coordinates coordinates(Rows rows) {
    return new RepeatedDataCoordinates(rows);
  }
}
