package isoloss.rank.compare;

import isoloss.fit.Estimate;
import isoloss.stat.ClusteredMean;
import isoloss.stat.Correlation;
import isoloss.stat.StudentT;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The weighted mean of how much better one model is than another on shared samples, with its
 * standard error by four views.
 *
 * <ul>
 *   <li><b>clustered</b>: another draw of clusters from the same population, {@code G/(G-1)}
 *       included; what tests and intervals use;
 *   <li><b>independent</b>: every sample a cluster of its own;
 *   <li><b>stratified</b>: another draw of samples from each source, sources fixed: {@code sqrt(sum
 *       (w_b/w)^2 SE_b^2)}; absent where a source has a single sample;
 *   <li><b>unpaired</b>: what two independent sets of samples would give, {@code sqrt(SE_A^2 +
 *       SE_B^2)}, for contrast.
 * </ul>
 *
 * Each is s/sqrt(n) of the differences where samples count alike and move alone. Scores that were
 * averaged over repeats of a sample carry the noise of the repeats in the same errors.
 *
 * @param value positive where the first model is better
 * @param correlation of the two models' scores over samples; NaN where one does not vary
 * @see <a href="https://arxiv.org/abs/2411.00640">Miller (2024)</a>
 */
record PairedDifference(
    double value,
    double firstMean,
    double secondMean,
    double clustered,
    double independent,
    OptionalDouble stratified,
    double unpaired,
    double correlation,
    int clusters,
    int samples) {

  static PairedDifference of(SharedScores shared) {
    ClusteredMean byCluster = mean(shared, shared.advantage(), shared.clusters());
    int[] alone = IntStream.range(0, shared.size()).toArray();
    ClusteredMean first = mean(shared, shared.first(), alone);
    ClusteredMean second = mean(shared, shared.second(), alone);
    return new PairedDifference(
        byCluster.mean(),
        first.mean(),
        second.mean(),
        byCluster.standardError(),
        mean(shared, shared.advantage(), alone).standardError(),
        stratified(shared),
        Math.hypot(first.standardError(), second.standardError()),
        Correlation.weighted(shared.first(), shared.second(), shared.weights()),
        byCluster.clusters(),
        shared.size());
  }

  private static ClusteredMean mean(SharedScores shared, double[] values, int[] clusters) {
    return ClusteredMean.of(values, shared.weights(), clusters);
  }

  private static OptionalDouble stratified(SharedScores shared) {
    Map<String, List<Integer>> bySource = new LinkedHashMap<>();
    for (int i = 0; i < shared.size(); i++) {
      bySource.computeIfAbsent(shared.sample(i).source(), source -> new ArrayList<>()).add(i);
    }
    double total = Arrays.stream(shared.weights()).sum();
    double variance = 0;
    for (List<Integer> stratum : bySource.values()) {
      double[] d = picked(shared.advantage(), stratum);
      double[] w = picked(shared.weights(), stratum);
      int[] alone = IntStream.range(0, d.length).toArray();
      double error = ClusteredMean.of(d, w, alone).standardError();
      double share = Arrays.stream(w).sum() / total;
      variance += share * share * error * error;
    }
    return Double.isNaN(variance) ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(variance));
  }

  private static double[] picked(double[] values, List<Integer> at) {
    return at.stream().mapToDouble(i -> values[i]).toArray();
  }

  /** Ends at {@code t} quantiles of {@code G - 1} degrees of freedom. */
  Estimate byClusters(double level) {
    return estimate("clustered", clustered, clusters - 1, level);
  }

  Estimate bySamples(double level) {
    return estimate("independent", independent, samples - 1, level);
  }

  /** Ends at {@code t} quantiles; no interval where the differences do not vary. */
  Estimate estimate(String name, double error, int degreesOfFreedom, double level) {
    double half =
        degreesOfFreedom < 1 || !(error > 0)
            ? Double.NaN
            : error * StudentT.twoSided(level, degreesOfFreedom);
    return Double.isNaN(half)
        ? Estimate.point(name, value)
        : new Estimate(
            name,
            value,
            OptionalDouble.of(error),
            OptionalDouble.of(value - half),
            OptionalDouble.of(value + half),
            OptionalDouble.of(level));
  }

  /** Whether no two samples are of one cluster. */
  boolean samplesMoveAlone() {
    return clusters == samples;
  }

  /** {@code value / error}; NaN where the differences do not vary. */
  double t(double error) {
    return error > 0 ? value / error : Double.NaN;
  }

  /** Two-sided, of {@code value / clustered}; NaN where the differences do not vary. */
  double tTest() {
    return tTest(clustered, clusters - 1);
  }

  double tTest(double error, int degreesOfFreedom) {
    return degreesOfFreedom < 1 || !(error > 0)
        ? Double.NaN
        : 2 * StudentT.cumulative(-Math.abs(t(error)), degreesOfFreedom);
  }
}
