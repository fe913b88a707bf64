package isoloss.law;

import static java.lang.Math.exp;
import static java.lang.Math.log;

import isoloss.data.Seed;
import isoloss.fit.Loss;
import isoloss.fit.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Farseer without its ridges. With {@code l = ln N - mean ln N} and the Box-Cox form {@code phi(p,
 * l) = (e^(p l) - 1)/p}, which tends to l as p tends to 0,
 *
 * <pre>
 * ln A = c1 + s1 phi(alpha, l)      ln G = c3 + s3 phi(gamma, l)
 * ln B = c2 + s2 phi(beta, l) + m e^c1 (1 + s1 phi(beta, l)),   m = mean ln D
 * </pre>
 *
 * so that c, s and the power are level, slope and bend in the middle of the data, and the level and
 * slope of B are those of the data term at the mean of ln D. In the formula's own parameters alpha
 * near 0 makes a1 and b1 run to infinity together; here nothing happens there.
 */
final class FarseerCoordinates extends CentredCoordinates {
  /** Levels, slopes and powers of A, B and G in this order. */
  private static final int A = 0;

  private static final int B = 3;
  private static final int G = 6;

  private static final double LARGEST_POWER = 1.5;

  /** Nearer to 0 than this a power is moved away, since the formula has no value at 0. */
  private static final double LEAST_POWER = 1e-7;

  FarseerCoordinates(Rows rows) {
    super(
        rows,
        List.of("b1", "a1", "alpha", "b2", "a2", "beta", "b3", "a3", "gamma"),
        new double[] {
          -6,
          -3,
          -LARGEST_POWER,
          rows.leastTarget() - 30,
          -12,
          -LARGEST_POWER,
          rows.leastTarget() - 15,
          -3,
          -LARGEST_POWER
        },
        new double[] {
          1.5,
          3,
          LARGEST_POWER,
          rows.greatestTarget() + 10,
          12,
          LARGEST_POWER,
          rows.greatestTarget() + 2,
          3,
          LARGEST_POWER
        });
  }

  /** {@code (e^(p l) - 1)/p}, and l at p = 0. */
  static double boxCox(double p, double l) {
    double product = p * l;
    return Math.abs(product) < 1e-9 ? l * (1 + product / 2) : Math.expm1(product) / p;
  }

  /** The derivative of {@link #boxCox} by p; {@code l^2/2} at p = 0. */
  static double boxCoxSlope(double p, double l) {
    double t = p * l;
    if (Math.abs(t) < 1e-2) {
      return l * l * (1.0 / 2 + t * (1.0 / 3 + t * (1.0 / 8 + t * (1.0 / 30 + t / 144))));
    }
    return (exp(t) * (t - 1) + 1) / (p * p);
  }

  @Override
  public double predict(double[] z, double[] x, double[] gradient) {
    double l = centredLogN(x);
    double v = centredLogD(x);
    double phiA = boxCox(z[A + 2], l);
    double phiB = boxCox(z[B + 2], l);
    double phiG = boxCox(z[G + 2], l);
    double logExponent = z[A] + z[A + 1] * phiA;
    double exponent = exponentOf(logExponent);
    double middle = exp(z[A]);
    double logData =
        z[B]
            + z[B + 1] * phiB
            + centreD * middle * (1 + z[A + 1] * phiB)
            - exponent * (v + centreD);
    double logFloor = z[G] + z[G + 1] * phiG;
    double logLoss = TwoPowerLogs.logSum(logData, logFloor);
    double data = exp(logData - logLoss);
    double floor = exp(logFloor - logLoss);
    double byLogExponent =
        Math.abs(logExponent) < Farseer.LARGEST_LOG_EXPONENT ? -exponent * (v + centreD) : 0;
    gradient[A] = data * (byLogExponent + centreD * middle * (1 + z[A + 1] * phiB));
    gradient[A + 1] = data * (byLogExponent * phiA + centreD * middle * phiB);
    gradient[A + 2] = data * byLogExponent * z[A + 1] * boxCoxSlope(z[A + 2], l);
    gradient[B] = data;
    gradient[B + 1] = data * phiB;
    gradient[B + 2] = data * (z[B + 1] + centreD * middle * z[A + 1]) * boxCoxSlope(z[B + 2], l);
    gradient[G] = floor;
    gradient[G + 1] = floor * phiG;
    gradient[G + 2] = floor * z[G + 1] * boxCoxSlope(z[G + 2], l);
    return logLoss;
  }

  private static double exponentOf(double logarithm) {
    return exp(Math.clamp(logarithm, -Farseer.LARGEST_LOG_EXPONENT, Farseer.LARGEST_LOG_EXPONENT));
  }

  @Override
  public double[] natural(double[] z) {
    double[] theta = new double[9];
    double middle = exp(z[A]);
    formula(theta, A, z[A], z[A + 1], z[A + 2]);
    formula(theta, B, z[B] + centreD * middle, z[B + 1] + centreD * middle * z[A + 1], z[B + 2]);
    formula(theta, G, z[G], z[G + 1], z[G + 2]);
    return theta;
  }

  /** Level + slope phi(power, l) as {@code a N^power + b}. */
  private void formula(double[] theta, int first, double level, double slope, double power) {
    double p = Math.abs(power) < LEAST_POWER ? Math.copySign(LEAST_POWER, power) : power;
    theta[first] = slope / p * exp(-p * centreN);
    theta[first + 1] = p;
    theta[first + 2] = level - slope / p;
  }

  @Override
  public double[] search(double[] theta) {
    double slopeA = slope(theta, A);
    double levelA = level(theta, A);
    double middle = exp(levelA);
    return clamped(
        levelA,
        slopeA,
        theta[A + 1],
        level(theta, B) - centreD * middle,
        slope(theta, B) - centreD * middle * slopeA,
        theta[B + 1],
        level(theta, G),
        slope(theta, G),
        theta[G + 1]);
  }

  private double slope(double[] theta, int first) {
    return theta[first] * theta[first + 1] * exp(theta[first + 1] * centreN);
  }

  private double level(double[] theta, int first) {
    return theta[first] * exp(theta[first + 1] * centreN) + theta[first + 2];
  }

  /** The piecewise solutions first where the grid admits them, then random ones. */
  @Override
  public List<double[]> starts(Loss loss, int count, Seed seed) {
    List<double[]> starts = new ArrayList<>();
    for (boolean usePredicted : new boolean[] {false, true}) {
      Optional<double[]> piecewise = Farseer.piecewise(rows(), usePredicted);
      piecewise.ifPresent(theta -> starts.add(search(theta)));
    }
    starts.addAll(super.starts(loss, Math.max(1, count - starts.size()), seed));
    return starts;
  }

  /** Moderate exponents, a floor below the least loss, powers on both sides of 0. */
  @Override
  protected double[] start(RandomGenerator random) {
    double least = rows().leastTarget();
    double rest = exp(rows().greatestTarget()) - exp(least);
    return new double[] {
      log(uniform(random, 0.1, 0.6)),
      uniform(random, -0.4, 0.1),
      uniform(random, -0.3, 0.3),
      log(rest * uniform(random, 0.1, 0.6) + 1e-3 * exp(least)),
      uniform(random, -0.5, 0.1),
      uniform(random, -0.3, 0.3),
      least + log(uniform(random, 0.6, 1)),
      uniform(random, -0.2, 0),
      uniform(random, -0.3, 0.3)
    };
  }
}
