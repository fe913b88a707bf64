package isoloss.law.experts;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.fit.Coordinates;
import isoloss.fit.Loss;
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
final class RoutedCoordinates implements Coordinates {
  private static final double[] FIRST_EXPERTS = {0.5, 1, 2, 4, 8, 16};
  private static final double[] MOST_TO_FIRST = {20, 150, 1000};
  private static final double[] LOWER = {-5, -5, -2, Double.NaN, Math.log(1e-2), 0.05};
  private static final double[] UPPER = {5, 5, 2, Double.NaN, Math.log(100), 14};

  private static final double AWAY = 0.05;

  private final MoeRouted law;
  private final Rows rows;
  private final double middleN;
  private final double middleE;
  private final Bounds bounds;

  RoutedCoordinates(MoeRouted law, Rows rows) {
    this.law = law;
    this.rows = rows;
    this.middleN = rows.meanLogInput(0);
    this.middleE = rows.meanLogInput(1);
    int dimension = law.parameters().size();
    double[] lower = Arrays.copyOf(LOWER, dimension);
    double[] upper = Arrays.copyOf(UPPER, dimension);
    lower[3] = rows.leastTarget() - 30;
    upper[3] = rows.greatestTarget() + 30;
    this.bounds = new Bounds(Values.of(lower), Values.of(upper));
  }

  @Override
  public Rows rows() {
    return rows;
  }

  @Override
  public Bounds bounds() {
    return bounds;
  }

  @Override
  public String coordinateName(int coordinate) {
    return law.parameters().get(coordinate).name();
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

  private double[] clamped(double[] search) {
    for (int j = 0; j < search.length; j++) {
      search[j] = Math.clamp(search[j], bounds.lower().get(j), bounds.upper().get(j));
    }
    return search;
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
  public List<double[]> starts(Loss loss, int count, Seed seed) {
    RandomGenerator random = seed.child("starts").generator();
    List<double[]> starts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double logFirst = Math.log(0.3) + Math.log(100) * random.nextDouble();
      starts.add(moved(regression(logFirst, 1 + 8 * random.nextDouble()), random));
    }
    return starts;
  }

  /** Away from the regression, so that a search has something to agree on; changes its argument. */
  private double[] moved(double[] search, RandomGenerator random) {
    for (int j = 0; j < 4; j++) {
      search[j] += AWAY * (2 * random.nextDouble() - 1);
    }
    return clamped(search);
  }

  /** The least squares of the first four coordinates given ln Es and ln(Em/Es). */
  private double[] regression(double logFirst, double logRatio) {
    double[] search = new double[bounds.lower().size()];
    if (law.isSaturating()) {
      search[4] = logFirst;
      search[5] = logRatio;
    }
    double[][] design = new double[rows.size()][];
    for (int row = 0; row < design.length; row++) {
      double[] gradient = new double[search.length];
      predict(search, rows.x(row), gradient);
      design[row] = Arrays.copyOf(gradient, 4);
    }
    double[] linear = LinearRegression.of(design, rows.targets()).coefficients().toArray();
    System.arraycopy(linear, 0, search, 0, 4);
    return clamped(search);
  }
}
