package isoloss.rank.evidence;

import isoloss.optim.CommonBits;
import isoloss.optim.IndexedWork;

/**
 * Outcomes of models whose samples all count 1: {@code W_ij = bits(good_i & bad_j)} and {@code T_ij
 * = bits(seen_i & seen_j) - W_ij - W_ji}. Models stand in panels, so that the bits of one panel are
 * read from the cache by all models of another.
 */
final class BitPanels {
  private static final int WIDTH = CommonBits.WIDTH;

  private final BinaryOutcomes outcomes;
  private final long[][] good;
  private final long[][] bad;
  private final long[][] seen;
  private final CommonBits kernel = CommonBits.best();

  BitPanels(BinaryOutcomes outcomes) {
    this.outcomes = outcomes;
    int panels = (outcomes.good().length + WIDTH - 1) / WIDTH;
    good = new long[panels][];
    bad = new long[panels][];
    seen = new long[panels][];
    for (int p = 0; p < panels; p++) {
      good[p] = CommonBits.interleaved(outcomes.good(), p * WIDTH, outcomes.words());
      bad[p] = CommonBits.interleaved(outcomes.bad(), p * WIDTH, outcomes.words());
      seen[p] = union(good[p], bad[p]);
    }
  }

  private static long[] union(long[] first, long[] second) {
    long[] union = new long[first.length];
    for (int w = 0; w < union.length; w++) {
      union[w] = first[w] | second[w];
    }
    return union;
  }

  /** The largest panels come first, so that threads end together. */
  void count(int threads, PairCounts counts) {
    IndexedWork.run(
        good.length,
        threads,
        Scratch::new,
        (scratch, index) -> countPanel(good.length - 1 - index, scratch, counts));
  }

  private static final class Scratch {
    final long[] won = new long[WIDTH];
    final long[] lost = new long[WIDTH];
    final long[] met = new long[WIDTH];
  }

  private void countPanel(int panel, Scratch scratch, PairCounts counts) {
    int from = panel * WIDTH;
    int to = Math.min(from + WIDTH, outcomes.good().length);
    long[][] seenRows = new long[to - from][];
    for (int i = from; i < to; i++) {
      seenRows[i - from] = union(outcomes.good()[i], outcomes.bad()[i]);
    }
    for (int other = 0; other <= panel; other++) {
      for (int i = from; i < to; i++) {
        kernel.count(outcomes.good()[i], bad[other], scratch.won);
        kernel.count(outcomes.bad()[i], good[other], scratch.lost);
        kernel.count(seenRows[i - from], seen[other], scratch.met);
        store(i, other * WIDTH, scratch, counts);
      }
    }
  }

  private static void store(int i, int from, Scratch scratch, PairCounts counts) {
    for (int j = from; j < Math.min(from + WIDTH, i); j++) {
      long won = scratch.won[j - from];
      long lost = scratch.lost[j - from];
      counts.add(i, j, won, lost, scratch.met[j - from] - won - lost);
    }
  }
}
