package isoloss.sampling.passuntil;

/**
 * One problem's task law by its binomial likelihood over all sizes, those without a success
 * included: {@code l(a, alpha) = sum_j c_j ln p_j + (n_j - c_j) ln(1 - p_j)}, {@code p_j =
 * exp(-exp(a - alpha x_j))}, with an optional normal prior on alpha. The kernel is the same for
 * every stopping rule. l is concave, so damped Newton steps reach its maximum; alpha is kept in a
 * box, since a problem that is solved at the largest size alone would have alpha grow without end.
 */
final class InstanceLikelihood {
  /** Where alpha may lie. */
  static final double GREATEST_EXPONENT = 2;

  private static final double GREATEST_F = 12; // PU = exp(-160,000)
  private static final double LEAST_F = -40;
  private static final int MOST_STEPS = 200;
  private static final double LONGEST_STEP = 2;
  private static final double CONVERGED = 1e-13;

  private final double[] x;
  private final double[] samples;
  private final double[] correct;
  private final Prior prior;

  /** What the problems' exponents have in common; a deviation of infinity is no prior. */
  record Prior(double mean, double deviation) {
    static final Prior NONE = new Prior(0, Double.POSITIVE_INFINITY);

    double precision() {
      return 1 / (deviation * deviation);
    }
  }

  /**
   * The maximum.
   *
   * @param exponentVariance by the curvature at the maximum; NaN on the border
   */
  record Maximum(double a, double exponent, double exponentVariance) {
    double passRate(double x) {
      return TaskLaw.passRate(a - exponent * x);
    }
  }

  InstanceLikelihood(double[] x, double[] samples, double[] correct, Prior prior) {
    this.x = x;
    this.samples = samples;
    this.correct = correct;
    this.prior = prior;
  }

  private double value(double a, double exponent) {
    double deviation = exponent - prior.mean();
    double sum = -0.5 * prior.precision() * deviation * deviation;
    for (int j = 0; j < x.length; j++) {
      double hazard = Math.exp(Math.clamp(a - exponent * x[j], LEAST_F, 2 * GREATEST_F));
      double failures = samples[j] - correct[j];
      sum -= correct[j] * hazard;
      sum += failures == 0 ? 0 : failures * Math.log(-Math.expm1(-hazard));
    }
    return sum;
  }

  /** From the share of all sizes together and the prior's mean, 0 without a prior. */
  Maximum maximise() {
    double all = 0;
    double right = 0;
    for (int j = 0; j < x.length; j++) {
      all += samples[j];
      right += correct[j];
    }
    double a = TaskLaw.f(Math.clamp(right / all, 1e-9, 1 - 1e-9));
    double exponent = Math.clamp(prior.mean(), -GREATEST_EXPONENT, GREATEST_EXPONENT);
    double best = value(a, exponent);
    double variance = Double.NaN;
    for (int step = 0; step < MOST_STEPS; step++) {
      Step to = newton(a, exponent);
      variance = to.exponentVariance();
      double share = 1;
      double nextA = a;
      double nextExponent = exponent;
      double next = Double.NEGATIVE_INFINITY;
      while (share > 1e-10 && !(next >= best)) {
        nextA = Math.clamp(a + share * to.a(), LEAST_F, GREATEST_F);
        nextExponent =
            Math.clamp(exponent + share * to.exponent(), -GREATEST_EXPONENT, GREATEST_EXPONENT);
        next = value(nextA, nextExponent);
        share /= 2;
      }
      if (!(next > best + CONVERGED * Math.max(1, Math.abs(best)))) {
        break;
      }
      a = nextA;
      exponent = nextExponent;
      best = next;
    }
    return new Maximum(a, exponent, variance);
  }

  private record Step(double a, double exponent, double exponentVariance) {}

  /** The Newton step; along a alone where alpha is pressed against its box. */
  private Step newton(double a, double exponent) {
    double gradientA = 0;
    double gradientExponent = -prior.precision() * (exponent - prior.mean());
    double aa = 0;
    double ae = 0;
    double ee = prior.precision();
    for (int j = 0; j < x.length; j++) {
      double hazard = Math.exp(Math.clamp(a - exponent * x[j], LEAST_F, 2 * GREATEST_F));
      double odds = hazard / Math.expm1(hazard); // hazard p/(1-p)
      double failures = samples[j] - correct[j];
      double slope = -correct[j] * hazard + failures * odds;
      double bend = correct[j] * hazard - failures * odds * (1 - hazard / -Math.expm1(-hazard));
      gradientA += slope;
      gradientExponent -= slope * x[j];
      aa += bend;
      ae -= bend * x[j];
      ee += bend * x[j] * x[j];
    }
    boolean pressed = Math.abs(exponent) >= GREATEST_EXPONENT && gradientExponent * exponent > 0;
    double determinant = aa * ee - ae * ae;
    if (pressed || !(determinant > 1e-12 * aa * ee)) {
      double along = gradientA / Math.max(aa, 1e-12);
      return new Step(Math.clamp(along, -LONGEST_STEP, LONGEST_STEP), 0, Double.NaN);
    }
    double stepA = (ee * gradientA - ae * gradientExponent) / determinant;
    double stepExponent = (aa * gradientExponent - ae * gradientA) / determinant;
    double longest = Math.max(Math.abs(stepA), Math.abs(stepExponent));
    double share = Math.min(1, LONGEST_STEP / longest);
    return new Step(share * stepA, share * stepExponent, aa / determinant);
  }
}
