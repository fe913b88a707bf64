package isoloss.law.growth;

import isoloss.fit.BoxCoordinates;
import isoloss.fit.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * (m, a, h) with {@code ln d = t + m + a u + h v}: t the mean ln d of the rows, u the centred ln N,
 * v the centred 1/lg C times {@link #SPREAD}, m by how much the middle of the law lies above t; a
 * is the law's, {@code b = h SPREAD/ln 10}. Linear, so that least squares has one minimum.
 */
final class GrowthCoordinates extends BoxCoordinates {
  /** Makes h of order one for b of order a hundred. */
  private static final double SPREAD = 400;

  private static final double LN_10 = Math.log(10);

  private final double meanTarget;
  private final double centreN;
  private final double centreC;

  GrowthCoordinates(Rows rows) {
    super(rows, List.of("c", "a", "b"), new double[] {-20, -5, -20}, new double[] {20, 5, 20});
    this.meanTarget = Arrays.stream(rows.targets()).average().orElse(0);
    this.centreN = rows.meanLogInput(0);
    this.centreC = Arrays.stream(rows.logInput(1)).map(ln -> LN_10 / ln).average().orElse(0);
  }

  @Override
  public double[] natural(double[] search) {
    double b = search[2] * SPREAD / LN_10;
    double offset = (meanTarget + search[0] - search[1] * centreN) / LN_10 - b * centreC;
    return new double[] {search[1], b, offset};
  }

  @Override
  public double[] search(double[] natural) {
    double middle = LN_10 * (natural[2] + natural[1] * centreC) + natural[0] * centreN;
    return clamped(middle - meanTarget, natural[0], natural[1] * LN_10 / SPREAD);
  }

  @Override
  public double predict(double[] search, double[] x, double[] gradient) {
    gradient[0] = 1;
    gradient[1] = Math.log(x[0]) - centreN;
    gradient[2] = SPREAD * (1 / Math.log10(x[1]) - centreC);
    return meanTarget + (search[0] + search[1] * gradient[1] + search[2] * gradient[2]);
  }

  @Override
  protected double[] start(RandomGenerator random) {
    return new double[] {0, 2 * random.nextDouble(), 2 * random.nextDouble()};
  }
}
