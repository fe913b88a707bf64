package isoloss.spark;

import isoloss.data.InputException;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import java.io.Serializable;
import java.util.List;

/** Wins and ties as whole numbers: sums that are the same in every order. */
final class CountSum implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int PARTS = 2;

  private final int models;

  /** For each part of the weights one row per model, with an entry for each other; or nothing. */
  private final long[][][] wins = new long[PARTS][][];

  /** The same, for the models before it. */
  private final long[][][] ties = new long[PARTS][][];

  /**
   * @param models of all blocks
   */
  CountSum(int models) {
    this.models = models;
  }

  /**
   * Counts a block.
   *
   * @param number of each of the block's models
   */
  CountSum add(Evidence block, FixedPoint weights, int[] number) {
    List<Evidence> parts = weights.parts(block);
    for (int part = 0; part < parts.size(); part++) {
      add(part, PairCounts.of(parts.get(part)), number);
    }
    return this;
  }

  private void add(int part, PairCounts counts, int[] number) {
    makeRoom(part);
    for (int i = 0; i < number.length; i++) {
      for (int j = 0; j < i; j++) {
        wins[part][number[i]][number[j]] += whole(counts.wins(i, j));
        wins[part][number[j]][number[i]] += whole(counts.wins(j, i));
        ties[part][Math.max(number[i], number[j])][Math.min(number[i], number[j])] +=
            whole(counts.ties(i, j));
      }
    }
  }

  private void makeRoom(int part) {
    if (wins[part] == null) {
      wins[part] = new long[models][models];
      ties[part] = new long[models][];
      for (int i = 0; i < models; i++) {
        ties[part][i] = new long[i];
      }
    }
  }

  private static long whole(double count) {
    if (count != Math.rint(count)) {
      throw new InputException(
          "battles are counted in fractions; on Spark wins_a, wins_b and ties must be whole");
    }
    return (long) count;
  }

  /** Takes the counts of other blocks. */
  CountSum add(CountSum other) {
    for (int part = 0; part < PARTS; part++) {
      if (other.wins[part] != null) {
        makeRoom(part);
        addRows(wins[part], other.wins[part]);
        addRows(ties[part], other.ties[part]);
      }
    }
    return this;
  }

  private static void addRows(long[][] sum, long[][] more) {
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < sum[i].length; j++) {
        sum[i][j] += more[i][j];
      }
    }
  }

  PairCounts counts(FixedPoint weights) {
    double[] won = new double[models * models];
    double[] tied = new double[models * models];
    for (int i = 0; i < models; i++) {
      for (int j = 0; j < models; j++) {
        won[i * models + j] = value(weights, wins, i, j);
        if (j < i) {
          tied[i * models + j] = value(weights, ties, i, j);
          tied[j * models + i] = tied[i * models + j];
        }
      }
    }
    return PairCounts.of(models, won, tied);
  }

  private static double value(FixedPoint weights, long[][][] parts, int i, int j) {
    return weights.value(
        parts[0] == null ? 0 : parts[0][i][j], parts[1] == null ? 0 : parts[1][i][j]);
  }
}
