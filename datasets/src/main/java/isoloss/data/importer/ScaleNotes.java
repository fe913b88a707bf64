package isoloss.data.importer;

import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Values of numeric samples that hardly are scores, in words: a lone negative whole number among
 * scores that are not negative, values far beyond those of all other samples, percent beside
 * proportions. Nothing is changed: what such a value means is for the user to say.
 */
final class ScaleNotes {
  /** How many times the usual size is out of scale. */
  private static final double FAR = 100;

  private static final int LISTED = 5;

  private final Pool pool;
  private final List<String> notes = new ArrayList<>();

  private ScaleNotes(Pool pool) {
    this.pool = pool;
  }

  static List<String> of(Pool pool) {
    ScaleNotes found = new ScaleNotes(pool);
    Map<List<String>, List<Integer>> columns = new LinkedHashMap<>();
    for (int s = pool.binaryCount(); s < pool.scoredCount(); s++) {
      Sample sample = pool.sample(s);
      if (sample.kind() == Kind.NUMERIC) {
        columns
            .computeIfAbsent(List.of(sample.source(), sample.metric()), column -> new ArrayList<>())
            .add(s);
      }
    }
    columns.forEach((column, samples) -> found.look(inWords(column), samples));
    found.notes.sort(null); // the order of samples is none that a reader knows
    return found.notes;
  }

  private static String inWords(List<String> column) {
    String source = column.get(0).isEmpty() ? "" : " of source " + column.get(0);
    String metric = column.get(1).isEmpty() ? "scores" : "scores in the metric " + column.get(1);
    return metric + source;
  }

  /** The scores on a sample. */
  private record Range(int sample, double[] sorted) {
    double least() {
      return sorted[0];
    }

    double greatest() {
      return sorted[sorted.length - 1];
    }

    double size() {
      return Math.max(Math.abs(least()), Math.abs(greatest()));
    }
  }

  private void look(String column, List<Integer> samples) {
    List<Range> ranges = samples.stream().map(this::range).toList();
    lookForSentinel(column, ranges);
    lookForOtherScales(column, ranges);
    lookForPercent(column, ranges);
  }

  private Range range(int sample) {
    double[] values = new double[pool.measured(sample)];
    int[] size = {0};
    pool.forEachModel(sample, (model, value) -> values[size[0]++] = value);
    Arrays.sort(values);
    return new Range(sample, values);
  }

  /** One whole negative number is all that lies below 0. */
  private void lookForSentinel(String column, List<Range> ranges) {
    double lone = 0;
    long count = 0;
    for (Range range : ranges) {
      for (int k = 0; k < range.sorted.length && range.sorted[k] < 0; k++) {
        if (count > 0 && range.sorted[k] != lone) {
          return;
        }
        lone = range.sorted[k];
        count++;
      }
    }
    if (count > 0 && lone == Math.rint(lone)) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%d %s are %.0f, the only value below 0; if that means not measured, leave them out"
                  + " with --where \"score <> %.0f\"",
              count,
              column,
              lone,
              lone));
    }
  }

  /** Samples far beyond the median one, and single values far beyond all others of a sample. */
  private void lookForOtherScales(String column, List<Range> ranges) {
    double[] sizes = ranges.stream().mapToDouble(Range::size).sorted().toArray();
    double usual = sizes[(sizes.length - 1) / 2];
    int told = 0;
    for (Range range : ranges) {
      boolean foreign = ranges.size() > 2 && usual > 0 && range.size() > FAR * usual;
      if ((foreign || isLone(range)) && told++ < LISTED) {
        String name = pool.sample(range.sample).name();
        notes.add(
            String.format(
                Locale.ROOT,
                "sample %s: %s, over %.0f times %s; if they are no scores, leave them out with"
                    + " --where \"sample <> '%s'\"",
                name,
                values(range),
                FAR,
                foreign ? "those of most other samples" : "all others on it",
                name.replace("'", "''")));
      }
    }
    if (told > LISTED) {
      notes.add(
          String.format(
              Locale.ROOT, "%s: %d more samples with values out of scale", column, told - LISTED));
    }
  }

  private static String values(Range range) {
    double farthest = Math.abs(range.least()) > range.greatest() ? range.least() : range.greatest();
    return "%d %s up to %s"
        .formatted(
            range.sorted.length,
            range.sorted.length == 1 ? "value" : "values",
            new BigDecimal(farthest, new MathContext(6)).stripTrailingZeros().toPlainString());
  }

  private static boolean isLone(Range range) {
    int n = range.sorted.length;
    if (n < 5) {
      return false;
    }
    double above = Math.max(Math.abs(range.least()), Math.abs(range.sorted[n - 2]));
    double below = Math.max(Math.abs(range.sorted[1]), Math.abs(range.greatest()));
    double rest = Math.min(above, below);
    return rest > 0 && range.size() > FAR * rest;
  }

  /** Samples whose scores lie in (0, 1) beside such that reach between 1 and 100. */
  private void lookForPercent(String column, List<Range> ranges) {
    long proportions = ranges.stream().filter(ScaleNotes::isProportion).count();
    long percents =
        ranges.stream()
            .filter(range -> range.least() >= 0)
            .filter(range -> range.greatest() > 1 && range.greatest() <= 100)
            .count();
    if (proportions > 0 && percents > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s: %d samples lie between 0 and 1, %d reach up to 100; if some are percent and some"
                  + " proportions, means mix units: map score to one of them, or normalise",
              column,
              proportions,
              percents));
    }
  }

  private static boolean isProportion(Range range) {
    return range.least() >= 0
        && range.greatest() <= 1
        && Arrays.stream(range.sorted).anyMatch(value -> value > 0 && value < 1);
  }
}
