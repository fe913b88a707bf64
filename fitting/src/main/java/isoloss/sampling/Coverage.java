package isoloss.sampling;

import isoloss.stat.Quantile;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Coverage of a set of problems at k samples: the mean over problems of the probability that at
 * least one of k fresh samples is correct.
 *
 * @param standardError with the problems as a sample from a larger benchmark; it contains the
 *     sampling of answers; absent for a single problem
 * @param interval the same view
 * @param fixedStandardError of another run on these very problems; absent where 2k exceeds some n,
 *     since no unbiased variance exists there, and in designs other than a fixed n
 * @param fixedInterval the same view
 * @param band simultaneous over all k of the curve, with the problems as a sample
 */
public record Coverage(
    int k,
    double value,
    OptionalDouble standardError,
    Optional<Quantile.Interval> interval,
    OptionalDouble fixedStandardError,
    Optional<Quantile.Interval> fixedInterval,
    Optional<Quantile.Interval> band) {

  Coverage withBand(Quantile.Interval newBand) {
    return new Coverage(
        k, value, standardError, interval, fixedStandardError, fixedInterval, Optional.of(newBand));
  }
}
