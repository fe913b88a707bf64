package isoloss.rank.vote;

import isoloss.data.pool.Comparison;
import isoloss.data.pool.Pool;
import isoloss.rank.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The measurements of a pool as battles of two models, played in random order: samples in random
 * order, and within each its comparisons and the pairs of its scored models. Where all pairs would
 * be more than {@link #MOST}, each model meets one opponent a sample, drawn anew in each order.
 */
final class Battles {
  /** Battles of one order beyond which pairs are drawn. */
  private static final long MOST = 200_000;

  private final Evidence evidence;
  private final List<List<Comparison>> comparisons = new ArrayList<>();
  private final boolean drawn;

  Battles(Evidence evidence) {
    this.evidence = evidence;
    Pool pool = evidence.pool();
    for (int s = 0; s < pool.sampleCount(); s++) {
      comparisons.add(new ArrayList<>());
    }
    pool.comparisons().forEach(each -> comparisons.get(each.sample()).add(each));
    long pairs = 0;
    for (int s = 0; s < pool.scoredCount(); s++) {
      long measured = pool.measured(s);
      pairs += times(s) * (measured * (measured - 1) / 2);
    }
    this.drawn = pairs > MOST;
  }

  /** Whether opponents are drawn rather than all met. */
  boolean drawn() {
    return drawn;
  }

  /** Whether every sample and comparison counts a whole number of times. */
  static boolean whole(Evidence evidence) {
    for (int s = 0; s < evidence.pool().sampleCount(); s++) {
      if (evidence.sampleWeight(s) != Math.rint(evidence.sampleWeight(s))) {
        return false;
      }
    }
    return evidence.pool().comparisons().stream()
        .allMatch(each ->
            each.winsA() == Math.rint(each.winsA())
                && each.winsB() == Math.rint(each.winsB())
                && each.ties() == Math.rint(each.ties()));
  }

  private long times(int sample) {
    return (long) evidence.sampleWeight(sample);
  }

  void play(RandomGenerator random, Rating rating) {
    int[] order = new int[comparisons.size()];
    for (int s = 0; s < order.length; s++) {
      order[s] = s;
    }
    shuffle(order, random);
    for (int sample : order) {
      for (long time = 0; time < times(sample); time++) {
        playComparisons(sample, random, rating);
        if (sample < evidence.pool().scoredCount()) {
          playScores(sample, random, rating);
        }
      }
    }
  }

  private void playComparisons(int sample, RandomGenerator random, Rating rating) {
    List<Comparison> all = comparisons.get(sample);
    int[] order = new int[all.size()];
    for (int k = 0; k < order.length; k++) {
      order[k] = k;
    }
    shuffle(order, random);
    for (int k : order) {
      Comparison each = all.get(k);
      repeat(rating, each.a(), each.b(), 1, each.winsA());
      repeat(rating, each.a(), each.b(), 0, each.winsB());
      repeat(rating, each.a(), each.b(), 0.5, each.ties());
    }
  }

  private static void repeat(Rating rating, int a, int b, double result, double times) {
    for (long k = 0; k < (long) times; k++) {
      rating.battle(a, b, result);
    }
  }

  private void playScores(int sample, RandomGenerator random, Rating rating) {
    Pool pool = evidence.pool();
    int measured = pool.measured(sample);
    int[] model = new int[measured];
    double[] value = new double[pool.modelCount()];
    int[] next = new int[1];
    pool.forEachModel(
        sample,
        (m, v) -> {
          model[next[0]++] = m;
          value[m] = v;
        });
    shuffle(model, random);
    if (drawn) {
      for (int k = 0; k + 1 < measured; k += 2) {
        battle(sample, model[k], model[k + 1], value, rating);
      }
      return;
    }
    for (int i = 0; i < measured; i++) {
      for (int j = 0; j < i; j++) {
        battle(sample, model[i], model[j], value, rating);
      }
    }
  }

  private void battle(int sample, int a, int b, double[] value, Rating rating) {
    rating.battle(a, b, (evidence.outcome(sample, value[a], value[b]) + 1) / 2.0);
  }

  private static void shuffle(int[] values, RandomGenerator random) {
    for (int k = values.length - 1; k > 0; k--) {
      int other = random.nextInt(k + 1);
      int kept = values[k];
      values[k] = values[other];
      values[other] = kept;
    }
  }
}
