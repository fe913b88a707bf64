package isoloss.fit;

import isoloss.data.Seed;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * The coordinates of a law whose author chose none: logarithms of parameters that say so, the
 * others as they are. Starting points are drawn widely and screened by the loss, since nothing is
 * known about the size of the parameters.
 */
public final class ParameterCoordinates extends BoxCoordinates {
  /** Logarithms of parameters stay within this, so that every power stays finite. */
  private static final double LARGEST_LOGARITHM = 60;

  /** Decades around 1 from which the sizes of unknown parameters are drawn. */
  private static final double START_DECADES = 5;

  /** How many random points are looked at for each start that is kept. */
  private static final int CANDIDATES_PER_START = 100;

  private final ScalingLaw law;
  private final List<Parameter> parameters;

  public ParameterCoordinates(ScalingLaw law, Rows rows) {
    super(
        rows,
        law.parameters().stream().map(Parameter::name).toList(),
        ends(law.parameters(), Parameter::lower),
        ends(law.parameters(), Parameter::upper));
    this.law = law;
    this.parameters = law.parameters();
  }

  private static double[] ends(List<Parameter> parameters, ToDoubleFunction<Parameter> end) {
    return parameters.stream()
        .mapToDouble(p ->
            p.scale() == Parameter.Scale.LOG
                ? clampLogarithm(Math.log(end.applyAsDouble(p)))
                : end.applyAsDouble(p))
        .toArray();
  }

  private static double clampLogarithm(double logarithm) {
    return Math.clamp(logarithm, -LARGEST_LOGARITHM, LARGEST_LOGARITHM);
  }

  @Override
  public double[] natural(double[] search) {
    double[] theta = search.clone();
    for (int j = 0; j < theta.length; j++) {
      if (isLogarithmic(j)) {
        theta[j] = Math.exp(search[j]);
      }
    }
    return theta;
  }

  @Override
  public double[] search(double[] natural) {
    double[] search = natural.clone();
    for (int j = 0; j < search.length; j++) {
      search[j] = isLogarithmic(j) ? Math.log(natural[j]) : natural[j];
    }
    return clamped(search);
  }

  private boolean isLogarithmic(int j) {
    return parameters.get(j).scale() == Parameter.Scale.LOG;
  }

  @Override
  public double predict(double[] search, double[] x, double[] gradient) {
    double[] theta = natural(search);
    double value = law.value(theta, x);
    law.gradient(theta, x, gradient);
    double outer = rows().logarithmic() ? 1 / value : 1;
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] *= outer * (isLogarithmic(j) ? theta[j] : 1);
    }
    return rows().logarithmic() ? Math.log(value) : value;
  }

  @Override
  public List<double[]> starts(Loss loss, int count, Seed seed) {
    List<double[]> candidates = super.starts(loss, count * CANDIDATES_PER_START, seed);
    return best(candidates, count, point -> lossAt(point, loss));
  }

  private double lossAt(double[] search, Loss loss) {
    double[] theta = natural(search);
    double sum = 0;
    for (int row = 0; row < rows().size(); row++) {
      double value = law.value(theta, rows().rawInputs(row));
      sum += loss.value((rows().logarithmic() ? Math.log(value) : value) - rows().target(row));
    }
    return sum;
  }

  @Override
  protected double[] start(RandomGenerator random) {
    double[] point = new double[parameters.size()];
    for (int j = 0; j < point.length; j++) {
      point[j] = draw(j, random);
    }
    return point;
  }

  private double draw(int j, RandomGenerator random) {
    double lower = bounds().lower().get(j);
    double upper = bounds().upper().get(j);
    double size = START_DECADES * Math.log(10) * (2 * random.nextDouble() - 1);
    boolean negative = random.nextBoolean();
    double fraction = random.nextDouble();
    if (isLogarithmic(j)) {
      return size;
    }
    if (Double.isFinite(upper - lower)) {
      return lower + fraction * (upper - lower);
    }
    double magnitude = Math.exp(size / 2);
    return negative ? -magnitude : magnitude;
  }
}
