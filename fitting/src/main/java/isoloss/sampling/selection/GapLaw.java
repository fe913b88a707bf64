package isoloss.sampling.selection;

import isoloss.stat.WeightedLine;
import java.util.stream.IntStream;

/**
 * {@code gap(H) = A H^b}: by how much a method falls short of the oracle, against the number of
 * samples. Least squares in logarithms; b above 0 means that the gap opens without end.
 *
 * @param scale A, the gap at H = 1; NaN where fewer than two gaps are positive
 * @see <a href="https://arxiv.org/abs/2502.12118">Setlur et al. (2025)</a>, verification against
 *     none
 */
public record GapLaw(double scale, double exponent, double rSquared) {

  /** Gaps that are not positive have no logarithm and are left out. */
  public static GapLaw fit(double[] samples, double[] gap) {
    int[] usable = IntStream.range(0, gap.length).filter(i -> gap[i] > 0).toArray();
    if (usable.length < 2) {
      return new GapLaw(Double.NaN, Double.NaN, Double.NaN);
    }
    WeightedLine line =
        WeightedLine.through(
            IntStream.of(usable).mapToDouble(i -> Math.log(samples[i])).toArray(),
            IntStream.of(usable).mapToDouble(i -> Math.log(gap[i])).toArray());
    return new GapLaw(Math.exp(line.intercept()), line.slope(), line.rSquared());
  }
}
