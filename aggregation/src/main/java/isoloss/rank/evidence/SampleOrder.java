package isoloss.rank.evidence;

import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The models that have a score on a sample, best first, and who is worse than whom: {@code O(m log
 * m)} for m models, where the pairs would be {@code m^2}.
 *
 * <p>Models that tie stand in the order of the pool. With a margin, ties do not form groups: a may
 * tie with b and b with c where a beats c.
 */
public final class SampleOrder {
  private final int[] models;
  private final int[] firstWorse;

  private SampleOrder(int[] models, int[] firstWorse) {
    this.models = models;
    this.firstWorse = firstWorse;
  }

  /** One beat the other. */
  public static SampleOrder decided(int winner, int loser) {
    return new SampleOrder(new int[] {winner, loser}, new int[] {1, 2});
  }

  /** Two tied. */
  public static SampleOrder tied(int a, int b) {
    return new SampleOrder(new int[] {a, b}, new int[] {2, 2});
  }

  /**
   * @param sample with scores; a pairwise one gives an empty order
   */
  public static SampleOrder of(Evidence evidence, int sample) {
    Pool pool = evidence.pool();
    int size = pool.measured(sample);
    int[] model = new int[size];
    double[] score = new double[size];
    int[] next = new int[1];
    pool.forEachModel(
        sample,
        (m, value) -> {
          model[next[0]] = m;
          score[next[0]++] = value;
        });
    int[] places =
        pool.sample(sample).kind() == Kind.BINARY
            ? solversFirst(evidence, sample, score)
            : sorted(evidence, sample, score);
    return new SampleOrder(at(places, model), firstWorse(evidence, sample, places, score));
  }

  /** Two groups need no sorting. */
  private static int[] solversFirst(Evidence evidence, int sample, double[] score) {
    double good = evidence.pool().sample(sample).direction().advantage(1, 0) > 0 ? 1 : 0;
    return IntStream.concat(
            IntStream.range(0, score.length).filter(k -> score[k] == good),
            IntStream.range(0, score.length).filter(k -> score[k] != good))
        .toArray();
  }

  private static int[] sorted(Evidence evidence, int sample, double[] score) {
    var direction = evidence.pool().sample(sample).direction();
    Comparator<Integer> bestFirst = (a, b) -> direction.compare(score[b], score[a]);
    return IntStream.range(0, score.length)
        .boxed()
        .sorted(bestFirst) // stable
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int[] at(int[] places, int[] model) {
    return IntStream.of(places).map(k -> model[k]).toArray();
  }

  private static int[] firstWorse(Evidence evidence, int sample, int[] places, double[] score) {
    int[] first = new int[places.length];
    int worse = 0;
    for (int place = 0; place < places.length; place++) {
      while (worse < places.length
          && evidence.outcome(sample, score[places[place]], score[places[worse]]) <= 0) {
        worse++;
      }
      first[place] = worse;
    }
    return first;
  }

  /** How many models were measured. */
  public int size() {
    return models.length;
  }

  /** The model at a place, 0 for the best. */
  public int model(int place) {
    return models[place];
  }

  /**
   * The first place whose model loses to the one at this place, as do all after it; {@link #size}
   * where nobody loses to it. Never falls with the place.
   */
  public int firstWorse(int place) {
    return firstWorse[place];
  }

  /** Whether tied models tie with the same others, which a margin can break. */
  public boolean isTransitive() {
    for (int place = 1; place < models.length; place++) {
      if (firstWorse[place] != firstWorse[place - 1] && firstWorse[place - 1] != place) {
        return false;
      }
    }
    return true;
  }
}
