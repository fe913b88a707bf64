package isoloss.sampling.resample;

import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.Observations;
import isoloss.data.Seed;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import isoloss.optim.IndexedWork;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Draws clusters of units (mostly problems) with replacement. A draw depends on the seed and its
 * index alone, so that any number of threads gives the same numbers.
 *
 * @param clusters at least two
 * @param level probability that an interval is meant to hold
 */
public record ClusterBootstrap(Clusters clusters, int draws, double level, Seed seed, int threads) {

  public ClusterBootstrap {
    if (draws < 2) {
      throw new IllegalArgumentException("draws " + draws + " is below 2");
    }
    Uncertainty.requireLevel(level);
    if (clusters.size() < 2) {
      throw new InputException(
          "a bootstrap needs at least 2 clusters and the data have %d; leave intervals out"
                  .formatted(clusters.size())
              + " with --uncertainty none");
    }
  }

  /** Every unit is a cluster of its own. */
  public static ClusterBootstrap ofUnits(
      int units, int draws, double level, Seed seed, int threads) {
    return new ClusterBootstrap(Clusters.ofUnits(units), draws, level, seed, threads);
  }

  /** Units with the same key are drawn together. */
  public static ClusterBootstrap byKey(
      List<String> keys, int draws, double level, Seed seed, int threads) {
    return new ClusterBootstrap(Clusters.byKey(keys), draws, level, seed, threads);
  }

  /**
   * Rows of a table, or rows that share the label or value that {@code --by} names.
   *
   * @throws InputException if there is no such label or column
   */
  public static ClusterBootstrap ofRows(
      Observations table, Uncertainty.Bootstrap how, Fitter fitter, String purpose) {
    Seed seed = fitter.root().child(purpose);
    return how.cluster().isEmpty()
        ? ofUnits(table.size(), how.draws(), how.level(), seed, fitter.threads())
        : byKey(keys(table, how.cluster()), how.draws(), how.level(), seed, fitter.threads());
  }

  /** The texts of a label, or the values of a column, to draw clusters by. */
  public static List<String> keys(Observations table, String role) {
    if (table.label(role).isPresent()) {
      return table.label(role).get();
    }
    if (table.variable(role).isPresent()) {
      return Arrays.stream(table.column(role)).mapToObj(String::valueOf).toList();
    }
    List<String> known = new ArrayList<>(table.labels().keySet());
    table.variables().forEach(variable -> known.add(variable.symbol()));
    throw new InputException(
        "--by %s: there is no such label or column%s"
            .formatted(role, Names.suggestion(role, known)));
  }

  /**
   * @param statistic several numbers from how often each unit was drawn
   * @return one row per number, with its value in every draw
   */
  public double[][] run(Function<double[], double[]> statistic) {
    double[][] byDraw = new double[draws][];
    IndexedWork.run(
        draws,
        threads,
        () -> statistic,
        (worker, draw) ->
            byDraw[draw] =
                worker.apply(
                    Arrays.stream(clusters.draw(seed.child(draw))).asDoubleStream().toArray()));
    double[][] byNumber = new double[byDraw[0].length][draws];
    for (int draw = 0; draw < draws; draw++) {
      for (int number = 0; number < byNumber.length; number++) {
        byNumber[number][draw] = byDraw[draw][number];
      }
    }
    return byNumber;
  }

  /** The central interval of the draws that are numbers; NaN where none is. */
  public Quantile.Interval interval(double[] drawn) {
    double[] numbers = Arrays.stream(drawn).filter(value -> !Double.isNaN(value)).toArray();
    return numbers.length == 0
        ? new Quantile.Interval(Double.NaN, Double.NaN)
        : Quantile.centralInterval(numbers, level);
  }

  /** The mean of values with each counted {@code times}. */
  public static double mean(double[] values, double[] times) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      sum += times[i] * values[i];
      total += times[i];
    }
    return sum / total;
  }
}
