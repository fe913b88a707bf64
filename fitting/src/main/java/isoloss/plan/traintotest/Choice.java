package isoloss.plan.traintotest;

import isoloss.sampling.pretraining.JointLaw;

/**
 * A model to train and how often to sample it.
 *
 * @param parameters N
 * @param tokens D
 * @param samples k per question, not rounded
 * @param loss {@code -ln} of the mean of pass@k; NaN where the budget does not reach
 */
record Choice(double parameters, double tokens, double samples, double loss) {
  static Choice of(JointLaw law, double parameters, double tokens, double samples) {
    boolean possible = tokens > 0 && samples >= 1;
    return new Choice(
        parameters, tokens, samples, possible ? law.loss(parameters, tokens, samples) : Double.NaN);
  }

  boolean possible() {
    return Double.isFinite(loss);
  }

  double passAtK() {
    return Math.exp(-loss);
  }

  double tokensPerParameter() {
    return tokens / parameters;
  }

  double trainFlops() {
    return 6 * parameters * tokens;
  }

  double inferenceFlops(Serving serving) {
    return samples * serving.flopsOfOneSample(parameters);
  }
}
