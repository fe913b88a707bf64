package isoloss.law.experts;

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
import java.util.ArrayList;
import java.util.List;

/**
 * Loss of a routed mixture of experts: {@code lg L = a lg N + b lg Q + c lg N lg Q + d} to base 10
 * with the saturated number of experts {@code 1/Q = 1/(E - 1 + (1/Es - 1/Em)^-1) + 1/Em}, which
 * rises from Es at one expert to Em at infinitely many; theta = (a, b, c, d, Es, Em).
 *
 * <p>N in parameters of the dense model that a token passes through, E experts, L in nats per
 * token. Without saturation Q = E.
 *
 * @see <a href="https://arxiv.org/abs/2202.01169">Clark et al. (2022), Unified Scaling Laws for
 *     Routed Language Models</a>
 */
public final class MoeRouted implements ScalingLaw {
  static final Source CLARK =
      new Source(
          "Clark et al. (2022), Unified Scaling Laws for Routed Language Models",
          "https://arxiv.org/abs/2202.01169");

  static final String CONVENTION =
      "N counts the parameters of the dense model that a token passes through, E its experts"
          + " (1 = dense)";

  static final List<Variable> INPUTS =
      List.of(
          Variable.positive("N", "parameters of the dense model", "parameters"),
          Variable.positive("E", "experts", "experts"));

  static final double LN10 = Math.log(10);
  private static final int ES = 4;
  private static final int EM = 5;

  private final boolean saturating;

  private MoeRouted(boolean saturating) {
    this.saturating = saturating;
  }

  /** With saturation, six parameters. */
  public static MoeRouted saturating() {
    return new MoeRouted(true);
  }

  /** Without saturation, four parameters: log-bilinear in N and E. */
  public static MoeRouted plain() {
    return new MoeRouted(false);
  }

  boolean isSaturating() {
    return saturating;
  }

  @Override
  public String name() {
    return saturating ? "moe-routed" : "moe-routed-plain";
  }

  @Override
  public String formula() {
    return saturating
        ? "L = 10^(a lg N + b lg Q + c lg N lg Q + d), 1/Q = 1/(E - 1 + 1/(1/Es - 1/Em)) + 1/Em"
        : "L = 10^(a lg N + b lg E + c lg N lg E + d)";
  }

  @Override
  public Source source() {
    return CLARK;
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
    List<Parameter> parameters =
        new ArrayList<>(
            List.of(
                Parameter.real("a", "exponent of the parameters at Q = 1"),
                Parameter.real("b", "exponent of the experts at N = 1"),
                Parameter.real("c", "how the benefit of experts fades with size"),
                Parameter.real("d", "logarithm to base 10 of the loss at N = 1, Q = 1")));
    if (saturating) {
      parameters.add(Parameter.positive("Es", "experts that one expert is worth"));
      parameters.add(Parameter.positive("Em", "experts that infinitely many are worth, above Es"));
    }
    return List.copyOf(parameters);
  }

  @Override
  public double value(double[] theta, double[] x) {
    double n = Math.log(x[0]);
    double q = logExperts(theta, x[1]);
    return Math.exp(theta[0] * n + theta[1] * q + theta[2] / LN10 * n * q + theta[3] * LN10);
  }

  private double logExperts(double[] theta, double experts) {
    return saturating
        ? Saturation.logExperts(Math.log(theta[ES]), Math.log(theta[EM] / theta[ES]), experts)
        : Math.log(experts);
  }

  @Override
  public void gradient(double[] theta, double[] x, double[] out) {
    double loss = value(theta, x);
    double n = Math.log(x[0]);
    double q = logExperts(theta, x[1]);
    out[0] = loss * n;
    out[1] = loss * q;
    out[2] = loss * n * q / LN10;
    out[3] = loss * LN10;
    if (saturating) {
      double byExperts = loss * (theta[1] + theta[2] / LN10 * n);
      double[] slopes =
          Saturation.slopes(Math.log(theta[ES]), Math.log(theta[EM] / theta[ES]), x[1]);
      out[ES] = byExperts * (slopes[0] - slopes[1]) / theta[ES];
      out[EM] = byExperts * slopes[1] / theta[EM];
    }
  }

  @Override
  public List<PublishedConstants> constants() {
    return saturating
        ? List.of(
            new PublishedConstants(
                "s-base",
                Values.of(-0.082, -0.108, 0.009, 1.104, 1.847, 314.478),
                "Clark et al. (2022), S-BASE routing, as commonly quoted; not checked against the"
                    + " paper's text"))
        : List.of();
  }

  @Override
  public List<Procedure> procedures() {
    return List.of(
        Procedure.bestOptimum(),
        new Procedure(
            Procedure.PUBLISHED,
            "no fitting procedure of the authors could be checked; this is least squares of the"
                + " logarithm of the loss from "
                + (saturating ? "18 fixed pairs of Es and Em" : "the regression itself")
                + ", the other parameters by regression",
            List.of(),
            new Procedure.FixedStarts(
                new Loss.Squared(),
                rows -> {
                  RoutedCoordinates coordinates = new RoutedCoordinates(this, rows);
                  return coordinates.regressions().stream().map(coordinates::natural).toList();
                },
                Procedure.Resamples.KEYED)));
  }

  @Override
  public Coordinates coordinates(Rows rows) {
    return new RoutedCoordinates(this, rows);
  }
}
