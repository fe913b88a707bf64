package isoloss.sampling.passuntil;

import java.util.Arrays;

/**
 * The mean pass rate over problems at every size, and the law through its F.
 *
 * @param passRates per rung and problem
 * @param byVariance whether F is weighted by 1/Var F, {@code Var F = Var(PU)/(PU ln PU)^2} with the
 *     problems as a sample (delta method), else equally
 */
record DatasetLevel(Ladder ladder, double[][] passRates, boolean byVariance) {

  static int[] once(int problems) {
    int[] ones = new int[problems];
    Arrays.fill(ones, 1);
    return ones;
  }

  double[] means(int[] multiplicities) {
    return Arrays.stream(passRates).mapToDouble(own -> mean(own, multiplicities)).toArray();
  }

  static double mean(double[] values, int[] multiplicities) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      sum += multiplicities[i] * values[i];
      total += multiplicities[i];
    }
    return sum / total;
  }

  /** Standard error of the mean pass rate at a rung, problems as a sample. */
  double standardError(int rung) {
    return Math.sqrt(variance(passRates[rung], once(ladder.problems())));
  }

  private static double variance(double[] own, int[] multiplicities) {
    double mean = mean(own, multiplicities);
    double sum = 0;
    double total = 0;
    for (int i = 0; i < own.length; i++) {
      sum += multiplicities[i] * (own[i] - mean) * (own[i] - mean);
      total += multiplicities[i];
    }
    return sum / (total - 1) / total;
  }

  /** Standard error of F by the delta method. */
  static double standardErrorOfF(double mean, double standardError) {
    return standardError / Math.abs(mean * Math.log(mean));
  }

  double[] weights(double[] means, int[] multiplicities) {
    double[] weights = new double[means.length];
    Arrays.fill(weights, 1);
    if (byVariance) {
      for (int j = 0; j < means.length; j++) {
        double error =
            standardErrorOfF(means[j], Math.sqrt(variance(passRates[j], multiplicities)));
        weights[j] = 1 / (error * error);
      }
    }
    return weights;
  }

  TaskLaw law(int[] multiplicities) {
    double[] means = means(multiplicities);
    return TaskLaw.of(ladder.scale(), ladder.sizeArray(), means, weights(means, multiplicities));
  }

  /** The parabola of F through the sizes with 0 &lt; PU &lt; 1; at least three are needed. */
  Parabola parabola(int[] multiplicities) {
    double[] means = means(multiplicities);
    double[] weights = weights(means, multiplicities);
    int[] keep = TaskLaw.usablePoints(means);
    double[] x = ladder.x();
    return Parabola.through(
        Arrays.stream(keep).mapToDouble(j -> x[j]).toArray(),
        Arrays.stream(keep).mapToDouble(j -> TaskLaw.f(means[j])).toArray(),
        Arrays.stream(keep).mapToDouble(j -> weights[j]).toArray());
  }
}
