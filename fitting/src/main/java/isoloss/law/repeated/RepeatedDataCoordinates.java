package isoloss.law.repeated;

import static isoloss.law.repeated.DataConstrained.A;
import static isoloss.law.repeated.DataConstrained.ALPHA;
import static isoloss.law.repeated.DataConstrained.B;
import static isoloss.law.repeated.DataConstrained.BETA;
import static isoloss.law.repeated.DataConstrained.E;
import static isoloss.law.repeated.DataConstrained.R_D;
import static isoloss.law.repeated.DataConstrained.R_N;

import isoloss.data.Values;
import isoloss.fit.BoxCoordinates;
import isoloss.fit.FloorAndRest;
import isoloss.fit.Rows;
import isoloss.optim.Bounds;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * (P, Q, ln E, alpha, beta, ln R_D, ln R_N) with P and Q the logarithms of the size and data terms
 * at the middle of ln N and ln D without decay.
 */
final class RepeatedDataCoordinates extends BoxCoordinates {
  private static final List<String> NAMES = List.of("A", "B", "E", "alpha", "beta", "R_D", "R_N");

  private final double middleN;
  private final double middleD;

  RepeatedDataCoordinates(Rows rows) {
    super(rows, NAMES, box(rows));
    this.middleN = rows.meanLogInput(1);
    this.middleD = rows.meanLogInput(2);
  }

  private static Bounds box(Rows rows) {
    double least = rows.leastTarget();
    double greatest = rows.greatestTarget();
    return new Bounds(
        Values.of(least - 20, least - 20, least - 20, 0.02, 0.02, Math.log(0.02), Math.log(0.02)),
        Values.of(greatest + 10, greatest + 10, greatest + 2, 3, 3, Math.log(1e4), Math.log(1e4)));
  }

  @Override
  public double[] natural(double[] search) {
    return new double[] {
      Math.exp(logA(search)),
      Math.exp(logB(search)),
      Math.exp(search[E]),
      search[ALPHA],
      search[BETA],
      Math.exp(search[R_D]),
      Math.exp(search[R_N])
    };
  }

  private double logA(double[] search) {
    return search[A] + search[ALPHA] * middleN;
  }

  private double logB(double[] search) {
    return search[B] + search[BETA] * middleD;
  }

  @Override
  public double[] search(double[] natural) {
    return clamped(
        Math.log(natural[A]) - natural[ALPHA] * middleN,
        Math.log(natural[B]) - natural[BETA] * middleD,
        Math.log(natural[E]),
        natural[ALPHA],
        natural[BETA],
        Math.log(natural[R_D]),
        Math.log(natural[R_N]));
  }

  @Override
  public double predict(double[] search, double[] x, double[] gradient) {
    double alpha = search[ALPHA];
    double beta = search[BETA];
    double[] decays = search.clone();
    decays[R_D] = Math.exp(search[R_D]);
    decays[R_N] = Math.exp(search[R_N]);
    EffectiveSizes sizes = EffectiveSizes.of(logA(search), logB(search), decays, x);
    double sizeTerm = Math.exp(search[A] - alpha * (sizes.logParameters() - middleN));
    double dataTerm = Math.exp(search[B] - beta * (sizes.logTokens() - middleD));
    double floor = Math.exp(search[E]);
    double loss = floor + sizeTerm + dataTerm;
    double size = sizeTerm / loss;
    double data = dataTerm / loss;
    double byLogN = -alpha * size;
    double byLogA = sizes.parametersByLogA();
    gradient[A] = size + byLogN * byLogA;
    gradient[B] = data - byLogN * byLogA;
    gradient[E] = floor / loss;
    gradient[ALPHA] =
        -size * (sizes.logParameters() - middleN)
            + byLogN * (sizes.parametersByAlpha() + middleN * byLogA);
    gradient[BETA] =
        -data * (sizes.logTokens() - middleD)
            + byLogN * (sizes.parametersByBeta() - middleD * byLogA);
    gradient[R_D] = -beta * data * sizes.tokensByLogDecay();
    gradient[R_N] = byLogN * sizes.parametersByLogDecay();
    return Math.log(loss);
  }

  @Override
  protected double[] start(RandomGenerator random) {
    FloorAndRest start = FloorAndRest.of(rows(), uniform(random, 0.05, 0.95));
    double share = uniform(random, 0.1, 0.9);
    return new double[] {
      start.rest() + Math.log(share),
      start.rest() + Math.log(1 - share),
      start.floor(),
      uniform(random, 0.1, 0.7),
      uniform(random, 0.1, 0.7),
      Math.log(2) + Math.log(100) * random.nextDouble(),
      Math.log(1) + Math.log(100) * random.nextDouble()
    };
  }
}
