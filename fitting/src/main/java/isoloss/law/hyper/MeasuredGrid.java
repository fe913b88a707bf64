package isoloss.law.hyper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The runs of one cell as lines of equal batch and lines of equal learning rate. Two spellings of
 * one learning rate (.000345 and .0003453) are one level: levels differ by more than {@value
 * #SPELLING} in ln. Runs that share both levels (seeds) are averaged in ln L.
 */
final class MeasuredGrid {
  /** Two percent: far above rounding of a printed learning rate, far below the step of a grid. */
  private static final double SPELLING = 0.02;

  /**
   * Runs along one direction, ascending.
   *
   * @param level ln of what they share
   * @param at ln of what varies
   * @param logLoss ln L
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Line(double level, double[] at, double[] logLoss) {

    /** Linear between the runs, constant beyond the outermost. */
    double interpolate(double where) {
      int last = at.length - 1;
      if (where <= at[0]) {
        return logLoss[0];
      }
      if (where >= at[last]) {
        return logLoss[last];
      }
      int k = 1;
      while (at[k] < where) {
        k++;
      }
      double part = (where - at[k - 1]) / (at[k] - at[k - 1]);
      return logLoss[k - 1] + part * (logLoss[k] - logLoss[k - 1]);
    }

    int size() {
      return at.length;
    }

    /** The runs whose ln L is at most the ceiling. */
    Line upTo(double ceiling) {
      int[] kept = IntStream.range(0, at.length).filter(i -> logLoss[i] <= ceiling).toArray();
      return new Line(
          level,
          IntStream.of(kept).mapToDouble(i -> at[i]).toArray(),
          IntStream.of(kept).mapToDouble(i -> logLoss[i]).toArray());
    }
  }

  private final List<Line> ofBatch;
  private final List<Line> ofRate;
  private final double leastRate;
  private final double greatestRate;

  MeasuredGrid(double[] logRate, double[] logBatch, double[] logLoss) {
    ofBatch = lines(logBatch, logRate, logLoss);
    ofRate = lines(logRate, logBatch, logLoss);
    leastRate = Arrays.stream(logRate).min().orElseThrow();
    greatestRate = Arrays.stream(logRate).max().orElseThrow();
  }

  private static List<Line> lines(double[] level, double[] at, double[] logLoss) {
    List<Line> lines = new ArrayList<>();
    for (int[] members : levels(level, IntStream.range(0, level.length).toArray())) {
      List<int[]> places = levels(at, members);
      lines.add(
          new Line(
              mean(level, members),
              places.stream().mapToDouble(place -> mean(at, place)).toArray(),
              places.stream().mapToDouble(place -> mean(logLoss, place)).toArray()));
    }
    return List.copyOf(lines);
  }

  /** The indices in ascending order of their values, parted where the values step. */
  static List<int[]> levels(double[] values, int[] indices) {
    int[] order =
        IntStream.of(indices)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<int[]> levels = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i == order.length || values[order[i]] - values[order[i - 1]] > SPELLING) {
        levels.add(Arrays.copyOfRange(order, from, i));
        from = i;
      }
    }
    return levels;
  }

  private static double mean(double[] values, int[] indices) {
    return IntStream.of(indices).mapToDouble(i -> values[i]).average().orElse(Double.NaN);
  }

  /** Runs of one batch, along the learning rate; ascending batch. */
  List<Line> linesOfBatch() {
    return ofBatch;
  }

  /** Runs of one learning rate, along the batch; ascending learning rate. */
  List<Line> linesOfRate() {
    return ofRate;
  }

  boolean isRateEdge(double x) {
    return atEnd(ofRate, x);
  }

  boolean isBatchEdge(double y) {
    return atEnd(ofBatch, y);
  }

  private static boolean atEnd(List<Line> lines, double place) {
    return place - lines.getFirst().level() < SPELLING
        || lines.getLast().level() - place < SPELLING;
  }

  double clampRate(double x) {
    return Math.clamp(x, leastRate, greatestRate);
  }

  double clampBatch(double y) {
    return Math.clamp(y, ofBatch.getFirst().level(), ofBatch.getLast().level());
  }

  /**
   * ln L at a place: clamped to the box of the grid, linear in ln lr along the two batches around
   * it, then linear in ln B between these.
   */
  double interpolate(double x, double y) {
    double rate = clampRate(x);
    double batch = clampBatch(y);
    int k = 0;
    while (k < ofBatch.size() - 1 && ofBatch.get(k).level() < batch) {
      k++;
    }
    Line above = ofBatch.get(k);
    double high = above.interpolate(rate);
    if (k == 0) {
      return high;
    }
    Line below = ofBatch.get(k - 1);
    double part = (batch - below.level()) / (above.level() - below.level());
    return below.interpolate(rate) * (1 - part) + high * part;
  }
}
