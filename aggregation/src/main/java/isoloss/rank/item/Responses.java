package isoloss.rank.item;

import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.rank.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * The scores between 0 and 1 of an evidence, sample by sample: bits over models for binary samples,
 * values for numeric ones. A score of a sample where lower is better counts as {@code 1 - score}.
 */
final class Responses {
  private final Evidence evidence;
  private final int[] samples;
  private final long[][] observed;
  private final long[][] solved;
  private final int leftOutNumeric;

  private Responses(
      Evidence evidence, int[] samples, long[][] observed, long[][] solved, int leftOutNumeric) {
    this.evidence = evidence;
    this.samples = samples;
    this.observed = observed;
    this.solved = solved;
    this.leftOutNumeric = leftOutNumeric;
  }

  static Responses of(Evidence evidence) {
    Pool pool = evidence.pool();
    List<Integer> usable = new ArrayList<>();
    int numeric = 0;
    for (int s = 0; s < pool.scoredCount(); s++) {
      if (ItemModel.canUse(pool, s)) {
        usable.add(s);
      } else if (pool.sample(s).kind() == Kind.NUMERIC) {
        numeric++;
      }
    }
    int[] samples = usable.stream().mapToInt(Integer::intValue).toArray();
    int words = (pool.modelCount() + 63) >>> 6;
    long[][] observed = new long[pool.binaryCount()][words];
    long[][] solved = new long[pool.binaryCount()][words];
    transpose(pool, observed, solved);
    return new Responses(evidence, samples, observed, solved, numeric);
  }

  private static void transpose(Pool pool, long[][] observed, long[][] solved) {
    for (int m = 0; m < pool.modelCount(); m++) {
      int word = m >>> 6;
      long bit = 1L << m;
      pool.forEachBinarySample(
          m,
          (sample, value) -> {
            observed[sample][word] |= bit;
            if (Item.response(pool.sample(sample).direction(), value) == 1) {
              solved[sample][word] |= bit;
            }
          });
    }
  }

  Evidence evidence() {
    return evidence;
  }

  int models() {
    return evidence.pool().modelCount();
  }

  /** How many samples can be used. */
  int count() {
    return samples.length;
  }

  /** The index in the pool of the k-th usable sample. */
  int sample(int k) {
    return samples[k];
  }

  double weight(int k) {
    return evidence.sampleWeight(samples[k]);
  }

  int cluster(int k) {
    return evidence.cluster(samples[k]);
  }

  /** Usable samples of weight above 0, by their weights. */
  double totalWeight() {
    double sum = 0;
    for (int k = 0; k < samples.length; k++) {
      sum += weight(k);
    }
    return sum;
  }

  /** Numeric samples with scores outside 0 .. 1. */
  int leftOutNumeric() {
    return leftOutNumeric;
  }

  long cells() {
    long sum = 0;
    for (int s : samples) {
      sum += evidence.pool().measured(s);
    }
    return sum;
  }

  /**
   * The cells of the k-th usable sample, by ascending model.
   *
   * @return how many there are
   */
  int gather(int k, int[] model, double[] response) {
    int sample = samples[k];
    return sample < observed.length
        ? gatherBits(observed[sample], solved[sample], model, response)
        : gatherValues(sample, model, response);
  }

  private static int gatherBits(long[] seen, long[] good, int[] model, double[] response) {
    int count = 0;
    for (int w = 0; w < seen.length; w++) {
      for (long left = seen[w]; left != 0; left &= left - 1) {
        int bit = Long.numberOfTrailingZeros(left);
        model[count] = (w << 6) + bit;
        response[count++] = good[w] >>> bit & 1;
      }
    }
    return count;
  }

  private int gatherValues(int sample, int[] model, double[] response) {
    Pool pool = evidence.pool();
    Direction direction = pool.sample(sample).direction();
    int[] count = new int[1];
    pool.forEachModel(
        sample,
        (m, value) -> {
          model[count[0]] = m;
          response[count[0]++] = Item.response(direction, value);
        });
    return count[0];
  }
}
