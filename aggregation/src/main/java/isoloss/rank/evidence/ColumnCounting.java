package isoloss.rank.evidence;

import isoloss.data.pool.Direction;
import isoloss.data.pool.Pool;
import isoloss.optim.IndexedWork;
import java.util.Arrays;

/**
 * Wins and ties over numeric and ordinal samples. Each model meets, in every column in which it
 * stands, the models before it, so that a row of counts is written by one thread alone.
 */
final class ColumnCounting {
  private final double margin;

  /** Column c holds the scores from {@code start[c]} on, by ascending model. */
  private final int[] start;

  private final int[] model;

  /** Scores, turned around where less is better. */
  private final double[] merit;

  private final double[] weight;

  /** Where the scores of model m stand: {@code place[of[m]], ..., place[of[m + 1] - 1]}. */
  private final int[] of;

  private final int[] place;

  private final int[] columnOfPlace;

  private ColumnCounting(
      double margin, int models, int[] start, int[] model, double[] merit, double[] weight) {
    this.margin = margin;
    this.start = start;
    this.model = model;
    this.merit = merit;
    this.weight = weight;
    of = new int[models + 1];
    place = new int[model.length];
    columnOfPlace = new int[model.length];
    sortByModel();
  }

  private void sortByModel() {
    for (int each : model) {
      of[each + 1]++;
    }
    Arrays.parallelPrefix(of, Integer::sum);
    int[] next = of.clone();
    for (int c = 0; c < weight.length; c++) {
      for (int k = start[c]; k < start[c + 1]; k++) {
        columnOfPlace[k] = c;
        place[next[model[k]]++] = k;
      }
    }
  }

  static ColumnCounting of(Evidence evidence) {
    Pool pool = evidence.pool();
    int first = pool.binaryCount();
    int columns = pool.scoredCount() - first;
    int[] start = new int[columns + 1];
    double[] weight = new double[columns];
    for (int c = 0; c < columns; c++) {
      int measured = pool.measured(first + c);
      weight[c] = evidence.comparisonWeight(first + c, measured);
      start[c + 1] = start[c] + (weight[c] == 0 ? 0 : measured);
    }
    int[] model = new int[start[columns]];
    double[] merit = new double[start[columns]];
    for (int c = 0; c < columns; c++) {
      if (start[c + 1] > start[c]) {
        copy(pool, first + c, start[c], model, merit);
      }
    }
    return new ColumnCounting(evidence.margin(), pool.modelCount(), start, model, merit, weight);
  }

  private static void copy(Pool pool, int sample, int from, int[] model, double[] merit) {
    double sign = pool.sample(sample).direction() == Direction.HIGHER_IS_BETTER ? 1 : -1;
    int[] next = {from};
    pool.forEachModel(
        sample,
        (m, value) -> {
          model[next[0]] = m;
          merit[next[0]++] = sign * value;
        });
  }

  /** The last models, which meet the most others, come first. */
  void count(int threads, PairCounts counts) {
    if (place.length == 0) {
      return;
    }
    int models = of.length - 1;
    IndexedWork.run(
        models, threads, () -> counts, (into, index) -> countModel(models - 1 - index, into));
  }

  private void countModel(int i, PairCounts counts) {
    for (int each = of[i]; each < of[i + 1]; each++) {
      int at = place[each];
      int column = columnOfPlace[at];
      for (int k = start[column]; k < at; k++) {
        double advantage = merit[at] - merit[k];
        counts.add(
            i,
            model[k],
            advantage > margin ? weight[column] : 0,
            -advantage > margin ? weight[column] : 0,
            Math.abs(advantage) <= margin ? weight[column] : 0);
      }
    }
  }
}
