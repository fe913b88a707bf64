package isoloss.optim;

import isoloss.data.Values;
import java.util.Arrays;

/** A box; infinite ends are open. */
public record Bounds(Values lower, Values upper) {
  public Bounds {
    if (lower.size() != upper.size()) {
      throw new IllegalArgumentException(
          lower.size() + " lower and " + upper.size() + " upper ends");
    }
    for (int i = 0; i < lower.size(); i++) {
      if (!(lower.get(i) <= upper.get(i))) {
        throw new IllegalArgumentException(
            "bounds of coordinate " + i + " are " + lower.get(i) + " and " + upper.get(i));
      }
    }
  }

  public static Bounds none(int dimension) {
    double[] lower = new double[dimension];
    double[] upper = new double[dimension];
    Arrays.fill(lower, Double.NEGATIVE_INFINITY);
    Arrays.fill(upper, Double.POSITIVE_INFINITY);
    return new Bounds(Values.of(lower), Values.of(upper));
  }

  /** A coordinate moved into its interval. */
  public double clamp(int i, double value) {
    return Math.clamp(value, lower.get(i), upper.get(i));
  }

  /** Moves a point into the box; changes its argument. */
  public double[] clamp(double[] point) {
    for (int i = 0; i < point.length; i++) {
      point[i] = clamp(i, point[i]);
    }
    return point;
  }
}
