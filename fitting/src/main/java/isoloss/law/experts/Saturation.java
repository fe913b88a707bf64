package isoloss.law.experts;

/**
 * The saturated number of experts Q of Clark et al. (2022), {@code 1/Q = 1/(E - 1 + (1/Es -
 * 1/Em)^-1) + 1/Em}, by s = ln Es and t = ln(Em/Es) > 0.
 */
final class Saturation {
  private Saturation() {}

  /** {@code ln Q}. */
  static double logExperts(double s, double t, double experts) {
    return -Math.log(1 / shifted(s, t, experts) + Math.exp(-s - t));
  }

  /** {@code E - 1 + (1/Es - 1/Em)^-1}. */
  private static double shifted(double s, double t, double experts) {
    return experts - 1 + Math.exp(s) / -Math.expm1(-t);
  }

  /** Derivatives of ln Q by s and t. */
  static double[] slopes(double s, double t, double experts) {
    double shifted = shifted(s, t, experts);
    double inverseMost = Math.exp(-s - t);
    double q = 1 / (1 / shifted + inverseMost);
    double gap = -Math.expm1(-t);
    double first = Math.exp(s) / gap;
    double second = -Math.exp(s - t) / (gap * gap);
    return new double[] {
      q * (first / (shifted * shifted) + inverseMost),
      q * (second / (shifted * shifted) + inverseMost)
    };
  }
}
