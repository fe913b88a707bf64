package isoloss.rank.listwise;

import isoloss.data.pool.Comparison;
import isoloss.data.pool.Pool;
import isoloss.rank.evidence.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Models from best to worst as one sample has them, in groups of tied ones.
 *
 * @param models best first
 * @param ends of the groups: group t holds {@code models[ends[t-1]] .. models[ends[t] - 1]}
 * @param weight how often it counts
 * @param cluster of its sample
 */
record Ordering(int[] models, int[] ends, double weight, int cluster) {

  int groups() {
    return ends.length;
  }

  int start(int group) {
    return group == 0 ? 0 : ends[group - 1];
  }

  int size(int group) {
    return ends[group] - start(group);
  }

  /** Every sample of at least two models, and every comparison, of positive weight. */
  static List<Ordering> of(Evidence evidence) {
    Pool pool = evidence.pool();
    List<Ordering> all = new ArrayList<>();
    for (int s = 0; s < pool.scoredCount(); s++) {
      int measured = pool.measured(s);
      double weight = evidence.sampleWeight(s);
      if (measured > 1 && weight > 0) {
        all.add(ofSample(evidence, s, measured, weight));
      }
    }
    for (Comparison each : pool.comparisons()) {
      double weight = evidence.sampleWeight(each.sample());
      int cluster = evidence.cluster(each.sample());
      addPair(all, each.a(), each.b(), weight * each.winsA(), cluster);
      addPair(all, each.b(), each.a(), weight * each.winsB(), cluster);
      if (weight * each.ties() > 0) {
        all.add(
            new Ordering(
                new int[] {each.a(), each.b()}, new int[] {2}, weight * each.ties(), cluster));
      }
    }
    return all;
  }

  private static void addPair(
      List<Ordering> all, int winner, int loser, double weight, int cluster) {
    if (weight > 0) {
      all.add(new Ordering(new int[] {winner, loser}, new int[] {1, 2}, weight, cluster));
    }
  }

  /** Neighbours within the margin tie; so a chain of close scores is one group. */
  private static Ordering ofSample(Evidence evidence, int sample, int measured, double weight) {
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
    var direction = evidence.pool().sample(sample).direction();
    int[] order =
        IntStream.range(0, measured)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(i -> -direction.advantage(value[i], 0))
                    .thenComparing(i -> model[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Integer> ends = new ArrayList<>();
    for (int k = 1; k < measured; k++) {
      if (evidence.outcome(sample, value[order[k - 1]], value[order[k]]) != 0) {
        ends.add(k);
      }
    }
    ends.add(measured);
    return new Ordering(
        Arrays.stream(order).map(i -> model[i]).toArray(),
        ends.stream().mapToInt(Integer::intValue).toArray(),
        weight,
        evidence.cluster(sample));
  }
}
