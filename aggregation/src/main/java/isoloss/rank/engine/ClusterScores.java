package isoloss.rank.engine;

import isoloss.data.pool.Comparison;
import isoloss.data.pool.Pool;
import isoloss.rank.evidence.Evidence;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What each cluster of samples says of the models at their log-strengths: {@code u_g,i = sum_{s in
 * g} w_s sum_j d ln P / d theta_i}.
 */
public final class ClusterScores {
  private final Evidence evidence;
  private final double[] theta;
  private final ComparisonScore score;
  private final int[][] pairsOfSample;

  /**
   * @param theta one per model of the pool
   */
  public ClusterScores(Evidence evidence, double[] theta, ComparisonScore score) {
    if (theta.length != evidence.pool().modelCount()) {
      throw new IllegalArgumentException(
          theta.length + " strengths of " + evidence.pool().modelCount() + " models");
    }
    this.evidence = evidence;
    this.theta = theta.clone();
    this.score = score;
    this.pairsOfSample = pairsOfSample(evidence.pool());
  }

  private static int[][] pairsOfSample(Pool pool) {
    int[][] pairs = new int[pool.sampleCount()][0];
    for (int k = 0; k < pool.comparisons().size(); k++) {
      int sample = pool.comparisons().get(k).sample();
      pairs[sample] = Arrays.copyOf(pairs[sample], pairs[sample].length + 1);
      pairs[sample][pairs[sample].length - 1] = k;
    }
    return pairs;
  }

  /** Takes the scores of one cluster; the array is used again for the next. */
  @FunctionalInterface
  public interface Sink {
    void cluster(int cluster, double[] scores);
  }

  /** Every cluster, by ascending number. */
  public void forEach(Sink sink) {
    int[] order =
        IntStream.range(0, evidence.pool().sampleCount())
            .boxed()
            .sorted(java.util.Comparator.comparingInt(evidence::cluster))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] sum = new double[theta.length];
    for (int at = 0; at < order.length; at++) {
      addSample(order[at], sum);
      int cluster = evidence.cluster(order[at]);
      if (at + 1 == order.length || evidence.cluster(order[at + 1]) != cluster) {
        sink.cluster(cluster, sum);
        Arrays.fill(sum, 0);
      }
    }
  }

  private void addSample(int sample, double[] sum) {
    if (sample < evidence.pool().scoredCount()) {
      addScores(sample, sum);
    } else {
      addComparisons(sample, sum);
    }
  }

  private void addScores(int sample, double[] sum) {
    int measured = evidence.pool().measured(sample);
    double weight = evidence.comparisonWeight(sample, measured);
    if (weight == 0) {
      return;
    }
    int[] model = new int[measured];
    double[] value = new double[measured];
    int[] next = new int[1];
    evidence
        .pool()
        .forEachModel(
            sample,
            (m, v) -> {
              model[next[0]] = m;
              value[next[0]++] = v;
            });
    for (int i = 1; i < measured; i++) {
      for (int j = 0; j < i; j++) {
        int outcome = evidence.outcome(sample, value[i], value[j]);
        add(sum, model[i], model[j], outcome, weight);
      }
    }
  }

  private void addComparisons(int sample, double[] sum) {
    double weight = evidence.sampleWeight(sample);
    for (int k : pairsOfSample[sample]) {
      Comparison each = evidence.pool().comparisons().get(k);
      add(sum, each.a(), each.b(), 1, weight * each.winsA());
      add(sum, each.a(), each.b(), -1, weight * each.winsB());
      add(sum, each.a(), each.b(), 0, weight * each.ties());
    }
  }

  private void add(double[] sum, int i, int j, int outcome, double weight) {
    if (weight > 0) {
      double effect = weight * score.of(outcome, theta[i] - theta[j]);
      sum[i] += effect;
      sum[j] -= effect;
    }
  }
}
