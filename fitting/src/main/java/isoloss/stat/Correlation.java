package isoloss.stat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;

/** Correlation of two columns; NaN where a column does not vary or has fewer than two values. */
public final class Correlation {
  private Correlation() {}

  /** Pearson's product-moment correlation. */
  public static double pearson(double[] x, double[] y) {
    return weighted(x, y, ones(x.length));
  }

  /** Spearman's correlation: Pearson's of the ranks, equal values sharing their mean rank. */
  public static double spearman(double[] x, double[] y) {
    return pearson(midRanks(x), midRanks(y));
  }

  /** Kendall's tau-b: more pairs in one order than in opposite orders, ties accounted for. */
  public static double kendall(double[] x, double[] y) {
    return new KendallsCorrelation().correlation(x, y);
  }

  /** Pearson's correlation with each pair counted {@code times}. */
  public static double weighted(double[] x, double[] y, double[] times) {
    if (x.length != y.length || x.length != times.length) {
      throw new IllegalArgumentException(x.length + " and " + y.length + " values");
    }
    double total = CompensatedSum.of(times);
    double meanX = mean(x, times, total);
    double meanY = mean(y, times, total);
    CompensatedSum xx = new CompensatedSum();
    CompensatedSum xy = new CompensatedSum();
    CompensatedSum yy = new CompensatedSum();
    for (int i = 0; i < x.length; i++) {
      xx.add(times[i] * (x[i] - meanX) * (x[i] - meanX));
      xy.add(times[i] * (x[i] - meanX) * (y[i] - meanY));
      yy.add(times[i] * (y[i] - meanY) * (y[i] - meanY));
    }
    return xx.value() > 0 && yy.value() > 0
        ? Math.clamp(xy.value() / Math.sqrt(xx.value() * yy.value()), -1, 1)
        : Double.NaN;
  }

  /** Ranks from 1; equal values share the mean of theirs. */
  public static double[] midRanks(double[] values) {
    Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return ranks;
  }

  private static double mean(double[] values, double[] times, double total) {
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < values.length; i++) {
      sum.add(times[i] * values[i]);
    }
    return sum.value() / total;
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }
}
