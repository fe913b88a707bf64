package isoloss.rank.query;

import isoloss.stat.Correlation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two orders of the models that have a score in both. Scores that differ by no more than rounding
 * count as equal, and equal scores share a place, the best one.
 */
final class TwoOrders {
  /** Of the span of scores; a converged fit is that exact. */
  private static final double ROUNDING = 1e-9;

  private final int[] models;
  private final double[] first;
  private final double[] second;

  private TwoOrders(int[] models, double[] first, double[] second) {
    this.models = models;
    this.first = first;
    this.second = second;
  }

  /** Of scores by model, NaN where a model has none. */
  static TwoOrders of(double[] first, double[] second) {
    int[] both =
        IntStream.range(0, first.length)
            .filter(m -> !Double.isNaN(first[m]) && !Double.isNaN(second[m]))
            .toArray();
    return new TwoOrders(both, picked(first, both), picked(second, both));
  }

  private static double[] picked(double[] scores, int[] models) {
    double[] picked = Arrays.stream(models).mapToDouble(m -> scores[m]).toArray();
    double span = Arrays.stream(picked).max().orElse(0) - Arrays.stream(picked).min().orElse(0);
    double quantum = ROUNDING * span;
    return quantum > 0
        ? Arrays.stream(picked).map(score -> Math.rint(score / quantum)).toArray()
        : picked;
  }

  int size() {
    return models.length;
  }

  /** Index of the i-th model among all. */
  int model(int i) {
    return models[i];
  }

  /** Places in the first order, from 1. */
  int[] firstPlaces() {
    return places(first);
  }

  int[] secondPlaces() {
    return places(second);
  }

  private static int[] places(double[] scores) {
    return Arrays.stream(scores)
        .mapToInt(score -> 1 + (int) Arrays.stream(scores).filter(each -> each > score).count())
        .toArray();
  }

  /** Kendall's tau-b; NaN with fewer than two models, or where one order is a single tie. */
  double tau() {
    return models.length < 2 ? Double.NaN : Correlation.kendall(first, second);
  }

  /**
   * Share of the first so many of one order that are among those of the other. Ties across the end
   * of a top are broken by the order of models.
   */
  double topOverlap(int top) {
    List<Integer> best = best(first, top);
    return best(second, top).stream().filter(best::contains).count() / (double) top;
  }

  private static List<Integer> best(double[] scores, int top) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -scores[i]))
        .limit(top)
        .toList();
  }
}
