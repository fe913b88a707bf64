package isoloss.law;

import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.pow;

import isoloss.data.InputException;
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
import java.util.Optional;

/**
 * Loss whose data exponent and coefficient themselves depend on model size: {@code L(N, D) = G(N) +
 * B(N) D^-A(N)} with {@code A = exp(a1 N^alpha + b1)}, {@code B = exp(a2 N^beta + b2)}, {@code G =
 * exp(a3 N^gamma + b3)}.
 *
 * <p>N in non-embedding parameters, D in tokens of a single epoch, L in bits per character; theta =
 * (a1, alpha, b1, a2, beta, b2, a3, gamma, b3). There is no separate floor: G is floor and model
 * term together. L falls with D everywhere; it need not fall with N outside the data. The argument
 * of the exponential in A is kept within +-50. NaN in, NaN out.
 *
 * @see <a href="https://arxiv.org/abs/2506.10972">Farseer (2025), eq. 3</a>; in the authors' code
 *     A, a, E stand for a1, alpha, b1 (their E is no irreducible loss), B, b, Q for a2, beta, b2,
 *     and s, q, S for a3, gamma, b3
 */
public final class Farseer implements ScalingLaw {
  private static final int A1 = 0;
  private static final int ALPHA = 1;
  private static final int B1 = 2;
  private static final int A2 = 3;
  private static final int BETA = 4;
  private static final int B2 = 5;
  private static final int A3 = 6;
  private static final int GAMMA = 7;
  private static final int B3 = 8;

  static final double LARGEST_LOG_EXPONENT = 50;

  @Override
  public String name() {
    return "farseer";
  }

  @Override
  public String formula() {
    return "L = exp(a3*N^gamma + b3) + exp(a2*N^beta + b2) * D^(-exp(a1*N^alpha + b1))";
  }

  @Override
  public Source source() {
    return new Source(
        "Farseer: A Refined Scaling Law in Large Language Models (2025)",
        "https://arxiv.org/abs/2506.10972");
  }

  @Override
  public String convention() {
    return "N counts parameters without the two vocabulary matrices; D counts tokens of one epoch;"
        + " published in bits per character";
  }

  @Override
  public List<Variable> inputs() {
    return List.of(Variable.positive("N", "non-embedding parameters", "parameters"), Variable.D);
  }

