package isoloss.rank.choice;

import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A way in which measurements go missing. */
public sealed interface Missing {

  /** A pool with the scores that are left. */
  Pool from(Pool complete, RandomGenerator random);

  /** For a table, for example {@code 20 % of cells}. */
  String inWords();

  /** A stated share of something is left. */
  private static String left(double removed, String what) {
    var plain = new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return plain.format(100 * (1 - removed)) + " % of " + what;
  }

  private static void requireShare(double removed) {
    if (!(removed >= 0 && removed < 1)) {
      throw new IllegalArgumentException("share removed " + removed + " is not in [0, 1)");
    }
  }

  /** Round-off in a product such as .95 * 1260 must not remove one more. */
  private static int removed(double share, int of) {
    return (int) Math.ceil(share * of - 1e-9);
  }

  /** The first so many of a random order. */
  private static int[] drawn(int count, int of, RandomGenerator random) {
    int[] order = new int[of];
    Arrays.setAll(order, i -> i);
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(of - i);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return Arrays.copyOf(order, count);
  }

  /**
   * Of each model {@code ceil(removed * m)} of its m scores, at random.
   *
   * @param removed share of the scores
   */
  record Cells(double removed) implements Missing {
    public Cells {
      requireShare(removed);
    }

    @Override
    public Pool from(Pool complete, RandomGenerator random) {
      List<List<Integer>> scored = new ArrayList<>();
      complete.models().forEach(model -> scored.add(new ArrayList<>()));
      for (int s = 0; s < complete.scoredCount(); s++) {
        int sample = s;
        complete.forEachModel(s, (model, value) -> scored.get(model).add(sample));
      }
      BitSet[] gone = new BitSet[scored.size()];
      for (int m = 0; m < gone.length; m++) {
        List<Integer> samples = scored.get(m);
        gone[m] = new BitSet();
        for (int at : drawn(Missing.removed(removed, samples.size()), samples.size(), random)) {
          gone[m].set(samples.get(at));
        }
      }
      return complete.masked((model, sample) -> !gone[model].get(sample));
    }

    @Override
    public String inWords() {
      return left(removed, "cells");
    }
  }

  /**
   * Of the S samples {@code max(2, floor((1 - removed) S))} are left, the same for all models; the
   * others remain as samples that nobody was measured on.
   *
   * @param removed share of the samples
   */
  record Samples(double removed) implements Missing {
    public Samples {
      requireShare(removed);
    }

    @Override
    public Pool from(Pool complete, RandomGenerator random) {
      int samples = complete.sampleCount();
      int kept = Math.min(samples, Math.max(2, samples - Missing.removed(removed, samples)));
      BitSet keep = new BitSet();
      for (int s : drawn(kept, samples, random)) {
        keep.set(s);
      }
      return complete.masked((model, sample) -> keep.get(sample));
    }

    @Override
    public String inWords() {
      return left(removed, "samples");
    }
  }

  /**
   * Of each model all scores of all sources but some, chosen at random for each.
   *
   * @param kept how many sources each model keeps
   */
  record Blocks(int kept) implements Missing {
    public Blocks {
      if (kept < 1) {
        throw new IllegalArgumentException(kept + " sources leave no score");
      }
    }

    @Override
    public Pool from(Pool complete, RandomGenerator random) {
      List<String> sources = complete.samples().stream().map(Sample::source).distinct().toList();
      if (kept > sources.size()) {
        throw new IllegalArgumentException(
            "a pool of %d sources has no %d to keep".formatted(sources.size(), kept));
      }
      List<Set<String>> left = new ArrayList<>();
      for (int m = 0; m < complete.modelCount(); m++) {
        Set<String> own = new HashSet<>();
        for (int at : drawn(kept, sources.size(), random)) {
          own.add(sources.get(at));
        }
        left.add(own);
      }
      return complete.masked(
          (model, sample) -> left.get(model).contains(complete.sample(sample).source()));
    }

    @Override
    public String inWords() {
      return kept + " sources per model";
    }
  }
}
