package isoloss.law.repeated;

import static isoloss.law.repeated.DataConstrained.A;
import static isoloss.law.repeated.DataConstrained.ALPHA;
import static isoloss.law.repeated.DataConstrained.B;
import static isoloss.law.repeated.DataConstrained.BETA;
import static isoloss.law.repeated.DataConstrained.R_D;
import static isoloss.law.repeated.DataConstrained.R_N;

/**
 * Logarithms of the effective parameters N' and tokens D', with their derivatives; that by ln B is
 * the negative of that by ln A.
 */
record EffectiveSizes(
    double logParameters,
    double logTokens,
    double parametersByLogA,
    double parametersByAlpha,
    double parametersByBeta,
    double parametersByLogDecay,
    double tokensByLogDecay) {

  static EffectiveSizes of(double[] theta, double[] x) {
    return of(Math.log(theta[A]), Math.log(theta[B]), theta, x);
  }

  /**
   * @param theta of which only alpha, beta, R_D and R_N are read
   * @param x (U, N, D)
   */
  static EffectiveSizes of(double logA, double logB, double[] theta, double[] x) {
    double alpha = theta[ALPHA];
    double beta = theta[BETA];
    double logUnique = Math.log(Math.min(x[0], x[2]));
    Saturating tokens = Saturating.of(Math.log(x[2]) - logUnique, theta[R_D]);
    double logG = (Math.log(alpha / beta) + logA - logB) / (alpha + beta);
    double scaled = logG + logUnique;
    double logOptimal = logG + beta / alpha * scaled;
    double logN = Math.log(x[1]);
    if (!(logOptimal < logN)) {
      return new EffectiveSizes(logN, logUnique + tokens.log(), 0, 0, 0, 0, tokens.byLogDecay());
    }
    Saturating parameters = Saturating.of(logN - logOptimal, theta[R_N]);
    double byOptimal = 1 - parameters.byLogExcess();
    double byG = byOptimal * (1 + beta / alpha);
    return new EffectiveSizes(
        logOptimal + parameters.log(),
        logUnique + tokens.log(),
        byG / (alpha + beta),
        byG * (1 / alpha - logG) / (alpha + beta) - byOptimal * beta / (alpha * alpha) * scaled,
        byG * (-1 / beta - logG) / (alpha + beta) + byOptimal / alpha * scaled,
        parameters.byLogDecay(),
        tokens.byLogDecay());
  }

  /**
   * {@code ln(1 + R (1 - exp(-(q - 1)/R)))} of a ratio q >= 1, with its derivatives by ln q and by
   * ln R.
   */
  record Saturating(double log, double byLogExcess, double byLogDecay) {
    /** Beyond this a ratio is as good as infinite, and its square still finite. */
    private static final double LARGEST_LOG_RATIO = 300;

    static Saturating of(double logRatio, double decay) {
      double excess = Math.expm1(Math.clamp(logRatio, 0, LARGEST_LOG_RATIO));
      double spent = excess / decay;
      double gained = -decay * Math.expm1(-spent);
      double left = Math.exp(-spent);
      double total = 1 + gained;
      return new Saturating(
          Math.log1p(gained), left * (1 + excess) / total, (gained - excess * left) / total);
    }
  }
}
