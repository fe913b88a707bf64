package isoloss.law.hyper;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One (N, D) with its grid of runs over learning rate and batch. Runs are ordered by batch,
 * learning rate and loss, whatever their order in the file.
 */
final class Cell {

  /** One training run. */
  record Run(double learningRate, double batchTokens, double loss) {
    static final Comparator<Run> ORDER =
        Comparator.comparingDouble(Run::batchTokens)
            .thenComparingDouble(Run::learningRate)
            .thenComparingDouble(Run::loss);
  }

  /** What the runs of a cell share; {@code activeParameters} equals N for a dense model. */
  record Key(double parameters, double activeParameters, double tokens) {
    static final Comparator<Key> ORDER =
        Comparator.comparingDouble(Key::parameters)
            .thenComparingDouble(Key::activeParameters)
            .thenComparingDouble(Key::tokens);
  }

  private final Key key;
  private final List<Run> runs;
  private final double[] logRate;
  private final double[] logBatch;
  private final double[] logLoss;
  private final double[] gap;
  private final int best;
  private final MeasuredGrid grid;

  Cell(Key key, List<Run> unordered) {
    this.key = key;
    this.runs = unordered.stream().sorted(Run.ORDER).toList();
    logRate = runs.stream().mapToDouble(run -> Math.log(run.learningRate())).toArray();
    logBatch = runs.stream().mapToDouble(run -> Math.log(run.batchTokens())).toArray();
    logLoss = runs.stream().mapToDouble(run -> Math.log(run.loss())).toArray();
    double least = runs.stream().mapToDouble(Run::loss).min().orElseThrow();
    gap = runs.stream().mapToDouble(run -> run.loss() / least - 1).toArray();
    best = firstZero(gap);
    grid = new MeasuredGrid(logRate, logBatch, logLoss);
  }

  private static int firstZero(double[] values) {
    int at = 0;
    while (values[at] > 0) {
      at++;
    }
    return at;
  }

  Key key() {
    return key;
  }

  double parameters() {
    return key.parameters();
  }

  double activeParameters() {
    return key.activeParameters();
  }

  double tokens() {
    return key.tokens();
  }

  double logParameters() {
    return Math.log(key.parameters());
  }

  double logTokens() {
    return Math.log(key.tokens());
  }

  /** {@code 6 N D}; N counts what a token passes through. */
  double flops() {
    return 6 * key.activeParameters() * key.tokens();
  }

  int size() {
    return runs.size();
  }

  Run run(int i) {
    return runs.get(i);
  }

  /** ln of the learning rate of a run. */
  double x(int i) {
    return logRate[i];
  }

  /** ln of the batch in tokens of a run. */
  double y(int i) {
    return logBatch[i];
  }

  double logLoss(int i) {
    return logLoss[i];
  }

  /** Loss of a run over the best loss of the cell, less 1. */
  double gap(int i) {
    return gap[i];
  }

  /** The run of the least loss. */
  int best() {
    return best;
  }

  double bestLoss() {
    return runs.get(best).loss();
  }

  /** The runs whose gap is at most the tolerance. */
  int[] within(double tolerance) {
    return IntStream.range(0, gap.length).filter(i -> gap[i] <= tolerance).toArray();
  }

  int countAbove(double limit) {
    return (int) Arrays.stream(gap).filter(each -> each > limit).count();
  }

  MeasuredGrid grid() {
    return grid;
  }

  /** The gap at any learning rate and batch, interpolated between the runs. */
  double interpolatedGap(double x, double y) {
    return Math.expm1(grid.interpolate(x, y) - logLoss[best]);
  }

  /** The gap of the nearest run in (ln lr, ln B); of equally near runs that of the lower loss. */
  double nearestGap(double x, double y) {
    double least = Double.POSITIVE_INFINITY;
    double found = Double.NaN;
    for (int i = 0; i < gap.length; i++) {
      double dx = logRate[i] - x;
      double dy = logBatch[i] - y;
      double distance = dx * dx + dy * dy;
      boolean tied = Math.abs(distance - least) <= 1e-12;
      if (tied ? gap[i] < found : distance < least) {
        least = distance;
        found = gap[i];
      }
    }
    return found;
  }

  /** For people, for example {@code N 1.07B, D 56.9B}. */
  String label() {
    String active =
        key.activeParameters() == key.parameters()
            ? ""
            : ", Na " + Magnitude.text(key.activeParameters());
    return "N " + Magnitude.text(key.parameters()) + active + ", D " + Magnitude.text(key.tokens());
  }
}
