package isoloss.sampling.resample;

import isoloss.fit.Estimate;
import isoloss.stat.Moments;
import isoloss.stat.Quantile;
import java.util.OptionalDouble;

/** An estimate with the standard deviation and the central interval of its draws. */
public final class DrawnEstimate {
  private DrawnEstimate() {}

  /** Of the value alone where there are fewer than two draws. */
  public static Estimate of(String name, double value, double[] draws, double level) {
    if (draws.length < 2) {
      return Estimate.point(name, value);
    }
    Quantile.Interval ends = Quantile.centralInterval(draws, level);
    return new Estimate(
        name,
        value,
        Moments.of(draws).standardDeviation(),
        OptionalDouble.of(ends.low()),
        OptionalDouble.of(ends.high()),
        OptionalDouble.of(level));
  }
}