  @Override
  public Variable response() {
    return Variable.L.withUnit("bits/character");
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.real("a1", "slope of ln A(N), the data exponent, in N^alpha"),
        Parameter.exponent("alpha", "power of N in ln A(N)"),
        Parameter.real("b1", "offset of ln A(N)"),
        Parameter.real("a2", "slope of ln B(N), the data coefficient, in N^beta"),
        Parameter.exponent("beta", "power of N in ln B(N)"),
        Parameter.real("b2", "offset of ln B(N)"),
        Parameter.real("a3", "slope of ln G(N), the loss with infinite data, in N^gamma"),
        Parameter.exponent("gamma", "power of N in ln G(N)"),
        Parameter.real("b3", "offset of ln G(N)"));
  }

  /** The data exponent A(N). */
  static double exponent(double[] theta, double n) {
    double logarithm = theta[A1] * pow(n, theta[ALPHA]) + theta[B1];
    return exp(Math.clamp(logarithm, -LARGEST_LOG_EXPONENT, LARGEST_LOG_EXPONENT));
  }

  private static double logCoefficient(double[] theta, double n) {
    return theta[A2] * pow(n, theta[BETA]) + theta[B2];
  }

  private static double logFloor(double[] theta, double n) {
    return theta[A3] * pow(n, theta[GAMMA]) + theta[B3];
  }

  /** The part of the loss that data remove: {@code B(N) D^-A(N)}. */
  static double dataTerm(double[] theta, double n, double d) {
    return exp(logCoefficient(theta, n) - exponent(theta, n) * log(d));
  }

  /** The loss with infinite data, G(N). */
  static double floor(double[] theta, double n) {
    return exp(logFloor(theta, n));
  }

  @Override
  public double value(double[] theta, double[] x) {
    return floor(theta, x[0]) + dataTerm(theta, x[0], x[1]);
  }

  @Override
  public void gradient(double[] theta, double[] x, double[] out) {
    double logN = log(x[0]);
    double byExponent = -dataTerm(theta, x[0], x[1]) * log(x[1]) * exponent(theta, x[0]);
    double byCoefficient = dataTerm(theta, x[0], x[1]);
    double byFloor = floor(theta, x[0]);
    fill(out, A1, byExponent, pow(x[0], theta[ALPHA]), theta[A1] * logN);
    fill(out, A2, byCoefficient, pow(x[0], theta[BETA]), theta[A2] * logN);
    fill(out, A3, byFloor, pow(x[0], theta[GAMMA]), theta[A3] * logN);
  }

  /** Derivatives by slope, power and offset, of which the derivative by the offset is given. */
  private static void fill(
      double[] out, int first, double byOffset, double power, double slopeTimesLogN) {
    out[first] = byOffset * power;
    out[first + 1] = byOffset * power * slopeTimesLogN;
    out[first + 2] = byOffset;
  }

  /**
   * Closed under a change of the units of N and L; not of D, whose unit would enter through A(N).
   */
  @Override
  public Optional<double[]> inUnits(double[] theta, double[] inputUnits, double responseUnit) {
    if (inputUnits[1] != 1) {
      return Optional.empty();
    }
    double[] out = theta.clone();
    out[A1] *= pow(inputUnits[0], theta[ALPHA]);
    out[A2] *= pow(inputUnits[0], theta[BETA]);
    out[A3] *= pow(inputUnits[0], theta[GAMMA]);
    out[B2] -= log(responseUnit);
    out[B3] -= log(responseUnit);
    return Optional.of(out);
  }

  @Override
  public List<PublishedConstants> constants() {
    return List.of(
        new PublishedConstants(
            "notebook",
            Values.of(
                -1.665630816,
                0.0459,
                3.133347198805445,
                230.73437075885855,
                -0.1729,
                -1.544209554,
                -0.062465473,
                0.13,
                0.1284880679442551),
            "the authors' notebook, English data, fitted with use_pred=False on 2e8 < N < 5.4e9;"
                + " 0.179 % mean error there"),
        new PublishedConstants(
            "eq15",
            Values.of(-0.124, 0.123, 0.424, 88.01, -0.1, -6.287, -0.021, 0.169, -0.091),
            "eq. 15 of the paper as printed, English data: too rounded to use, 2.4 % too low on the"
                + " authors' own grid"),
        new PublishedConstants(
            "code-data",
            Values.of(
                -0.0209, 0.1943, -0.1826, 62.8936, -0.0614, -14.0414, -0.0047, 0.239, -0.8188),
            "arXiv 2510.08702, models trained on code, 0.2-3.8B parameters, 2-128B tokens; not"
                + " checked against the paper's text"));
  }

  @Override
  public List<Procedure> procedures() {
    return List.of(
        Procedure.bestOptimum(),
        new Procedure(
            Procedure.PUBLISHED,
            "the authors' piecewise code (variant all_trans): ordinary least squares inside grids of"
                + " exponents, on differences of loss between budgets sqrt(2) apart",
            List.of(FarseerPiecewise.USE_PRED),
            new Procedure.Staged(new FarseerPiecewise())));
  }

  @Override
  public Coordinates coordinates(Rows rows) {
    return new FarseerCoordinates(rows);
  }

  /** The piecewise solution where the grid admits it, to start a search from. */
  static Optional<double[]> piecewise(Rows rows, boolean usePredicted) {
    try {
      return Optional.of(FarseerPiecewise.fit(rows, usePredicted));
    } catch (InputException designDoesNotAdmitIt) {
      return Optional.empty();
    }
  }
}
