package isoloss.law.hyper;

/**
 * The shape of the loss around the optimum, shared by all cells: {@code ln L = m_cell + (a x'^2 + 2
 * c x' y' + b y'^2)/2 + s x'^3/6} with x' and y' the distances of ln lr and ln B from the law.
 *
 * @param skew s; above 0 a learning rate too high costs more than one too low
 * @param rmse root of the mean squared residual, in ln L
 * @param relativeGradient the decrease that one Newton step still promises, relative to the
 *     objective
 */
record JointBowl(
    double a,
    double b,
    double c,
    double skew,
    double rmse,
    double objective,
    int rows,
    int iterations,
    double relativeGradient) {

  /** A promised relative decrease below this is rounding. */
  private static final double CONVERGED = 1e-9;

  boolean isConverged() {
    return relativeGradient <= CONVERGED;
  }

  /** Whether the quadratic part has a minimum. */
  boolean isPositiveDefinite() {
    return a > 0 && a * b - c * c > 0;
  }

  /** {@code d ln lr / d ln B} of the best learning rate at a given batch, {@code -c/a}. */
  double ridge() {
    return -c / a;
  }

  /** Greatest |x'| at the batch of the law for a gap e, {@code sqrt(2 ln(1+e)/a)}. */
  double rateAtFixedBatch(double e) {
    return Math.sqrt(2 * Math.log1p(e) / a);
  }

  /** Greatest |y'| at the learning rate of the law, {@code sqrt(2 ln(1+e)/b)}. */
  double batchAtFixedRate(double e) {
    return Math.sqrt(2 * Math.log1p(e) / b);
  }

  /** Greatest |x'| with the batch re-tuned, {@code sqrt(2 ln(1+e) b/(ab - c^2))}. */
  double rateWithBatchTuned(double e) {
    return Math.sqrt(2 * Math.log1p(e) * b / (a * b - c * c));
  }

  /** Greatest |y'| with the learning rate re-tuned, {@code sqrt(2 ln(1+e) a/(ab - c^2))}. */
  double batchWithRateTuned(double e) {
    return Math.sqrt(2 * Math.log1p(e) * a / (a * b - c * c));
  }

  /**
   * Rise of ln L for a batch off by a factor, learning rate re-tuned: {@code (b - c^2/a) y'^2/2}.
   */
  double penaltyTuned(double factor) {
    double distance = Math.log(factor);
    return (b - c * c / a) * distance * distance / 2;
  }

  /** Rise of ln L for a batch off by a factor, learning rate kept: {@code b y'^2/2}. */
  double penaltyUntuned(double factor) {
    double distance = Math.log(factor);
    return b * distance * distance / 2;
  }
}
