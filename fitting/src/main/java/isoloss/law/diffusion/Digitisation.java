package isoloss.law.diffusion;

import isoloss.data.Seed;
import isoloss.stat.Quantile;
import isoloss.stat.StraightLine;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What reading numbers off a figure does by itself: every loss and every N is moved by an error
 * that is uniform within its bound, relatively, the laws are fitted again and the ratios taken
 * again.
 *
 * @param lossError bound of the relative error of a loss, a share
 * @param sizeError bound of the relative error of N, a share
 * @param draws at least 1
 * @param level of the central range
 */
record Digitisation(double lossError, double sizeError, int draws, double level, Seed seed) {

  /**
   * What the draws gave.
   *
   * @param least the least of all draws
   * @param low end of the central range
   */
  record Range(double least, double low, double high, double greatest) {
    private static Range of(double[] drawn, double level) {
      double[] ascending = drawn.clone();
      Arrays.sort(ascending);
      return new Range(
          ascending[0],
          Quantile.ofSorted(ascending, (1 - level) / 2),
          Quantile.ofSorted(ascending, (1 + level) / 2),
          ascending[ascending.length - 1]);
    }
  }

  Range compute(ComputeGap gap) {
    double x = Math.log10(gap.flops());
    double[] drawn = new double[draws];
    for (int k = 0; k < draws; k++) {
      RandomGenerator random = generator("loss", k);
      StraightLine reference = moved(gap.reference(), gap.reference().loss(), lossError, random);
      StraightLine other = moved(gap.other(), gap.other().loss(), lossError, random);
      drawn[k] = Math.pow(10, ComputeGap.lgGap(reference, other, x));
    }
    return Range.of(drawn, level);
  }

  Range size(ComputeGap gap) {
    double x = Math.log10(gap.flops());
    double[] drawn = new double[draws];
    for (int k = 0; k < draws; k++) {
      RandomGenerator random = generator("size", k);
      StraightLine reference =
          moved(gap.reference(), gap.reference().parameters(), sizeError, random);
      StraightLine other = moved(gap.other(), gap.other().parameters(), sizeError, random);
      drawn[k] = Math.pow(10, reference.at(x) - other.at(x));
    }
    return Range.of(drawn, level);
  }

  private RandomGenerator generator(String what, int draw) {
    return seed.child("digitisation").child(what).child(draw).generator();
  }

  /** The line through the same points, each moved by an error of its own. */
  private static StraightLine moved(
      Family family, StraightLine line, double bound, RandomGenerator random) {
    int n = family.optima().size();
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = Math.log10(family.optima().get(i).flops());
      double error = bound * (2 * random.nextDouble() - 1);
      y[i] = line.at(x[i]) + line.residuals().get(i) + Math.log10(1 + error);
    }
    return StraightLine.of(x, y);
  }
}
