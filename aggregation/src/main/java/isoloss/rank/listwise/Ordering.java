package isoloss.rank.listwise;

import isoloss.data.pool.Comparison;
import isoloss.data.pool.Pool;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.SampleOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Models from best to worst as one sample or comparison has them.
 *
 * @param weight how often it counts
 * @param cluster of its sample
 */
record Ordering(SampleOrder order, double weight, int cluster) {

  /** Every sample of at least two models, and every comparison, of positive weight. */
  static List<Ordering> of(Evidence evidence) {
    Pool pool = evidence.pool();
    List<Ordering> all = new ArrayList<>();
    for (int s = 0; s < pool.scoredCount(); s++) {
      double weight = evidence.sampleWeight(s);
      if (weight > 0 && pool.measured(s) > 1) {
        all.add(new Ordering(SampleOrder.of(evidence, s), weight, evidence.cluster(s)));
      }
    }
    for (Comparison each : pool.comparisons()) {
      double weight = evidence.sampleWeight(each.sample());
      int cluster = evidence.cluster(each.sample());
      add(all, SampleOrder.decided(each.a(), each.b()), weight * each.winsA(), cluster);
      add(all, SampleOrder.decided(each.b(), each.a()), weight * each.winsB(), cluster);
      add(all, SampleOrder.tied(each.a(), each.b()), weight * each.ties(), cluster);
    }
    return all;
  }

  /**
   * The same likelihood in fewer terms: equal comparisons are added up, their clusters forgotten.
   */
  static List<Ordering> merged(List<Ordering> orderings) {
    Map<List<Integer>, Ordering> pairs = new LinkedHashMap<>();
    List<Ordering> all = new ArrayList<>();
    for (Ordering each : orderings) {
      if (each.size() == 2) {
        pairs.merge(
            List.of(each.model(0), each.model(1), each.firstWorse(0)), each, Ordering::plus);
      } else {
        all.add(each);
      }
    }
    all.addAll(pairs.values());
    return all;
  }

  private Ordering plus(Ordering other) {
    return new Ordering(order, weight + other.weight, cluster);
  }

  private static void add(List<Ordering> all, SampleOrder order, double weight, int cluster) {
    if (weight > 0) {
      all.add(new Ordering(order, weight, cluster));
    }
  }

  int size() {
    return order.size();
  }

  int model(int place) {
    return order.model(place);
  }

  int firstWorse(int place) {
    return order.firstWorse(place);
  }

  /** Whether somebody is worse than the model at this place. */
  boolean beatsAnyone(int place) {
    return firstWorse(place) < size();
  }

  /** Whether more than one model is left from this place on, so that there is a choice. */
  boolean isChoice(int place) {
    return size() - place > 1;
  }
}
