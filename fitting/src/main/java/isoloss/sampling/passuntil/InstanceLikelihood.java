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

  private static final double GREATEST_F = 24; // beyond these ends F is held, lest exp overflow
  private static final double LEAST_F = -40;
  private static final int MOST_STEPS = 200;
  private static final double LONGEST_STEP = 2;
  private static final double SHORTEST_SHARE = 1e-10;
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
      double hazard = hazard(a, exponent, j);
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
      double share = to.shareWithinBox(exponent);
      double next = value(a + share * to.a(), exponent + share * to.exponent());
      while (share > SHORTEST_SHARE && !(next >= best)) {
        share /= 2;
        next = value(a + share * to.a(), exponent + share * to.exponent());
      }
      if (!(next > best)) {
        break;
      }
      a += share * to.a();
      exponent =
          Math.clamp(exponent + share * to.exponent(), -GREATEST_EXPONENT, GREATEST_EXPONENT);
      boolean converged = next - best < CONVERGED * Math.max(1, Math.abs(best));
      best = next;
      if (converged && share > SHORTEST_SHARE) {
        break;
      }
    }
    boolean determined = variance < 1 || Double.isFinite(prior.deviation());
    return determined ? new Maximum(a, exponent, variance) : onBorder(a, exponent, best);
  }

  /**
   * Where the data leave alpha open, the likelihood of a problem solved at one end of the sizes
   * alone rises with |alpha| by less than rounding shows: its supremum lies on the border.
   */
  private Maximum onBorder(double a, double exponent, double best) {
    for (double border : new double[] {GREATEST_EXPONENT, -GREATEST_EXPONENT}) {
      double at = bestAt(border, a + (border - exponent) * centre());
      if (value(at, border) >= best - CONVERGED * Math.max(1, Math.abs(best))) {
        return new Maximum(at, border, Double.NaN);
      }
    }
    return new Maximum(a, exponent, Double.NaN);
  }

  /** The mean x of the successes, about which a law turns when alpha changes. */
  private double centre() {
    double sum = 0;
    double total = 0;
    for (int j = 0; j < x.length; j++) {
      sum += correct[j] * x[j];
      total += correct[j];
    }
    return total == 0 ? 0 : sum / total;
  }

  /** The best a at a fixed alpha, by Newton steps in one dimension. */
  private double bestAt(double exponent, double start) {
    double a = start;
    for (int step = 0; step < MOST_STEPS; step++) {
      double along = newtonAlongA(a, exponent);
      a += along;
      if (Math.abs(along) < 1e-12) {
        break;
      }
    }
    return a;
  }

  private record Step(double a, double exponent, double exponentVariance) {
    /** How much of the step the box of alpha admits, at most all of it. */
    double shareWithinBox(double from) {
      double room = this.exponent > 0 ? GREATEST_EXPONENT - from : GREATEST_EXPONENT + from;
      return Math.abs(this.exponent) <= room ? 1 : room / Math.abs(this.exponent);
    }
  }

  /** The Newton step; along a alone where alpha is pressed against its box. */
  private Step newton(double a, double exponent) {
    double gradientA = 0;
    double gradientExponent = -prior.precision() * (exponent - prior.mean());
    double aa = 0;
    double ae = 0;
    double ee = prior.precision();
    for (int j = 0; j < x.length; j++) {
      double hazard = hazard(a, exponent, j);
      double slope = slope(hazard, j);
      double bend = bend(hazard, j);
      gradientA += slope;
      gradientExponent -= slope * x[j];
      aa += bend;
      ae -= bend * x[j];
      ee += bend * x[j] * x[j];
    }
    double determinant = aa * ee - ae * ae;
    double stepA = (ee * gradientA - ae * gradientExponent) / determinant;
    double stepExponent = (aa * gradientExponent - ae * gradientA) / determinant;
    boolean pressed = Math.abs(exponent) >= GREATEST_EXPONENT && stepExponent * exponent > 0;
    if (pressed || !(determinant > 1e-12 * aa * ee)) {
      return new Step(alongA(gradientA, aa), 0, Double.NaN);
    }
    double longest = Math.max(Math.abs(stepA), Math.abs(stepExponent));
    double share = Math.min(1, LONGEST_STEP / longest);
    return new Step(share * stepA, share * stepExponent, aa / determinant);
  }

  private static double alongA(double gradient, double curvature) {
    return Math.clamp(gradient / Math.max(curvature, 1e-12), -LONGEST_STEP, LONGEST_STEP);
  }

  private double newtonAlongA(double a, double exponent) {
    double gradient = 0;
    double curvature = 0;
    for (int j = 0; j < x.length; j++) {
      double hazard = hazard(a, exponent, j);
      gradient += slope(hazard, j);
      curvature += bend(hazard, j);
    }
    return alongA(gradient, curvature);
  }

  private double hazard(double a, double exponent, int j) {
    return Math.exp(Math.clamp(a - exponent * x[j], LEAST_F, GREATEST_F));
  }

  /** Derivative of a size's log-likelihood by F. */
  private double slope(double hazard, int j) {
    return (samples[j] - correct[j]) * hazard / Math.expm1(hazard) - correct[j] * hazard;
  }

  /** Its second derivative by F, negated: never negative. */
  private double bend(double hazard, int j) {
    double odds = hazard / Math.expm1(hazard); // hazard p/(1-p)
    return correct[j] * hazard
        - (samples[j] - correct[j]) * odds * (1 - hazard / -Math.expm1(-hazard));
  }
}
