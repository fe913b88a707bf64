package isoloss.rank.compare;

import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Samples whose scores may be averaged: those of one metric. Places in an ordering are a measure of
 * their own, of which only better or worse is used.
 *
 * @param metric as the file calls it; empty where it says none
 */
public record Measure(String metric, boolean ordinal) {

  static Measure of(Sample sample) {
    return new Measure(sample.metric(), sample.kind() == Kind.ORDINAL);
  }

  /** Whether the sample has scores of this measure; comparisons have none. */
  boolean holds(Sample sample) {
    return sample.kind() != Kind.PAIRWISE && of(sample).equals(this);
  }

  /** Every measure of the pool's scores, in the order of the samples. */
  static List<Measure> in(Pool pool) {
    return pool.samples().stream()
        .filter(sample -> sample.kind() != Kind.PAIRWISE)
        .map(Measure::of)
        .distinct()
        .toList();
  }

  /**
   * The measure of this metric, or the only one.
   *
   * @param metric empty where the user names none
   * @throws InputException if there is no such metric, or several and none was named
   */
  static Measure chosen(List<Measure> measures, String metric) {
    List<Measure> fitting = new ArrayList<>(measures);
    if (!metric.isEmpty()) {
      fitting.removeIf(each -> !each.metric.equals(metric));
      if (fitting.isEmpty()) {
        throw new InputException(
            "no shared sample has the metric %s%s".formatted(metric, suggestion(metric, measures)));
      }
    }
    if (fitting.size() > 1) {
      throw new InputException(
          "the shared samples are of several metrics (%s), which have no common mean; choose one with --metric"
              .formatted(Names.listed(fitting.stream().map(Measure::inWords).toList())));
    }
    return fitting.getFirst();
  }

  private static String suggestion(String metric, List<Measure> measures) {
    TreeSet<String> known = new TreeSet<>(measures.stream().map(Measure::metric).toList());
    known.remove("");
    return Names.suggestion(metric, known);
  }

  /** As texts name it. */
  String inWords() {
    String name = metric.isEmpty() ? "score" : metric;
    return ordinal ? name + " (places)" : name;
  }
}
