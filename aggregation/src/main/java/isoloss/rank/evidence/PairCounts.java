package isoloss.rank.evidence;

import isoloss.data.pool.Comparison;

/**
 * How often each model beat and tied each other, weighted. {@code W_ij} is how often i beat j,
 * {@code T_ij = T_ji} how often they tied; both have zero diagonals. Models that were never
 * compared have zeros.
 */
public final class PairCounts {

  /** Row i has an entry for each j below i: how often i beat j, lost to j, and tied with j. */
  private final double[][] wins;

  private final double[][] losses;
  private final double[][] ties;

  private PairCounts(int models) {
    wins = triangle(models);
    losses = triangle(models);
    ties = triangle(models);
  }

  private static double[][] triangle(int models) {
    double[][] rows = new double[models][];
    for (int i = 0; i < models; i++) {
      rows[i] = new double[i];
    }
    return rows;
  }

  /**
   * @param wins row-major, {@code models * models}
   * @param ties the same, symmetric
   */
  public static PairCounts of(int models, double[] wins, double[] ties) {
    PairCounts counts = new PairCounts(models);
    for (int i = 0; i < models; i++) {
      for (int j = 0; j < i; j++) {
        counts.add(i, j, wins[i * models + j], wins[j * models + i], ties[i * models + j]);
      }
    }
    return counts;
  }

  /** Counts every sample by its weight in the evidence, on one thread. */
  public static PairCounts of(Evidence evidence) {
    return of(evidence, 1);
  }

  /**
   * Counts every sample by its weight in the evidence, without ever listing the pairs: binary
   * samples by the bits that two models have in common, columns of scores row by row.
   *
   * @param threads the counts do not depend on it
   */
  public static PairCounts of(Evidence evidence, int threads) {
    return evidence.counted(() -> count(evidence, threads));
  }

  private static PairCounts count(Evidence evidence, int threads) {
    PairCounts counts = new PairCounts(evidence.pool().modelCount());
    BinaryCounting.count(evidence, threads, counts);
    ColumnCounting.of(evidence).count(threads, counts);
    for (Comparison each : evidence.pool().comparisons()) {
      double weight = evidence.sampleWeight(each.sample());
      counts.add(
          each.a(), each.b(), weight * each.winsA(), weight * each.winsB(), weight * each.ties());
    }
    return counts;
  }

  /** Adds outcomes of two models, seen from the first. */
  void add(int i, int j, double won, double lost, double tied) {
    int row = Math.max(i, j);
    int column = Math.min(i, j);
    wins[row][column] += i > j ? won : lost;
    losses[row][column] += i > j ? lost : won;
    ties[row][column] += tied;
  }

  public int models() {
    return wins.length;
  }

  public double wins(int i, int j) {
    return i == j ? 0 : i > j ? wins[i][j] : losses[j][i];
  }

  public double ties(int i, int j) {
    return i == j ? 0 : ties[Math.max(i, j)][Math.min(i, j)];
  }

  /** All comparisons of two models, ties included. */
  public double compared(int i, int j) {
    return wins(i, j) + wins(j, i) + ties(i, j);
  }

  /** The lower triangle of {@code W_ij + tie T_ij}: row i holds those of j below i. */
  public double[][] winsOfRows(double tie) {
    return sums(wins, ties, tie);
  }

  /** The lower triangle of {@code W_ji + tie T_ij}: row i holds how often j below i beat i. */
  public double[][] lossesOfRows(double tie) {
    return sums(losses, ties, tie);
  }

  private static double[][] sums(double[][] decisive, double[][] ties, double tie) {
    double[][] sums = triangle(ties.length);
    for (int i = 0; i < ties.length; i++) {
      addTo(sums[i], decisive[i], 1);
      addTo(sums[i], ties[i], tie);
    }
    return sums;
  }

  private static void addTo(double[] sum, double[] row, double times) {
    for (int j = 0; j < row.length; j++) {
      sum[j] += times * row[j];
    }
  }

  /** {@code sum_j W_ij + tie T_ij} of each model. */
  public double[] totalWins(double tie) {
    double[] totals = new double[models()];
    for (int i = 0; i < totals.length; i++) {
      for (int j = 0; j < i; j++) {
        totals[i] += wins[i][j] + tie * ties[i][j];
        totals[j] += losses[i][j] + tie * ties[i][j];
      }
    }
    return totals;
  }

  /** All ties, each pair of models once. */
  public double totalTies() {
    double total = 0;
    for (double[] row : ties) {
      for (double each : row) {
        total += each;
      }
    }
    return total;
  }
}
