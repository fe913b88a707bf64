package isoloss.stat;

import java.util.Arrays;

/**
 * Sample quantiles by linear interpolation of the order statistics: Hyndman and Fan's type 7, the
 * default of R, NumPy and Julia.
 */
public final class Quantile {
  private Quantile() {}

  /**
   * @param sample in any order, not changed, at least one value; a NaN makes every quantile NaN
   * @param p in [0, 1]
   */
  public static double of(double[] sample, double p) {
    return ofSorted(sorted(sample), p);
  }

  /** Several quantiles of one sample. */
  public static double[] of(double[] sample, double... p) {
    double[] ascending = sorted(sample);
    return Arrays.stream(p).map(each -> ofSorted(ascending, each)).toArray();
  }

  /**
   * @param ascending sorted as by {@link Arrays#sort(double[])}, which puts NaN last
   */
  public static double ofSorted(double[] ascending, double p) {
    if (ascending.length == 0) {
      throw new IllegalArgumentException("a quantile of an empty sample");
    }
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p " + p + " is not in [0, 1]");
    }
    int last = ascending.length - 1;
    if (Double.isNaN(ascending[last])) {
      return Double.NaN;
    }
    double position = p * last;
    int below = (int) position;
    double part = position - below;
    double low = ascending[below];
    return part == 0 ? low : low + part * (ascending[below + 1] - low);
  }

  public static double median(double[] sample) {
    return of(sample, 0.5);
  }

  /**
   * The central interval that leaves {@code (1 - level) / 2} of the sample on either side.
   *
   * @param level in (0, 1)
   */
  public static Interval centralInterval(double[] sample, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level " + level + " is not in (0, 1)");
    }
    double[] ascending = sorted(sample);
    double tail = (1 - level) / 2;
    return new Interval(ofSorted(ascending, tail), ofSorted(ascending, 1 - tail));
  }

  /** Both ends of an interval. */
  public record Interval(double low, double high) {
    public double width() {
      return high - low;
    }
  }

  private static double[] sorted(double[] sample) {
    double[] ascending = sample.clone();
    Arrays.sort(ascending);
    return ascending;
  }
}
