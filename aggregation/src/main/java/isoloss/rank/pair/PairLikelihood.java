package isoloss.rank.pair;

import isoloss.optim.IndexedWork;
import isoloss.rank.evidence.PairCounts;
import java.util.Arrays;
import java.util.Optional;

/**
 * A concave log-likelihood of paired comparisons. A point holds the log-strengths of all models,
 * and behind them the logarithm of the tie parameter where there is one. Only differences of
 * strengths count.
 *
 * <p>All members have the form {@code sum_i r_i theta_i - sum_pairs n ln(denominator) + ties *
 * f(tie parameter)}.
 */
abstract sealed class PairLikelihood implements ConcaveLikelihood
    permits BradleyTerryLikelihood, DavidsonLikelihood, RaoKupperLikelihood {
  /** Rows summed together; fixed, so that sums do not depend on the number of threads. */
  private static final int CHUNK = 128;

  /** Row i holds, for each j before it, how often i was counted over j. */
  final double[][] over;

  /** How often j was counted over i. */
  final double[][] under;

  /** How often each model was counted over others. */
  final double[] totals;

  final double ties;

  /**
   * @param tie how often a tie counts for each of the two
   */
  PairLikelihood(PairCounts counts, double tie) {
    over = counts.winsOfRows(tie);
    under = counts.lossesOfRows(tie);
    totals = counts.totalWins(tie);
    ties = counts.totalTies();
  }

  @Override
  public final int models() {
    return over.length;
  }

  abstract boolean hasTieParameter();

  @Override
  public final int dimension() {
    return models() + (hasTieParameter() ? 1 : 0);
  }

  /** Where to start knowing nothing. */
  double[] start() {
    return new double[dimension()];
  }

  /** Everything that one point decides. */
  abstract At at(double[] point);

  /** The likelihood at a point. */
  abstract static class At {
    /** Fills the row, and {@code weight} with minus the derivatives by both strengths. */
    abstract void row(int i, PairRow row, double[] weight);

    /** The term of the tie parameter, with its first and minus its second derivative. */
    double tieTerm() {
      return 0;
    }

    double tieSlope() {
      return 0;
    }

    double tieCurvature() {
      return 0;
    }

    /** By the first model's log-strength. */
    abstract OutcomeScore strengthScore();

    /** By the tie parameter. */
    Optional<OutcomeScore> tieScore() {
      return Optional.empty();
    }
  }

  @Override
  public final Expansion expand(double[] point, double[][] reused, int threads) {
    At at = at(point);
    Chunk[] chunks = new Chunk[(models() + CHUNK - 1) / CHUNK];
    IndexedWork.run(
        chunks.length,
        Information.threadsFor(models(), threads),
        () -> new PairRow(models()),
        (row, index) -> {
          int chunk = chunks.length - 1 - index; // the longest rows first
          chunks[chunk] = new Chunk(models(), hasTieParameter());
          for (int i = chunk * CHUNK; i < Math.min((chunk + 1) * CHUNK, models()); i++) {
            at.row(i, row, reused[i]);
            chunks[chunk].add(i, row, reused[i]);
          }
        });
    Chunk sum = chunks[0];
    for (int c = 1; c < chunks.length; c++) {
      sum.add(chunks[c]);
    }
    return sum.expansion(this, point, at, reused);
  }

  /** Sums over some rows. */
  private static final class Chunk {
    private final double[] gradient;
    private final double[] diagonal;
    private final double[] border;
    private final boolean ties;
    private double logarithms;
    private double tieGradient;
    private double tieCurvature;

    Chunk(int models, boolean ties) {
      this.ties = ties;
      gradient = new double[models];
      diagonal = new double[models];
      border = new double[ties ? models : 0];
    }

    void add(int i, PairRow row, double[] weight) {
      gradient[i] += addPairs(i, row.force, gradient, -1);
      diagonal[i] += addPairs(i, weight, diagonal, 1);
      logarithms += row.logarithms;
      if (ties) {
        border[i] += addPairs(i, row.border, border, -1);
        tieGradient += row.tieGradient;
        tieCurvature += row.tieCurvature;
      }
    }

    /** Adds to the second models, and returns the sum for the first. */
    private static double addPairs(int i, double[] row, double[] columns, double sign) {
      double sum = 0;
      for (int j = 0; j < i; j++) {
        sum += row[j];
      }
      for (int j = 0; j < i; j++) {
        columns[j] += sign * row[j];
      }
      return sum;
    }

    void add(Chunk other) {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += other.gradient[i];
        diagonal[i] += other.diagonal[i];
      }
      for (int i = 0; i < border.length; i++) {
        border[i] += other.border[i];
      }
      logarithms += other.logarithms;
      tieGradient += other.tieGradient;
      tieCurvature += other.tieCurvature;
    }

    Expansion expansion(PairLikelihood likelihood, double[] point, At at, double[][] weights) {
      double value = at.tieTerm() - logarithms;
      for (int i = 0; i < gradient.length; i++) {
        value += likelihood.totals[i] * point[i];
      }
      double[] all = Arrays.copyOf(gradient, point.length);
      if (ties) {
        all[gradient.length] = tieGradient + at.tieSlope();
      }
      return new Expansion(value, all, new Information(weights, diagonal, nuisance(at)));
    }

    private Nuisance nuisance(At at) {
      return ties
          ? new Nuisance(
              new double[][] {border},
              new double[][] {{tieCurvature + at.tieCurvature()}},
              border.length)
          : Nuisance.none(gradient.length);
    }
  }
}
