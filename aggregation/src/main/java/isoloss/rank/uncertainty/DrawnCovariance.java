package isoloss.rank.uncertainty;

import isoloss.rank.method.Covariance;

/** Variances over refits, about their mean. */
final class DrawnCovariance implements Covariance {
  private final double[][] drawn;

  /**
   * @param drawn one row per draw, at least two; not copied
   */
  DrawnCovariance(double[][] drawn) {
    this.drawn = drawn;
  }

  @Override
  public double variance(int model) {
    double mean = 0;
    for (double[] draw : drawn) {
      mean += draw[model];
    }
    mean /= drawn.length;
    double sum = 0;
    for (double[] draw : drawn) {
      sum += (draw[model] - mean) * (draw[model] - mean);
    }
    return sum / (drawn.length - 1);
  }

  @Override
  public double variance(int first, int second) {
    double mean = 0;
    for (double[] draw : drawn) {
      mean += draw[first] - draw[second];
    }
    mean /= drawn.length;
    double sum = 0;
    for (double[] draw : drawn) {
      double deviation = draw[first] - draw[second] - mean;
      sum += deviation * deviation;
    }
    return sum / (drawn.length - 1);
  }
}
