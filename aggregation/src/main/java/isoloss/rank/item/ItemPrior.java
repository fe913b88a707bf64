package isoloss.rank.item;

/**
 * Precisions (1 / variance) of the normal priors: abilities around 0, easiness around 0, slopes
 * around 1. The priors of a sample's parameters count once per copy of the sample.
 *
 * @param slopes whether samples have slopes of their own; all are 1 where they have not
 */
record ItemPrior(double ability, double easiness, boolean slopes, double slope) {

  /** Penalty {@code .005 theta^2 + .125 b^2}: theta ~ N(0, 10^2), b ~ N(0, 2^2). */
  static ItemPrior rasch() {
    return new ItemPrior(0.01, 0.25, false, 0);
  }

  /**
   * Penalty {@code theta^2/2 + d^2/18 + 2 (a-1)^2}: theta ~ N(0, 1), d ~ N(0, 3^2), a ~ N(1, .5^2).
   */
  static ItemPrior twoParameter() {
    return new ItemPrior(1, 1.0 / 9, true, 4);
  }

  /** Of one copy of a sample. */
  double penalty(double slopeOfSample, double easinessOfSample) {
    double away = slopeOfSample - 1;
    return (easiness * easinessOfSample * easinessOfSample + slope * away * away) / 2;
  }

  String inWords() {
    String common = "theta ~ N(0, %s^2), %s ~ N(0, %s^2)";
    return slopes
        ? common.formatted("1", "d", "3") + ", a ~ N(1, .5^2)"
        : common.formatted("10", "b", "2");
  }
}
