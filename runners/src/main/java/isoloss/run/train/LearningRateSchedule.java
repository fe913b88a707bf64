package isoloss.run.train;

/**
 * Linear warm-up, then a cosine down to a fraction of the peak.
 *
 * <pre>
 * rate(s) = peak min(1, s / warmupSteps) (floor + (1 - floor) (1 + cos(pi (s - 1) / steps)) / 2),  s = 1..steps
 * </pre>
 *
 * @param peak learning rate that the warm-up heads for
 * @param warmupSteps 0 for none
 * @param steps length of the whole run
 * @param floor what is left of the peak at the end, in [0, 1]
 */
public record LearningRateSchedule(double peak, int warmupSteps, int steps, double floor) {
  private static final double WARMUP_SHARE = 0.05;
  private static final double FLOOR = 0.05;

  public LearningRateSchedule {
    if (!(peak > 0) || warmupSteps < 0 || steps < 1 || !(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException(
          "not a schedule: peak %s, warm-up %d, steps %d, floor %s"
              .formatted(peak, warmupSteps, steps, floor));
    }
  }

  /** Warm-up over 5 % of the steps, cosine to 5 % of the peak. */
  public static LearningRateSchedule cosine(double peak, int steps) {
    return new LearningRateSchedule(peak, (int) Math.ceil(WARMUP_SHARE * steps), steps, FLOOR);
  }

  /**
   * @param step counted from 1
   */
  public double rate(int step) {
    double warmup = warmupSteps == 0 ? 1 : Math.min(1, step / (double) warmupSteps);
    double cosine = (1 + Math.cos(Math.PI * (step - 1) / steps)) / 2;
    return peak * warmup * (floor + (1 - floor) * cosine);
  }
}
