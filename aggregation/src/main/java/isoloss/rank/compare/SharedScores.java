package isoloss.rank.compare;

import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import isoloss.rank.evidence.Evidence;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The scores of two models on the samples of one measure that both have. */
final class SharedScores {
  private final Evidence evidence;
  private final int[] samples;
  private final double[] first;
  private final double[] second;
  private final double[] advantage;
  private final double[] weights;
  private final int[] clusters;
  private final int onlyFirst;
  private final int onlySecond;

  private SharedScores(
      Evidence evidence,
      int[] samples,
      double[] first,
      double[] second,
      int onlyFirst,
      int onlySecond) {
    this.evidence = evidence;
    this.samples = samples;
    this.first = first;
    this.second = second;
    this.onlyFirst = onlyFirst;
    this.onlySecond = onlySecond;
    this.advantage = new double[samples.length];
    this.weights = Arrays.stream(samples).mapToDouble(evidence::sampleWeight).toArray();
    this.clusters = Arrays.stream(samples).map(evidence::cluster).toArray();
    for (int i = 0; i < samples.length; i++) {
      advantage[i] = advantage(sample(i), first[i], second[i]);
    }
  }

  /** Samples of weight 0 are left out. */
  static SharedScores of(Evidence evidence, int first, int second, Measure measure) {
    Pool pool = evidence.pool();
    int[] shared = new int[pool.scoredCount()];
    double[] a = new double[shared.length];
    double[] b = new double[shared.length];
    int size = 0;
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int s = 0; s < shared.length; s++) {
      if (evidence.sampleWeight(s) > 0 && measure.holds(pool.sample(s))) {
        OptionalDouble one = pool.score(first, s);
        OptionalDouble other = pool.score(second, s);
        if (one.isPresent() && other.isPresent()) {
          shared[size] = s;
          a[size] = one.getAsDouble();
          b[size++] = other.getAsDouble();
        } else {
          onlyFirst += one.isPresent() ? 1 : 0;
          onlySecond += other.isPresent() ? 1 : 0;
        }
      }
    }
    return new SharedScores(
        evidence,
        Arrays.copyOf(shared, size),
        Arrays.copyOf(a, size),
        Arrays.copyOf(b, size),
        onlyFirst,
        onlySecond);
  }

  /** How much better the first is; of places only which is better. */
  private static double advantage(Sample sample, double first, double second) {
    double advantage = sample.direction().advantage(first, second);
    return Measure.of(sample).ordinal() ? Math.signum(advantage) : advantage;
  }

  /** The shared samples for which this holds. */
  SharedScores where(Predicate<Sample> wanted) {
    int[] kept = IntStream.range(0, size()).filter(i -> wanted.test(sample(i))).toArray();
    return new SharedScores(
        evidence,
        Arrays.stream(kept).map(i -> samples[i]).toArray(),
        Arrays.stream(kept).mapToDouble(i -> first[i]).toArray(),
        Arrays.stream(kept).mapToDouble(i -> second[i]).toArray(),
        0,
        0);
  }

  int size() {
    return samples.length;
  }

  Sample sample(int i) {
    return evidence.pool().sample(samples[i]);
  }

  /** Read only, as are the other arrays. */
  double[] first() {
    return first;
  }

  double[] second() {
    return second;
  }

  /** Positive where the first is better. */
  double[] advantage() {
    return advantage;
  }

  double[] weights() {
    return weights;
  }

  /** Numbers of the evidence's clusters. */
  int[] clusters() {
    return clusters;
  }

  /** Samples of the measure that the first model has and the second has not. */
  int onlyFirst() {
    return onlyFirst;
  }

  int onlySecond() {
    return onlySecond;
  }

  /** Whether every score is 0 or 1. */
  boolean isBinary() {
    return Arrays.stream(first).allMatch(SharedScores::isBit)
        && Arrays.stream(second).allMatch(SharedScores::isBit);
  }

  private static boolean isBit(double score) {
    return score == 0 || score == 1;
  }

  /** Whether every sample counts alike. */
  boolean isUnweighted() {
    return Arrays.stream(weights).allMatch(weight -> weight == weights[0]);
  }

  /** Samples on which the first is better. */
  long wins() {
    return Arrays.stream(advantage).filter(each -> each > 0).count();
  }

  long losses() {
    return Arrays.stream(advantage).filter(each -> each < 0).count();
  }

  /** The weighted sum of advantages in each cluster that has any, in order of cluster number. */
  double[] clusterSums() {
    int[] present = Arrays.stream(clusters).sorted().distinct().toArray();
    double[] sums = new double[present.length];
    for (int i = 0; i < size(); i++) {
      sums[Arrays.binarySearch(present, clusters[i])] += weights[i] * advantage[i];
    }
    return sums;
  }
}
