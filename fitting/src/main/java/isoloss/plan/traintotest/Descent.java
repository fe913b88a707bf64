package isoloss.plan.traintotest;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/** Minima in one dimension: a grid, then golden section. Values that are not finite are walls. */
final class Descent {
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final int SECTIONS = 80;

  private Descent() {}

  /** The place of the least value, the ends included. */
  static double least(DoubleUnaryOperator f, double low, double high, double step) {
    double best = low;
    double value = at(f, low);
    for (double x = low; x <= high; x += step) {
      double here = at(f, x);
      if (here < value) {
        best = x;
        value = here;
      }
    }
    double refined = golden(f, Math.max(low, best - step), Math.min(high, best + step));
    return at(f, refined) < value ? refined : best;
  }

  /**
   * The first local minimum from below that lies between finite higher values on both sides.
   * Surfaces of fits often have a second, false one where data vanish; the first is the real one.
   */
  static OptionalDouble interior(DoubleUnaryOperator f, double low, double high, double step) {
    double left = at(f, low);
    double middle = at(f, low + step);
    for (int i = 2; low + i * step <= high; i++) {
      double right = at(f, low + i * step);
      if (Double.isFinite(left) && Double.isFinite(right) && middle < left && middle <= right) {
        return OptionalDouble.of(golden(f, low + (i - 2) * step, low + i * step));
      }
      left = middle;
      middle = right;
    }
    return OptionalDouble.empty();
  }

  /** Where f crosses the level between a point below it and one beyond it. */
  static double crossing(DoubleUnaryOperator f, double below, double beyond, double level) {
    double in = below;
    double out = beyond;
    for (int i = 0; i < SECTIONS; i++) {
      double mid = (in + out) / 2;
      if (at(f, mid) <= level) {
        in = mid;
      } else {
        out = mid;
      }
    }
    return in;
  }

  private static double golden(DoubleUnaryOperator f, double low, double high) {
    double a = low;
    double b = high;
    for (int i = 0; i < SECTIONS; i++) {
      double left = b - GOLDEN * (b - a);
      double right = a + GOLDEN * (b - a);
      if (at(f, left) <= at(f, right)) {
        b = right;
      } else {
        a = left;
      }
    }
    return (a + b) / 2;
  }

  private static double at(DoubleUnaryOperator f, double x) {
    double value = f.applyAsDouble(x);
    return Double.isFinite(value) ? value : Double.POSITIVE_INFINITY;
  }
}
