package isoloss.rank.picture;

import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.fit.Findings;
import isoloss.fit.Texts;
import isoloss.stat.cluster.Clustering;
import isoloss.stat.cluster.Linkage;
import isoloss.stat.cluster.Seriation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The scores of a pool as a picture can hold them: models and samples in an order in which like
 * stands beside like, and where there are too many, neighbours in one cell. A cell holds the mean
 * of its measured scores, each on the scale of its sample from 0 (worst) to 1 (best), and the share
 * that was not measured.
 *
 * <p>Models are ordered by a tree of their mean scores in bins of similarly hard samples; samples
 * by how many solve them. Without the clustering module models stand by their mean.
 */
public final class SeriatedMatrix {
  private static final int MOST_ROWS = 60;
  private static final int MOST_COLUMNS = 90;

  private final Pool pool;
  private final double[][] scaled;
  private final List<Integer> samples;

  private SeriatedMatrix(Pool pool) {
    this.pool = pool;
    this.scaled = scaled(pool);
    this.samples = byDifficulty();
  }

  /** The table {@code matrix}; empty for a pool without scores. */
  public static Optional<Findings.Table> table(Pool pool) {
    return pool.scoredCount() == 0 || pool.modelCount() < 2
        ? Optional.empty()
        : Optional.of(new SeriatedMatrix(pool).table());
  }

  /** By model and sample, NaN where not measured. */
  private static double[][] scaled(Pool pool) {
    double[][] scaled = new double[pool.modelCount()][pool.scoredCount()];
    for (double[] row : scaled) {
      Arrays.fill(row, Double.NaN);
    }
    for (int s = 0; s < pool.scoredCount(); s++) {
      int sample = s;
      pool.forEachModel(s, (m, value) -> scaled[m][sample] = value);
      if (pool.sample(s).kind() != Kind.BINARY
          || pool.sample(s).direction() == Direction.LOWER_IS_BETTER) {
        rescale(scaled, s, pool.sample(s).direction());
      }
    }
    return scaled;
  }

  private static void rescale(double[][] scaled, int sample, Direction direction) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] row : scaled) {
      if (!Double.isNaN(row[sample])) {
        low = Math.min(low, row[sample]);
        high = Math.max(high, row[sample]);
      }
    }
    double worst = direction == Direction.HIGHER_IS_BETTER ? low : high;
    for (double[] row : scaled) {
      row[sample] =
          high > low ? Math.abs(row[sample] - worst) / (high - low) : row[sample] * 0 + 0.5;
    }
  }

  /** Samples from the easiest to the hardest; those that nobody was measured on last. */
  private List<Integer> byDifficulty() {
    double[] mean = new double[pool.scoredCount()];
    for (int s = 0; s < mean.length; s++) {
      int sample = s;
      mean[s] =
          Arrays.stream(scaled)
              .mapToDouble(row -> row[sample])
              .filter(Double::isFinite)
              .average()
              .orElse(-1);
    }
    return IntStream.range(0, mean.length)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(s -> -mean[s]))
        .toList();
  }

  private Findings.Table table() {
    List<int[]> columns = bins(samples, MOST_COLUMNS);
    List<int[]> rows = bins(models(columns), MOST_ROWS);
    Findings.Builder table =
        Findings.Table.builder(
                "matrix", "Scores of models (rows) on samples (columns), like beside like")
            .detail()
            .column("row", "row")
            .column("model", "model")
            .column("column", "column")
            .column("sample", "sample")
            .column("value", "mean scaled score")
            .column("missing", "share not measured");
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < columns.size(); c++) {
        Cell cell = cell(rows.get(r), columns.get(c));
        table.row(
            r, modelName(rows.get(r)), c, sampleName(columns.get(c)), cell.value, cell.missing);
      }
    }
    return table.build();
  }

  private record Cell(double value, double missing) {}

  private Cell cell(int[] models, int[] columns) {
    double sum = 0;
    int measured = 0;
    for (int m : models) {
      for (int s : columns) {
        if (!Double.isNaN(scaled[m][s])) {
          sum += scaled[m][s];
          measured++;
        }
      }
    }
    int all = models.length * columns.length;
    return new Cell(measured == 0 ? Double.NaN : sum / measured, 1 - (double) measured / all);
  }

  /** Models by a tree of their profiles, the best first. */
  private List<Integer> models(List<int[]> columns) {
    double[][] profiles = new double[pool.modelCount()][columns.size()];
    for (int m = 0; m < profiles.length; m++) {
      double mean = Arrays.stream(scaled[m]).filter(Double::isFinite).average().orElse(0);
      for (int c = 0; c < columns.size(); c++) {
        double value = cell(new int[] {m}, columns.get(c)).value;
        profiles[m][c] = Double.isNaN(value) ? mean : value;
      }
    }
    List<Integer> order =
        Clustering.installed()
            .map(clustering -> Seriation.of(profiles, clustering, Linkage.AVERAGE))
            .orElseGet(() -> byMean(profiles));
    double first = Arrays.stream(profiles[order.getFirst()]).sum();
    double last = Arrays.stream(profiles[order.getLast()]).sum();
    return first < last ? order.reversed() : order;
  }

  private static List<Integer> byMean(double[][] profiles) {
    return IntStream.range(0, profiles.length)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(m -> -Arrays.stream(profiles[m]).sum()))
        .toList();
  }

  /** Neighbours in groups of nearly equal size, at most so many groups. */
  private static List<int[]> bins(List<Integer> order, int most) {
    int count = Math.min(most, order.size());
    List<int[]> bins = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      int from = (int) ((long) b * order.size() / count);
      int to = (int) ((long) (b + 1) * order.size() / count);
      bins.add(order.subList(from, to).stream().mapToInt(Integer::intValue).toArray());
    }
    return bins;
  }

  private String modelName(int[] models) {
    return models.length == 1
        ? pool.models().get(models[0])
        : Texts.counted(models.length, "model", "models");
  }

  private String sampleName(int[] columns) {
    return columns.length == 1
        ? pool.sample(columns[0]).name()
        : Texts.counted(columns.length, "sample", "samples");
  }
}
