package isoloss.law.hyper;

import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.pow;

import isoloss.data.Imported;
import isoloss.data.Variable;
import isoloss.fit.Coordinates;
import isoloss.fit.Loss;
import isoloss.fit.Option;
import isoloss.fit.Parameter;
import isoloss.fit.Procedure;
import isoloss.fit.Rows;
import isoloss.fit.ScalingLaw;
import isoloss.fit.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loss as a function of size, data, learning rate and batch: a loss law of N and D times a bowl
 * around Step law's optimum,
 *
 * <pre>{@code
 * L = (E + A N^-alpha + B D^-beta) exp((a X^2 + 2 c X Y + b Y^2)/2 + s X^3/6 + t Y^3/6)
 * X = ln lr - (p0 + p1 ln N + p2 ln D),   Y = ln batch - (r0 + r2 ln D)
 * }</pre>
 *
 * <p>N non-embedding parameters, D and batch in tokens, lr the peak learning rate, L in nats per
 * token. {@code lr* = e^p0 N^p1 D^p2} and {@code B* = e^r0 D^r2} are the optimum that the surface
 * contains; s > 0 says that too high a learning rate costs more than too low a one. The bowl is
 * meant for runs near the best of their cell (equal N and D), so rows further away are left out.
 *
 * <p>E and alpha trade against each other along runs of little more than a decade of N, and a free
 * fit may put E at 0; so E has a lower bound, a stated share of the least loss.
 *
 * @see <a href="https://arxiv.org/abs/2503.04715">Li et al. (2025)</a> for the optimum; the surface
 *     around it is ours
 */
public final class StepLawSurface implements ScalingLaw {
  static final int E = 0;
  static final int A = 1;
  static final int ALPHA = 2;
  static final int B = 3;
  static final int BETA = 4;

  /** Curvature along X, along Y and across. */
  static final int CURVE_X = 5;

  static final int CURVE_Y = 6;
  static final int CURVE_XY = 7;

  /** Skew along X and Y. */
  static final int SKEW_X = 8;

  static final int SKEW_Y = 9;

  /** Step law: intercept and exponents of the learning rate. */
  static final int P0 = 10;

  static final int P1 = 11;
  static final int P2 = 12;

  /** Step law: intercept and exponent of the batch. */
  static final int R0 = 13;

  static final int R2 = 14;

  /** Inputs in the order of x. */
  static final int N = 0;

  static final int D = 1;
  static final int LR = 2;
  static final int BATCH = 3;

  private static final double USUAL_GAP = 0.10;
  private static final double USUAL_SCALE = 3e-3;

  private static final Option GAP =
      Option.number(
          "gap",
          "rows whose loss exceeds the best of their cell (equal N and D) by more than this share"
              + " are left out",
          USUAL_GAP,
          0);

  private static final Option FLOOR =
      Option.choice(
          "floor",
          "the lower bound of E: its share of the loss at the best run's N and D by the constants"
              + " of Hoffmann et al. (2022), a share of your own, or none",
          "hoffmann",
          "share",
          "none");

  private static final Option FLOOR_SHARE =
      Option.number(
          "floor-share",
          "E is at least this share of the least loss; used with floor=share",
          0.5,
          0);

  private static final Option STARTS = Option.number("starts", Procedure.STARTS.meaning(), 8, 0.5);

  @Override
  public String name() {
    return "step-law-surface";
  }

  @Override
  public String formula() {
    return "L = (E + A/N^alpha + B/D^beta) exp((a X^2 + 2 c X Y + b Y^2)/2 + s X^3/6 + t Y^3/6),"
        + " X = ln lr - (p0 + p1 ln N + p2 ln D), Y = ln batch - (r0 + r2 ln D)";
  }

  @Override
  public Source source() {
    return new Source(
        "Li et al. (2025), Step law, for the optimum; the surface around it is ours",
        "https://arxiv.org/abs/2503.04715");
  }

  @Override
  public String convention() {
    return "N non-embedding parameters, D and batch in tokens (not sequences), lr the peak of one"
        + " fixed schedule; rows within 10 % of the best of their N and D";
  }

  @Override
  public List<Variable> inputs() {
    return List.of(Variable.N, Variable.D, Variable.LEARNING_RATE, Variable.BATCH);
  }

