package isoloss.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The complete part of a set of scores: the samples that every model was measured on. Samples stand
 * in an order that depends on their scores first and on their names only to part equals, so that
 * seeded draws of samples depend neither on the order of rows nor on what models are called.
 */
public final class ScoreTable {
  private final List<String> models;
  private final List<String> samples;
  private final double[][] cells;
  private final double[] weights;
  private final Direction direction;
  private final Missing missing;

  /**
   * What had to be left out to compare all models on the same samples.
   *
   * @param samples distinct samples before anything was left out
   * @param unshared samples that at least one model lacks
   * @param unequalWeights shared samples whose weight differs between models; the mean counts
   * @param repeats measurements beyond the first of the same model and sample; they are averaged
   * @param measurements how many measurements each model brought, in the order of models
   */
  public record Missing(
      int samples, int unshared, int unequalWeights, int repeats, List<Integer> measurements) {}

  private ScoreTable(
      List<String> models,
      List<String> samples,
      double[][] cells,
      double[] weights,
      Direction direction,
      Missing missing) {
    this.models = List.copyOf(models);
    this.samples = List.copyOf(samples);
    this.cells = cells;
    this.weights = weights;
    this.direction = direction;
    this.missing = missing;
  }

  /**
   * Keeps the samples that every model has and that have a weight; repeats of a model and sample
   * are averaged, and so are the weights that models give to one sample.
   */
  public static ScoreTable of(Collection<Measurement> measurements, Direction direction) {
    Map<String, Map<String, List<Double>>> byModel = new TreeMap<>();
    for (Measurement m : measurements) {
      byModel
          .computeIfAbsent(m.model(), name -> new TreeMap<>())
          .computeIfAbsent(m.sample(), name -> new ArrayList<>())
          .add(m.score());
    }
    List<String> models = List.copyOf(byModel.keySet());
    Map<String, double[]> columns = columns(models, byModel);
    Map<String, DoubleSummaryStatistics> weightOf = weights(measurements);
    List<Map.Entry<String, double[]>> shared =
        columns.entrySet().stream()
            .filter(column -> Arrays.stream(column.getValue()).noneMatch(Double::isNaN))
            .filter(column -> weight(weightOf, column.getKey()) > 0)
            .sorted(ScoreTable::byContentThenName)
            .toList();
    double[][] cells = new double[models.size()][shared.size()];
    for (int s = 0; s < shared.size(); s++) {
      for (int m = 0; m < models.size(); m++) {
        cells[m][s] = shared.get(s).getValue()[m];
      }
    }
    Missing missing =
        new Missing(
            columns.size(),
            columns.size() - shared.size(),
            (int) shared.stream().filter(column -> unequal(weightOf, column.getKey())).count(),
            repeats(byModel),
            byModel.values().stream().map(ScoreTable::count).toList());
    List<String> samples = shared.stream().map(Map.Entry::getKey).toList();
    double[] weights = samples.stream().mapToDouble(name -> weight(weightOf, name)).toArray();
    return new ScoreTable(models, samples, cells, weights, direction, missing);
  }

  private static Map<String, DoubleSummaryStatistics> weights(
      Collection<Measurement> measurements) {
    Map<String, List<Double>> bySample = new TreeMap<>();
    for (Measurement m : measurements) {
      bySample.computeIfAbsent(m.sample(), name -> new ArrayList<>()).add(m.weight());
    }
    Map<String, DoubleSummaryStatistics> out = new TreeMap<>();
    bySample.forEach( // sorted, so that the sum does not depend on the order of rows
        (sample, each) ->
            out.put(
                sample,
                each.stream().sorted().mapToDouble(Double::doubleValue).summaryStatistics()));
    return out;
  }

  private static double weight(Map<String, DoubleSummaryStatistics> weights, String sample) {
    return weights.getOrDefault(sample, new DoubleSummaryStatistics()).getAverage();
  }

  private static boolean unequal(Map<String, DoubleSummaryStatistics> weights, String sample) {
    DoubleSummaryStatistics all = weights.getOrDefault(sample, new DoubleSummaryStatistics());
    return all.getMax() > all.getMin();
  }

  private static Map<String, double[]> columns(
      List<String> models, Map<String, Map<String, List<Double>>> byModel) {
    Map<String, double[]> columns = new TreeMap<>();
    for (int m = 0; m < models.size(); m++) {
      int model = m;
      byModel
          .getOrDefault(models.get(m), Map.of())
          .forEach((sample, scores) ->
              columns.computeIfAbsent(sample, name -> absent(models.size()))[model] = mean(scores));
    }
    return columns;
  }

  private static double[] absent(int size) {
    double[] column = new double[size];
    Arrays.fill(column, Double.NaN);
    return column;
  }

  /** The mean of the sorted values, so that it does not depend on the order of rows. */
  private static double mean(List<Double> scores) {
    return scores.stream().sorted().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static int count(Map<String, List<Double>> samples) {
    return samples.values().stream().mapToInt(List::size).sum();
  }

  private static int repeats(Map<String, Map<String, List<Double>>> byModel) {
    return byModel.values().stream().mapToInt(samples -> count(samples) - samples.size()).sum();
  }

  private static int byContentThenName(
      Map.Entry<String, double[]> a, Map.Entry<String, double[]> b) {
    double[] left = a.getValue().clone();
    double[] right = b.getValue().clone();
    Arrays.sort(left);
    Arrays.sort(right);
    int byContent = Arrays.compare(left, right);
    return byContent != 0 ? byContent : a.getKey().compareTo(b.getKey());
  }

  public List<String> models() {
    return models;
  }

  public List<String> samples() {
    return samples;
  }

  public Direction direction() {
    return direction;
  }

  public Missing missing() {
    return missing;
  }

  /** How much a sample counts, relative to the others. */
  public double weight(int sample) {
    return weights[sample];
  }

  public double cell(int model, int sample) {
    return cells[model][sample];
  }
}
