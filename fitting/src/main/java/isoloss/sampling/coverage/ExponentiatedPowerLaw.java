package isoloss.sampling.coverage;

import isoloss.data.Values;
import isoloss.optim.Bounds;
import isoloss.optim.Lbfgs;
import isoloss.optim.LocalMinimum;
import isoloss.optim.Objective;

/**
 * {@code coverage(k) = exp(a k^b)} with a and b negative: a straight line of {@code ln(-ln
 * coverage)} over ln k. Fitted to points of one curve, which share their counts, so that only a
 * bootstrap of problems gives honest errors.
 *
 * @param a at k = 1, {@code ln coverage(1)}
 * @param b the exponent
 * @see <a href="https://arxiv.org/abs/2407.21787">Brown et al. (2024), Large Language Monkeys</a>
 */
public record ExponentiatedPowerLaw(double a, double b) {
  private static final Lbfgs SEARCH =
      Lbfgs.withDefaults().withGradientTolerance(1e-10).withDecreaseTolerance(1e-15);

  public double coverage(double k) {
    return Math.exp(a * Math.pow(k, b));
  }

  /** The number of samples at which coverage reaches c. */
  public double samples(double c) {
    return Math.pow(Math.log(c) / a, 1 / b);
  }

  /** The line through {@code (ln k, ln(-ln coverage))}; points at 0 or 1 are left out. */
  public static ExponentiatedPowerLaw ofLogLog(double[] k, double[] coverage) {
    double n = 0;
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumXy = 0;
    for (int j = 0; j < k.length; j++) {
      if (coverage[j] > 0 && coverage[j] < 1) {
        double x = Math.log(k[j]);
        double y = Math.log(-Math.log(coverage[j]));
        n++;
        sumX += x;
        sumY += y;
        sumXx += x * x;
        sumXy += x * y;
      }
    }
    double slope = (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
    return new ExponentiatedPowerLaw(-Math.exp((sumY - slope * sumX) / n), slope);
  }

  /** Least squares on coverage itself, as published, from the line. */
  public static ExponentiatedPowerLaw ofLeastSquares(double[] k, double[] coverage) {
    ExponentiatedPowerLaw start = ofLogLog(k, coverage);
    if (!Double.isFinite(start.a()) || !Double.isFinite(start.b())) {
      return start;
    }
    double[] logK = new double[k.length];
    for (int j = 0; j < k.length; j++) {
      logK[j] = Math.log(k[j]);
    }
    LocalMinimum end =
        SEARCH
            .withValueScale(1e-12)
            .minimize(
                new Squares(logK, coverage),
                new double[] {Math.log(-start.a()), start.b()},
                new Bounds(Values.of(-20, -5), Values.of(20, 1)));
    return new ExponentiatedPowerLaw(-Math.exp(end.point().get(0)), end.point().get(1));
  }

  /** In (ln(-a), b). */
  private record Squares(double[] logK, double[] coverage) implements Objective {
    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public double value(double[] x, double[] gradient) {
      gradient[0] = 0;
      gradient[1] = 0;
      double sum = 0;
      for (int j = 0; j < logK.length; j++) {
        double hazard = Math.exp(x[0] + x[1] * logK[j]);
        double predicted = Math.exp(-hazard);
        double residual = predicted - coverage[j];
        double slope = -2 * residual * predicted * hazard;
        sum += residual * residual;
        gradient[0] += slope;
        gradient[1] += slope * logK[j];
      }
      return sum;
    }
  }
}