  @Override
  public Variable response() {
    return Variable.L;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.positive("E", "irreducible loss, the limit of infinite N and D"),
        Parameter.positive("A", "coefficient of the model-size term, loss at N = 1"),
        Parameter.exponent("alpha", "exponent of model size"),
        Parameter.positive("B", "coefficient of the data term, loss at D = 1"),
        Parameter.exponent("beta", "exponent of data"),
        Parameter.exponent("a", "curvature of ln L in ln lr").within(0, Double.POSITIVE_INFINITY),
        Parameter.exponent("b", "curvature of ln L in ln batch")
            .within(0, Double.POSITIVE_INFINITY),
        Parameter.exponent("c", "cross curvature; -c/a is the slope of the ridge"),
        Parameter.exponent("s", "skew of ln L in ln lr"),
        Parameter.exponent("t", "skew of ln L in ln batch"),
        Parameter.real("p0", "ln of the best learning rate at N = D = 1"),
        Parameter.exponent("p1", "exponent of N in the best learning rate"),
        Parameter.exponent("p2", "exponent of D in the best learning rate"),
        Parameter.real("r0", "ln of the best batch, in tokens, at D = 1"),
        Parameter.exponent("r2", "exponent of D in the best batch"));
  }

  /**
   * Empty: the floor is bounded from below by an option, and {@code at-bound} says where that
   * matters.
   */
  @Override
  public Optional<String> floor() {
    return Optional.empty();
  }

  private static double offOptimumRate(double[] theta, double[] x) {
    return log(x[LR]) - (theta[P0] + theta[P1] * log(x[N]) + theta[P2] * log(x[D]));
  }

  private static double offOptimumBatch(double[] theta, double[] x) {
    return log(x[BATCH]) - (theta[R0] + theta[R2] * log(x[D]));
  }

  private static double bowl(double[] theta, double x, double y) {
    return (theta[CURVE_X] * x * x + 2 * theta[CURVE_XY] * x * y + theta[CURVE_Y] * y * y) / 2
        + (theta[SKEW_X] * x * x * x + theta[SKEW_Y] * y * y * y) / 6;
  }

  private static double best(double[] theta, double[] x) {
    return theta[E] + theta[A] * pow(x[N], -theta[ALPHA]) + theta[B] * pow(x[D], -theta[BETA]);
  }

  @Override
  public double value(double[] theta, double[] x) {
    return best(theta, x) * exp(bowl(theta, offOptimumRate(theta, x), offOptimumBatch(theta, x)));
  }

  @Override
  public void gradient(double[] theta, double[] x, double[] out) {
    double rate = offOptimumRate(theta, x);
    double batch = offOptimumBatch(theta, x);
    double rise = exp(bowl(theta, rate, batch));
    double loss = best(theta, x) * rise;
    out[E] = rise;
    out[A] = rise * pow(x[N], -theta[ALPHA]);
    out[ALPHA] = -theta[A] * out[A] * log(x[N]);
    out[B] = rise * pow(x[D], -theta[BETA]);
    out[BETA] = -theta[B] * out[B] * log(x[D]);
    out[CURVE_X] = loss * rate * rate / 2;
    out[CURVE_Y] = loss * batch * batch / 2;
    out[CURVE_XY] = loss * rate * batch;
    out[SKEW_X] = loss * rate * rate * rate / 6;
    out[SKEW_Y] = loss * batch * batch * batch / 6;
    out[P0] =
        -loss * (theta[CURVE_X] * rate + theta[CURVE_XY] * batch + theta[SKEW_X] * rate * rate / 2);
    out[P1] = out[P0] * log(x[N]);
    out[P2] = out[P0] * log(x[D]);
    out[R0] =
        -loss
            * (theta[CURVE_Y] * batch + theta[CURVE_XY] * rate + theta[SKEW_Y] * batch * batch / 2);
    out[R2] = out[R0] * log(x[D]);
  }

  @Override
  public Optional<double[]> inUnits(double[] theta, double[] inputUnits, double responseUnit) {
    double[] out = theta.clone();
    out[E] /= responseUnit;
    out[A] *= pow(inputUnits[N], -theta[ALPHA]) / responseUnit;
    out[B] *= pow(inputUnits[D], -theta[BETA]) / responseUnit;
    double lnD = log(inputUnits[D]);
    out[P0] += theta[P1] * log(inputUnits[N]) + theta[P2] * lnD - log(inputUnits[LR]);
    out[R0] += theta[R2] * lnD - log(inputUnits[BATCH]);
    return Optional.of(out);
  }

  @Override
  public List<Procedure> procedures() {
    return List.of(
        Procedure.bestOptimum()
            .withSoftL1(USUAL_SCALE)
            .with(STARTS)
            .with(GAP)
            .with(FLOOR)
            .with(FLOOR_SHARE)
            .describedAs(
                "soft-L1 of the logarithm of the loss over the rows near the best of their cell, from"
                    + " starts around the regression of each cell's best run, polished until the"
                    + " first-order condition holds"),
        new Procedure(
            Procedure.PUBLISHED,
            "no fitting procedure of this surface is published; this is soft-L1(0.003) of the"
                + " logarithm of the loss from three fixed starts around the regression of each"
                + " cell's best run",
            List.of(GAP, FLOOR, FLOOR_SHARE),
            new Procedure.FixedStarts(
                new Loss.SoftL1(USUAL_SCALE),
                rows -> {
                  SurfaceCoordinates coordinates = new SurfaceCoordinates(rows, 0);
                  return coordinates.fixedStarts().stream().map(coordinates::natural).toList();
                },
                Procedure.Resamples.KEYED)));
  }

  @Override
  public Imported select(Imported data, Map<String, String> options) {
    return new NearBest(GAP.numberIn(options)).select(data);
  }

  @Override
  public Coordinates coordinates(Rows rows) {
    return coordinates(rows, Map.of());
  }

  @Override
  public Coordinates coordinates(Rows rows, Map<String, String> options) {
    double share =
        switch (FLOOR.textIn(options)) {
          case "share" -> FLOOR_SHARE.numberIn(options);
          case "none" -> 0;
          default -> publishedFloorShare(rows);
        };
    return new SurfaceCoordinates(rows, share);
  }

  /**
   * The share of E in the loss that {@code 1.69 + 406.4/N^0.34 + 410.7/D^0.28} gives at the N and D
   * of the best run: a table of small models has a low one.
   *
   * @see <a href="https://arxiv.org/abs/2203.15556">Hoffmann et al. (2022), eq. 10</a>
   */
  static double publishedFloorShare(Rows rows) {
    int best = 0;
    for (int row = 1; row < rows.size(); row++) {
      best = rows.target(row) < rows.target(best) ? row : best;
    }
    double reducible =
        406.4 * pow(rows.input(best, N), -0.34) + 410.7 * pow(rows.input(best, D), -0.28);
    return 1.69 / (1.69 + reducible);
  }
}
