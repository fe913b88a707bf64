package isoloss.law.experts;

import isoloss.data.Values;
import isoloss.fit.BoxCoordinates;
import isoloss.fit.Parameter;
import isoloss.fit.Rows;
import isoloss.optim.Bounds;
import isoloss.stat.LinearRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * (slope by ln N, slope by ln Q, their cross term, log loss) in the middle of the data, then ln Es
 * and ln(Em/Es). Q moves with the latter two, so its middle is taken as that of ln E.
 */
final class RoutedCoordinates extends BoxCoordinates {
  private static final double[] FIRST_EXPERTS = {0.5, 1, 2, 4, 8, 16};
  private static final double[] MOST_TO_FIRST = {20, 150, 1000};
  private static final double[] LOWER = {-5, -5, -2, Double.NaN, Math.log(1e-2), 0.05};
  private static final double[] UPPER = {5, 5, 2, Double.NaN, Math.log(100), 14};

  /** How far from the regression a search starts, so that there is something to agree on. */
  private static final double AWAY = 0.05;

  private final MoeRouted law;
  private final double middleN;
  private final double middleE;

  RoutedCoordinates(MoeRouted law, Rows rows) {
    super(rows, law.parameters().stream().map(Parameter::name).toList(), box(law, rows));
    this.law = law;
    this.middleN = rows.meanLogInput(0);
    this.middleE = rows.meanLogInput(1);
  }

  private static Bounds box(MoeRouted law, Rows rows) {
    int dimension = law.parameters().size();
    double[] lower = Arrays.copyOf(LOWER, dimension);
    double[] upper = Arrays.copyOf(UPPER, dimension);
    lower[3] = rows.leastTarget() - 30;
    upper[3] = rows.greatestTarget() + 30;
    return new Bounds(Values.of(lower), Values.of(upper));
  }

  @Override
  public double[] natural(double[] search) {
    double[] theta = search.clone();
    double c = search[2];
    theta[0] = search[0] - c * middleE;
    theta[1] = search[1] - c * middleN;
    theta[2] = c * MoeRouted.LN10;
    theta[3] =
        (search[3] - search[0] * middleN - search[1] * middleE + c * middleN * middleE)
            / MoeRouted.LN10;
    if (law.isSaturating()) {
      theta[4] = Math.exp(search[4]);
      theta[5] = Math.exp(search[4] + search[5]);
    }
    return theta;
  }

  @Override
  public double[] search(double[] natural) {
    double[] search = natural.clone();
    double c = natural[2] / MoeRouted.LN10;
    search[0] = natural[0] + c * middleE;
    search[1] = natural[1] + c * middleN;
    search[2] = c;
    search[3] =
        natural[3] * MoeRouted.LN10
            + natural[0] * middleN
            + natural[1] * middleE
            + c * middleN * middleE;
    if (law.isSaturating()) {
      search[4] = Math.log(natural[4]);
      search[5] = Math.log(natural[5] / natural[4]);
    }
    return clamped(search);
  }

  @Override
  public double predict(double[] search, double[] x, double[] gradient) {
    double n = Math.log(x[0]) - middleN;
    double q = logExperts(search, x[1]) - middleE;
    gradient[0] = n;
    gradient[1] = q;
    gradient[2] = n * q;
    gradient[3] = 1;
    if (law.isSaturating()) {
      double[] slopes = Saturation.slopes(search[4], search[5], x[1]);
      double byExperts = search[1] + search[2] * n;
      gradient[4] = byExperts * slopes[0];
      gradient[5] = byExperts * slopes[1];
    }
    return search[3] + search[0] * n + search[1] * q + search[2] * n * q;
  }

  private double logExperts(double[] search, double experts) {
    return law.isSaturating()
        ? Saturation.logExperts(search[4], search[5], experts)
        : Math.log(experts);
  }

  /** The regression at fixed pairs of Es and Em. */
  List<double[]> regressions() {
    List<double[]> starts = new ArrayList<>();
    if (!law.isSaturating()) {
      return List.of(regression(0, 0));
    }
    for (double first : FIRST_EXPERTS) {
      for (double ratio : MOST_TO_FIRST) {
        starts.add(regression(Math.log(first), Math.log(ratio)));
      }
    }
    return starts;
  }

  @Override
  protected double[] start(RandomGenerator random) {
    double logFirst = Math.log(0.3) + Math.log(100) * random.nextDouble();
    double[] search = regression(logFirst, 1 + 8 * random.nextDouble());
    for (int j = 0; j < 4; j++) {
      search[j] += AWAY * (2 * random.nextDouble() - 1);
    }
    return search;
  }

  /** The least squares of the first four coordinates given ln Es and ln(Em/Es). */
  private double[] regression(double logFirst, double logRatio) {
    double[] search = new double[dimension()];
    if (law.isSaturating()) {
      search[4] = logFirst;
      search[5] = logRatio;
    }
    double[][] design = new double[rows().size()][];
    for (int row = 0; row < design.length; row++) {
      double[] gradient = new double[search.length];
      predict(search, rows().x(row), gradient);
      design[row] = Arrays.copyOf(gradient, 4);
    }
    double[] linear = LinearRegression.of(design, rows().targets()).coefficients().toArray();
    System.arraycopy(linear, 0, search, 0, 4);
    return clamped(search);
  }
}
