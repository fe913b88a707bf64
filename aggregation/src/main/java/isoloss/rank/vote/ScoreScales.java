package isoloss.rank.vote;

import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import isoloss.fit.Diagnostic;
import isoloss.fit.Texts;
import isoloss.stat.Quantile;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The ranges of scores, by source and metric. Scores within [-1, 1] (shares, correlations) and
 * scores beyond (per cent, points) do not add up to anything.
 */
record ScoreScales(Map<Group, Range> ranges) {
  /** A sample whose scores spread this many times wider than the median sample's alone decides. */
  private static final double MUCH_WIDER = 50;

  /** What is on one scale. */
  record Group(String source, String metric) {
    String inWords() {
      String words = (source + " " + metric).strip();
      return words.isEmpty() ? "samples without a source" : words;
    }
  }

  /** Least and greatest score. */
  record Range(double least, double greatest) {
    private static final Range EMPTY =
        new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    Range and(double value) {
      return new Range(Math.min(least, value), Math.max(greatest, value));
    }

    Range and(Range other) {
      return new Range(Math.min(least, other.least), Math.max(greatest, other.greatest));
    }

    double width() {
      return greatest - least;
    }

    boolean isWithinOne() {
      return least >= -1 && greatest <= 1;
    }

    boolean isEmpty() {
      return least > greatest;
    }
  }

  static ScoreScales of(Pool pool) {
    Map<Group, Range> ranges = new LinkedHashMap<>();
    for (int s = 0; s < pool.scoredCount(); s++) {
      Sample sample = pool.sample(s);
      Range range = range(pool, s);
      if (!range.isEmpty()) {
        ranges.merge(new Group(sample.source(), sample.metric()), range, Range::and);
      }
    }
    return new ScoreScales(ranges);
  }

  /** Binary samples are taken as [0, 1] unread. */
  private static Range range(Pool pool, int sample) {
    if (sample < pool.binaryCount()) {
      return new Range(0, 1);
    }
    Range[] range = {Range.EMPTY};
    pool.forEachModel(sample, (model, value) -> range[0] = range[0].and(value));
    return range[0];
  }

  /** Why scores cannot be added, where they cannot. */
  Optional<String> refusal() {
    Optional<Map.Entry<Group, Range>> within = first(true);
    Optional<Map.Entry<Group, Range>> beyond = first(false);
    return within.isEmpty() || beyond.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Texts.text(
                "scores of %s and of %s are on different scales, and no mean holds both; say"
                    + " --normalise min-max, or choose one scale with --where",
                inWords(within.get()), inWords(beyond.get())));
  }

  private Optional<Map.Entry<Group, Range>> first(boolean withinOne) {
    return ranges.entrySet().stream()
        .filter(each -> each.getValue().isWithinOne() == withinOne)
        .min(Map.Entry.comparingByKey(Comparator.comparing(Group::inWords)));
  }

  private static String inWords(Map.Entry<Group, Range> entry) {
    return Texts.text(
        "%s (%s to %s)",
        entry.getKey().inWords(),
        Texts.number(entry.getValue().least()),
        Texts.number(entry.getValue().greatest()));
  }

  /** A warning where one sample is measured in so large a unit that it orders the models alone. */
  static Optional<Diagnostic> widestSample(Pool pool) {
    double[] widths = new double[pool.scoredCount()];
    for (int s = 0; s < widths.length; s++) {
      Range range = range(pool, s);
      widths[s] = range.isEmpty() ? 0 : range.width();
    }
    double[] spread = Arrays.stream(widths).filter(width -> width > 0).toArray();
    if (spread.length < 3) {
      return Optional.empty();
    }
    double median = Quantile.median(spread);
    int widest = 0;
    for (int s = 1; s < widths.length; s++) {
      widest = widths[s] > widths[widest] ? s : widest;
    }
    return widths[widest] > MUCH_WIDER * median
        ? Optional.of(warning(pool.sample(widest).name(), widths[widest], median))
        : Optional.empty();
  }

  private static Diagnostic warning(String sample, double width, double median) {
    return new Diagnostic.Remark(
        "one-sample-decides",
        Diagnostic.Severity.WARNING,
        Texts.text(
            "Scores on %s spread over %s, on the median sample over %s: it alone decides the"
                + " means; leave it out with --where, or say --normalise min-max.",
            sample, Texts.number(width), Texts.number(median)));
  }
}
