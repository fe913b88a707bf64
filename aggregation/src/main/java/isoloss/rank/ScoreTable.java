package isoloss.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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
  private final Direction direction;
  private final Missing missing;

  /**
   * What had to be left out to compare all models on the same samples.
   *
   * @param samples distinct samples before anything was left out
   * @param unshared samples that at least one model lacks
   * @param repeats measurements beyond the first of the same model and sample; they are averaged
   * @param measurements how many measurements each model brought, in the order of models
   */
  public record Missing(int samples, int unshared, int repeats, List<Integer> measurements) {}

  private ScoreTable(
      List<String> models,
      List<String> samples,
      double[][] cells,
      Direction direction,
      Missing missing) {
    this.models = List.copyOf(models);
    this.samples = List.copyOf(samples);
    this.cells = cells;
    this.direction = direction;
    this.missing = missing;
  }

  /** Keeps the samples that every model has; repeats of a model and sample are averaged. */
  public static ScoreTable of(Collection<Measurement> measurements, Direction direction) {
    Map<String, Map<String, List<Double>>> byModel = new TreeMap<>();
    for (Measurement m : measurements) {
      if (!Double.isFinite(m.score())) {
        throw new IllegalArgumentException(
            "score of %s on %s is %s".formatted(m.model(), m.sample(), m.score()));
      }
      byModel
          .computeIfAbsent(m.model(), name -> new TreeMap<>())
          .computeIfAbsent(m.sample(), name -> new ArrayList<>())
          .add(m.score());
    }
    List<String> models = List.copyOf(byModel.keySet());
    Map<String, double[]> columns = columns(models, byModel);
    List<Map.Entry<String, double[]>> shared =
        columns.entrySet().stream()
            .filter(column -> Arrays.stream(column.getValue()).noneMatch(Double::isNaN))
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
            repeats(byModel),
            byModel.values().stream().map(ScoreTable::count).toList());
    return new ScoreTable(
        models, shared.stream().map(Map.Entry::getKey).toList(), cells, direction, missing);
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

  public double cell(int model, int sample) {
    return cells[model][sample];
  }
}
