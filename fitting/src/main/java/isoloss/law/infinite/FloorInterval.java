package isoloss.law.infinite;

import isoloss.stat.StudentT;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far a floor is determined, in two ways that remain meaningful with one degree of freedom,
 * where a bootstrap does not. Profile: all E whose best fit has a sum of squares of at most {@code
 * RSS (1 + t^2/df)}, t Student's. Jackknife: least and greatest E when each point is left out once;
 * of four points that leaves three, which the curve meets exactly.
 *
 * @param low end of the profile interval; NaN without a degree of freedom or a level
 * @param jackknifeLow NaN for fewer than four points
 */
record FloorInterval(double low, double high, double jackknifeLow, double jackknifeHigh) {
  private static final int STEPS = 200;
  private static final int EXPONENT_STEPS = 80;
  private static final int HALVINGS = 45;

  /**
   * @param level of the profile interval; NaN for none
   */
  static FloorInterval of(PowerAsymptote best, AsymptoteFit method, double level) {
    double low = Double.NaN;
    double high = Double.NaN;
    if (!Double.isNaN(level) && best.degreesOfFreedom() > 0) {
      double t = StudentT.twoSided(level, best.degreesOfFreedom());
      double limit = best.residualSumOfSquares() * (1 + t * t / best.degreesOfFreedom());
      low = end(best, limit, 0);
      high = end(best, limit, best.loss().stream().max().orElseThrow());
    }
    double[] floors = leftOut(best, method);
    return new FloorInterval(
        low,
        high,
        Arrays.stream(floors).min().orElse(Double.NaN),
        Arrays.stream(floors).max().orElse(Double.NaN));
  }

  /** The last floor on the way to the border whose sum of squares is within the limit. */
  private static double end(PowerAsymptote best, double limit, double border) {
    double inside = best.floor();
    for (int step = 1; step <= STEPS; step++) {
      double floor = best.floor() + (border - best.floor()) * step / STEPS;
      if (sumOfSquares(best, floor) > limit) {
        return halved(best, limit, inside, floor);
      }
      inside = floor;
    }
    return border;
  }

  private static double halved(PowerAsymptote best, double limit, double in, double out) {
    double inside = in;
    double outside = out;
    for (int k = 0; k < HALVINGS; k++) {
      double middle = (inside + outside) / 2;
      if (sumOfSquares(best, middle) > limit) {
        outside = middle;
      } else {
        inside = middle;
      }
    }
    return inside;
  }

  /** The least sum of squares with this floor, over A and a. */
  private static double sumOfSquares(PowerAsymptote points, double floor) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k <= EXPONENT_STEPS; k++) {
      double here = sumOfSquares(points, floor, k / (double) EXPONENT_STEPS);
      if (here < least) {
        least = here;
        best = k;
      }
    }
    double low = Math.max(0, best - 1) / (double) EXPONENT_STEPS;
    double high = Math.min(EXPONENT_STEPS, best + 1) / (double) EXPONENT_STEPS;
    for (int k = 0; k < HALVINGS; k++) {
      double third = (high - low) / 3;
      if (sumOfSquares(points, floor, low + third) < sumOfSquares(points, floor, high - third)) {
        high -= third;
      } else {
        low += third;
      }
    }
    return Math.min(least, sumOfSquares(points, floor, (low + high) / 2));
  }

  private static double sumOfSquares(PowerAsymptote points, double floor, double share) {
    double exponent = AsymptoteFit.exponent(share);
    double cross = 0;
    double square = 0;
    for (int i = 0; i < points.points(); i++) {
      double power = Math.pow(points.x().get(i), -exponent);
      cross += power * (points.loss().get(i) - floor);
      square += power * power;
    }
    double coefficient = Math.max(0, cross / square);
    double sum = 0;
    for (int i = 0; i < points.points(); i++) {
      double power = Math.pow(points.x().get(i), -exponent);
      double r = points.loss().get(i) - floor - coefficient * power;
      sum += r * r;
    }
    return sum;
  }

  private static double[] leftOut(PowerAsymptote best, AsymptoteFit method) {
    int n = best.points();
    return IntStream.range(0, n)
        .filter(i -> n > PowerAsymptote.PARAMETERS)
        .mapToObj(i -> without(best, i))
        .filter(points -> Arrays.stream(points[0]).distinct().count() >= PowerAsymptote.PARAMETERS)
        .mapToDouble(points -> method.of(points[0], points[1]).floor())
        .toArray();
  }

  private static double[][] without(PowerAsymptote best, int left) {
    int[] kept = IntStream.range(0, best.points()).filter(i -> i != left).toArray();
    return new double[][] {
      Arrays.stream(kept).mapToDouble(best.x()::get).toArray(),
      Arrays.stream(kept).mapToDouble(best.loss()::get).toArray()
    };
  }
}
