package isoloss.law.hyper;

/**
 * {@code ln lr = rateIntercept + rateN ln N + rateD ln D}, {@code ln B = batchIntercept + batchD ln
 * D}; N in parameters, D and B in tokens.
 */
record StepCoefficients(
    double rateIntercept, double rateN, double rateD, double batchIntercept, double batchD) {

  double logRate(Cell cell) {
    return rateIntercept + rateN * cell.logParameters() + rateD * cell.logTokens();
  }

  double logBatch(Cell cell) {
    return batchIntercept + batchD * cell.logTokens();
  }

  double rateConstant() {
    return Math.exp(rateIntercept);
  }

  double batchConstant() {
    return Math.exp(batchIntercept);
  }

  /** In the order of {@link StepLaw#PARAMETERS}. */
  double[] natural() {
    return new double[] {rateConstant(), rateN, rateD, batchConstant(), batchD};
  }

  boolean isFinite() {
    return Double.isFinite(rateIntercept + rateN + rateD + batchIntercept + batchD);
  }
}
