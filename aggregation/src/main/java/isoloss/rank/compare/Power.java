package isoloss.rank.compare;

import isoloss.fit.Uncertainty;
import isoloss.sampling.plan.SampleSize;
import isoloss.stat.Normal;

/**
 * What a paired comparison can find: with a two-sided test at {@code a = 1 - level} and the chance
 * {@code power} of finding it, a difference delta takes {@code n = (z_{a/2} + z_b)^2 omega^2 /
 * delta^2} samples, omega the standard deviation of the paired differences ({@code sqrt(n) SE}, so
 * that clusters as large as the present ones are allowed for). The noise of an answer that was
 * drawn K times is in omega already, at the present K.
 *
 * @see <a href="https://arxiv.org/abs/2411.00640">Miller (2024)</a>, eq. 9
 */
record Power(double level, double power) {
  Power {
    Uncertainty.requireLevel(level);
    if (!(power > 0 && power < 1)) {
      throw new IllegalArgumentException("power " + power + " is not in (0, 1)");
    }
  }

  /**
   * The least difference that is found with this power: {@code (z_{a/2} + z_b) SE}; NaN for an
   * error of 0, which comes from too few clusters and not from certainty.
   */
  double detectable(double standardError) {
    return standardError == 0
        ? Double.NaN
        : (Normal.quantile((1 + level) / 2) + Normal.quantile(power)) * standardError;
  }

  /** Samples that show a difference; NaN for a difference or an error of 0. */
  double samplesNeeded(double difference, double standardError, int samples) {
    return difference == 0 || standardError == 0
        ? Double.NaN
        : SampleSize.pairedProblems(
            Math.sqrt(samples) * standardError, Math.abs(difference), level, power);
  }
}
