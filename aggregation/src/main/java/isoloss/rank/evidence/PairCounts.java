package isoloss.rank.evidence;

import isoloss.data.pool.Comparison;
import isoloss.data.pool.Pool;

/**
 * How often each model beat and tied each other, weighted. {@code W_ij} is how often i beat j,
 * {@code T_ij = T_ji} how often they tied; both have zero diagonals. Models that were never
 * compared have zeros.
 */
public final class PairCounts {
  private final int models;
  private final double[] wins;
  private final double[] ties;

  private PairCounts(int models, double[] wins, double[] ties) {
    this.models = models;
    this.wins = wins;
    this.ties = ties;
  }

  /**
   * @param wins row-major, {@code models * models}
   * @param ties the same, symmetric
   */
  public static PairCounts of(int models, double[] wins, double[] ties) {
    return new PairCounts(models, wins.clone(), ties.clone());
  }

  /** Counts every sample by its weight in the evidence, without ever listing the pairs. */
  public static PairCounts of(Evidence evidence) {
    Pool pool = evidence.pool();
    int n = pool.modelCount();
    double[] wins = new double[n * n];
    double[] ties = new double[n * n];
    for (int s = 0; s < pool.scoredCount(); s++) {
      countScores(evidence, s, wins, ties);
    }
    for (Comparison each : pool.comparisons()) {
      double weight = evidence.sampleWeight(each.sample());
      wins[each.a() * n + each.b()] += weight * each.winsA();
      wins[each.b() * n + each.a()] += weight * each.winsB();
      ties[each.a() * n + each.b()] += weight * each.ties();
      ties[each.b() * n + each.a()] += weight * each.ties();
    }
    return new PairCounts(n, wins, ties);
  }

  private static void countScores(Evidence evidence, int sample, double[] wins, double[] ties) {
    Pool pool = evidence.pool();
    int n = pool.modelCount();
    int measured = pool.measured(sample);
    double weight = evidence.comparisonWeight(sample, measured);
    if (weight == 0) {
      return;
    }
    int[] model = new int[measured];
    double[] value = new double[measured];
    int[] next = new int[1];
    pool.forEachModel(
        sample,
        (m, v) -> {
          model[next[0]] = m;
          value[next[0]++] = v;
        });
    for (int i = 0; i < measured; i++) {
      for (int j = 0; j < i; j++) {
        int outcome = evidence.outcome(sample, value[i], value[j]);
        if (outcome == 0) {
          ties[model[i] * n + model[j]] += weight;
          ties[model[j] * n + model[i]] += weight;
        } else if (outcome > 0) {
          wins[model[i] * n + model[j]] += weight;
        } else {
          wins[model[j] * n + model[i]] += weight;
        }
      }
    }
  }

  public int models() {
    return models;
  }

  public double wins(int i, int j) {
    return wins[i * models + j];
  }

  public double ties(int i, int j) {
    return ties[i * models + j];
  }

  /** All comparisons of two models, ties included. */
  public double compared(int i, int j) {
    return wins(i, j) + wins(j, i) + ties(i, j);
  }
}
