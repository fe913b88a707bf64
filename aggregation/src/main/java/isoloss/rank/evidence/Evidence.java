package isoloss.rank.evidence;

import isoloss.data.InputException;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pool as an estimator sees it. The samples of one cluster are drawn together by the bootstrap
 * and counted together by clustered errors.
 *
 * <p>Bootstrap draws differ from the evidence itself in {@code sampleWeights} alone.
 */
public final class Evidence {
  private final Pool pool;
  private final double[] sampleWeights;
  private final int[] clusters;
  private final int clusterCount;
  private final Weighting weighting;
  private final double margin;
  private final Prior prior;

  /** Counted once for all who ask; counting twice at the same time gives the same. */
  private volatile @Nullable PairCounts counts;

  private Evidence(
      Pool pool,
      double[] sampleWeights,
      int[] clusters,
      int clusterCount,
      Weighting weighting,
      double margin,
      Prior prior) {
    this.pool = pool;
    this.sampleWeights = sampleWeights;
    this.clusters = clusters;
    this.clusterCount = clusterCount;
    this.weighting = weighting;
    this.margin = margin;
    this.prior = prior;
  }

  /**
   * Samples by their own weights, clustered as they say, every comparison alike, no margin, no
   * prior.
   */
  public static Evidence of(Pool pool) {
    double[] weights = pool.samples().stream().mapToDouble(Sample::weight).toArray();
    return new Evidence(pool, weights, new int[0], 0, Weighting.COMPARISONS, 0, new Prior.None())
        .clusteredBy(Sample::cluster);
  }

  /**
   * The same view of another pool: weights, clusters and rules stay.
   *
   * @param other of the same samples, for example with some scores masked
   */
  public Evidence on(Pool other) {
    if (!other.samples().equals(pool.samples())) {
      throw new IllegalArgumentException("the other pool has other samples");
    }
    return new Evidence(other, sampleWeights, clusters, clusterCount, weighting, margin, prior);
  }

  /** Clusters are numbered in the order of their first sample. */
  public Evidence clusteredBy(Function<Sample, String> cluster) {
    Map<String, Integer> number = new LinkedHashMap<>();
    int[] of = new int[pool.sampleCount()];
    for (int s = 0; s < of.length; s++) {
      String name = cluster.apply(pool.sample(s));
      number.putIfAbsent(name, number.size());
      of[s] = number.get(name);
    }
    return new Evidence(pool, sampleWeights, of, number.size(), weighting, margin, prior);
  }

  public Evidence with(Weighting newWeighting) {
    return new Evidence(pool, sampleWeights, clusters, clusterCount, newWeighting, margin, prior);
  }

  /** Scores that differ by no more than this tie. */
  public Evidence withMargin(double newMargin) {
    if (!(newMargin >= 0)) {
      throw new IllegalArgumentException("margin " + newMargin + " is negative");
    }
    return new Evidence(pool, sampleWeights, clusters, clusterCount, weighting, newMargin, prior);
  }

  public Evidence with(Prior newPrior) {
    return new Evidence(pool, sampleWeights, clusters, clusterCount, weighting, margin, newPrior);
  }

  /**
   * @param weights one non-negative weight per sample, in place of those that it had
   */
  public Evidence withSampleWeights(double[] weights) {
    if (weights.length != pool.sampleCount()) {
      throw new IllegalArgumentException(
          weights.length + " weights for " + pool.sampleCount() + " samples");
    }
    return new Evidence(pool, weights.clone(), clusters, clusterCount, weighting, margin, prior);
  }

  /**
   * A composite likelihood: every source counts by its weight, whatever the number of its
   * comparisons, {@code L = sum_k weight_k L_k / mass_k}, with the mass of all comparisons kept.
   *
   * @param weights not negative; a source that is not named counts 1
   * @throws InputException if a name is not that of a source, or nothing is left
   */
  public Evidence withSourceWeights(Map<String, Double> weights) {
    return withSampleWeights(SourceMasses.of(this).balanced(weights));
  }

  /** Every source alike, whatever the number of its comparisons. */
  public Evidence withEqualSources() {
    return withSourceWeights(Map.of());
  }

  /**
   * @param times how often each cluster was drawn
   */
  public Evidence drawn(int[] times) {
    double[] weights = new double[sampleWeights.length];
    for (int s = 0; s < weights.length; s++) {
      weights[s] = sampleWeights[s] * times[clusters[s]];
    }
    return new Evidence(pool, weights, clusters, clusterCount, weighting, margin, prior);
  }

  /** The part on fewer models and samples, seen alike; clusters are numbered anew. */
  public Evidence restrictedTo(BitSet models, BitSet samples) {
    int[] kept = samples.stream().toArray();
    double[] weights = new double[kept.length];
    int[] of = new int[kept.length];
    Map<Integer, Integer> number = new LinkedHashMap<>();
    for (int s = 0; s < kept.length; s++) {
      weights[s] = sampleWeights[kept[s]];
      of[s] = number.computeIfAbsent(clusters[kept[s]], cluster -> number.size());
    }
    Pool part = pool.restrictedTo(models, samples);
    return new Evidence(part, weights, of, number.size(), weighting, margin, prior);
  }

  public Pool pool() {
    return pool;
  }

  /** The sample's own weight, times how often it was drawn; without {@link #weighting}. */
  public double sampleWeight(int sample) {
    return sampleWeights[sample];
  }

  /** Of one comparison of two models on a sample that {@code measured} models have a score on. */
  public double comparisonWeight(int sample, int measured) {
    return sampleWeights[sample] * weighting.ofComparison(measured);
  }

  /** Whether every sample counts 1, so that counts are whole numbers. */
  public boolean unweighted() {
    return weighting == Weighting.COMPARISONS && Arrays.stream(sampleWeights).allMatch(w -> w == 1);
  }

  public int cluster(int sample) {
    return clusters[sample];
  }

  public int clusterCount() {
    return clusterCount;
  }

  public Weighting weighting() {
    return weighting;
  }

  public double margin() {
    return margin;
  }

  public Prior prior() {
    return prior;
  }

  /**
   * Who wins on a sample, seen from the first of two scores: 1, -1, or 0 for a tie within the
   * margin.
   */
  public int outcome(int sample, double first, double second) {
    double advantage = pool.sample(sample).direction().advantage(first, second);
    return Math.abs(advantage) <= margin ? 0 : advantage > 0 ? 1 : -1;
  }

  PairCounts counted(Supplier<PairCounts> count) {
    PairCounts known = counts;
    if (known == null) {
      known = count.get();
      counts = known;
    }
    return known;
  }
}
