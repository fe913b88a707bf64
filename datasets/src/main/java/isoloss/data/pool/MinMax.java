package isoloss.data.pool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings numeric scores to a common scale: {@code (x - min) / (max - min)} over all scores of a
 * column, so that 0 is its least and 1 its greatest; 1/2 for all where they are equal. Missing
 * cells stay missing, kinds stay as they are; binary, ordinal and pairwise samples have a scale
 * already.
 *
 * <p>A column is the samples of one source and metric together, since they share a unit; a sample
 * without a metric is a column of its own.
 */
public final class MinMax {
  private final boolean turning;

  private MinMax(boolean turning) {
    this.turning = turning;
  }

  /** Keeps directions: of a loss, 0 is the best. */
  public static MinMax keepingDirections() {
    return new MinMax(false);
  }

  /**
   * Turns binary and numeric samples where lower is better, so that 1 is the best everywhere and
   * higher is better.
   */
  public static MinMax turningLowerIsBetter() {
    return new MinMax(true);
  }

  /** Least and greatest score of a column. */
  private static final class Range {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;

    void add(double value) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }

    /** Halves keep the difference of two finite numbers finite. */
    double place(double value) {
      double width = greatest / 2 - least / 2;
      return width > 0 ? (value / 2 - least / 2) / width : 0.5;
    }
  }

  /** The pool on the common scale. */
  public Pool of(Pool pool) {
    Range[] ranges = ranges(pool);
    List<Sample> described = new ArrayList<>();
    BitSet turned = new BitSet();
    for (int s = 0; s < pool.sampleCount(); s++) {
      Sample sample = pool.sample(s);
      if (turns(sample)) {
        turned.set(s);
        sample = sample.with(Direction.HIGHER_IS_BETTER);
      }
      described.add(sample);
    }
    return pool.rescaled(
        described,
        turned,
        (s, value) -> {
          if (pool.sample(s).kind() != Kind.NUMERIC) {
            return value;
          }
          double place = ranges[s].place(value);
          return turned.get(s) ? 1 - place : place;
        });
  }

  private boolean turns(Sample sample) {
    return turning
        && sample.direction() == Direction.LOWER_IS_BETTER
        && (sample.kind() == Kind.BINARY || sample.kind() == Kind.NUMERIC);
  }

  /** The range of the column of each sample. */
  private static Range[] ranges(Pool pool) {
    Map<List<String>, Range> shared = new HashMap<>();
    Range[] ranges = new Range[pool.sampleCount()];
    Arrays.setAll(
        ranges,
        s -> {
          Sample sample = pool.sample(s);
          return sample.kind() != Kind.NUMERIC || sample.metric().isEmpty()
              ? new Range()
              : shared.computeIfAbsent(
                  List.of(sample.source(), sample.metric()), column -> new Range());
        });
    for (int s = pool.binaryCount(); s < pool.scoredCount(); s++) {
      Range range = ranges[s];
      pool.forEachModel(s, (model, value) -> range.add(value));
    }
    return ranges;
  }
}
