package isoloss.sampling.passuntil;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * {@code PU(N) = exp(-c N^-alpha)}, fitted as a line: {@code F = ln(-ln PU) = ln c - alpha ln N}.
 *
 * @param line of F over x = ln(N/centre)
 * @param points how many sizes it was fitted to
 * @see <a href="https://arxiv.org/abs/2310.03262">Hu et al. (2023), section 4</a>
 */
record TaskLaw(Scale scale, Line line, int points) {

  /** {@code F = ln(-ln PU)}; infinite at 0 and 1. */
  static double f(double passRate) {
    return Math.log(-Math.log(passRate));
  }

  static double passRate(double f) {
    return Math.exp(-Math.exp(f));
  }

  /** Whether F is finite. */
  static boolean usable(double passRate) {
    return passRate > 0 && passRate < 1;
  }

  /**
   * @param weights of F; the points whose pass rate is 0 or 1 are left out
   * @throws IllegalArgumentException if fewer than two points are left
   */
  static TaskLaw of(Scale scale, double[] sizes, double[] passRates, double[] weights) {
    int[] keep = usablePoints(passRates);
    if (keep.length < 2) {
      throw new IllegalArgumentException(
          "a task law needs two sizes with 0 < PU < 1; there are " + keep.length);
    }
    return new TaskLaw(
        scale,
        Line.through(
            Arrays.stream(keep).mapToDouble(i -> scale.x(sizes[i])).toArray(),
            Arrays.stream(keep).mapToDouble(i -> f(passRates[i])).toArray(),
            Arrays.stream(keep).mapToDouble(i -> weights[i]).toArray()),
        keep.length);
  }

  static int[] usablePoints(double[] passRates) {
    return IntStream.range(0, passRates.length).filter(i -> usable(passRates[i])).toArray();
  }

  /** alpha. */
  double exponent() {
    return -line.slope();
  }

  /** c, with N in its own unit. */
  double coefficient() {
    return Math.exp(line.at(-Math.log(scale.centre())));
  }

  double at(double size) {
    return passRate(line.at(scale.x(size)));
  }
}
