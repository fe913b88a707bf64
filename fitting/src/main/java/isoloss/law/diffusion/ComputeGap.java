package isoloss.law.diffusion;

import isoloss.stat.StraightLine;
import isoloss.stat.StudentT;

/**
 * How many times the reference's compute another family needs for the reference's loss at budget C:
 * {@code gap(C) = (L_ref(C)/10^a)^(1/b)/C}, and how many times larger the reference's optimal model
 * is at that budget.
 *
 * <p>Intervals are by the delta method on lg of the ratio, the two lines taken as independent, with
 * Student's t at Welch and Satterthwaite's degrees of freedom: five budgets leave three to a line.
 */
record ComputeGap(Family reference, Family other, double flops) {

  /** A ratio with its interval. */
  record Ratio(double value, double low, double high) {
    private static Ratio of(double lg, double standardError, double t) {
      return new Ratio(
          Math.pow(10, lg),
          Math.pow(10, lg - t * standardError),
          Math.pow(10, lg + t * standardError));
    }
  }

  /** {@code lg gap = (a_ref + b_ref x - a)/b - x} with x = lg C. */
  static double lgGap(StraightLine reference, StraightLine other, double x) {
    return (reference.at(x) - other.intercept()) / other.slope() - x;
  }

  /**
   * @param level of the interval; NaN for none
   */
  Ratio compute(double level) {
    double x = Math.log10(flops);
    double b = other.loss().slope();
    double equivalent = (reference.loss().at(x) - other.loss().intercept()) / b; // lg of its C
    double fromReference = reference.loss().varianceOf(1 / b, x / b);
    double fromOther = other.loss().varianceOf(-1 / b, -equivalent / b);
    return Ratio.of(
        equivalent - x,
        Math.sqrt(fromReference + fromOther),
        quantile(level, fromReference, fromOther));
  }

  /** {@code N_ref(C)/N(C)}. */
  Ratio size(double level) {
    double x = Math.log10(flops);
    double fromReference = reference.parameters().varianceOf(1, x);
    double fromOther = other.parameters().varianceOf(1, x);
    return Ratio.of(
        reference.parameters().at(x) - other.parameters().at(x),
        Math.sqrt(fromReference + fromOther),
        quantile(level, fromReference, fromOther));
  }

  private double quantile(double level, double first, double second) {
    if (Double.isNaN(level)) {
      return Double.NaN;
    }
    double sum = first + second;
    double freedom =
        sum
            * sum
            / (first * first / reference.loss().degreesOfFreedom()
                + second * second / other.loss().degreesOfFreedom());
    return freedom > 0 ? StudentT.twoSided(level, freedom) : Double.NaN;
  }

  /** Whether the budget lies within those of both families. */
  boolean isInside() {
    return flops >= Math.max(reference.leastFlops(), other.leastFlops()) / 1.01
        && flops <= Math.min(reference.greatestFlops(), other.greatestFlops()) * 1.01;
  }

  /** Compute at which the other family reaches the reference's loss. */
  double equivalentFlops() {
    return flops * compute(Double.NaN).value();
  }
}
