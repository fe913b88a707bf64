package isoloss.rank.pair;

import isoloss.optim.LogarithmSum;
import isoloss.rank.evidence.PairCounts;
import java.util.Arrays;
import java.util.Optional;

/**
 * Davidson: {@code P(i beats j) = w_i / D}, {@code P(tie) = nu sqrt(w_i w_j) / D}, {@code D = w_i +
 * w_j + nu sqrt(w_i w_j)}; the tie parameter is ln nu.
 */
final class DavidsonLikelihood extends PairLikelihood {

  /**
   * @param counts with at least one tie and one win
   */
  DavidsonLikelihood(PairCounts counts) {
    super(counts, 0.5);
  }

  @Override
  boolean hasTieParameter() {
    return true;
  }

  /** Equal strengths, and the nu that then gives the share of ties that was seen. */
  @Override
  double[] start() {
    double[] start = super.start();
    start[models()] = Math.log(2 * ties / (Arrays.stream(totals).sum() - ties));
    return start;
  }

  @Override
  At at(double[] point) {
    return new Here(Worths.of(point, models()), point[models()]);
  }

  private final class Here extends At {
    private final double[] worth;
    private final double[] root;
    private final double logNu;
    private final double nu;

    Here(double[] worth, double logNu) {
      this.worth = worth;
      this.logNu = logNu;
      nu = Math.exp(logNu);
      root = new double[worth.length];
      for (int i = 0; i < root.length; i++) {
        root[i] = Math.sqrt(worth[i]);
      }
    }

    @Override
    void row(int i, PairRow row, double[] weight) {
      double[] w = worth;
      double own = w[i];
      double[] other = root;
      double factor = nu * root[i];
      double[] wins = over[i];
      double[] losses = under[i];
      double[] force = row.force;
      double[] border = row.border;
      double[] met = row.met;
      double[] total = row.total;
      double tieSum = 0;
      double tieVariance = 0;
      for (int j = 0; j < i; j++) {
        double between = factor * other[j];
        total[j] = own + w[j] + between;
        met[j] = wins[j] + losses[j];
        double win = own / total[j];
        double loss = w[j] / total[j];
        double tie = between / total[j];
        double quarterSpread = 0.25 * tie * (1 - tie);
        force[j] = wins[j] - met[j] * (win + 0.5 * tie);
        weight[j] = met[j] * (win * loss + quarterSpread);
        border[j] = met[j] * tie * 0.5 * (loss - win);
        tieSum += met[j] * tie;
        tieVariance += met[j] * 4 * quarterSpread;
      }
      row.logarithms = LogarithmSum.weighted(met, total, i);
      row.tieGradient = -tieSum;
      row.tieCurvature = tieVariance;
    }

    @Override
    double tieTerm() {
      return ties * logNu;
    }

    @Override
    double tieSlope() {
      return ties;
    }

    @Override
    OutcomeScore strengthScore() {
      return new Score(nu, 1, 0, 0.5);
    }

    @Override
    Optional<OutcomeScore> tieScore() {
      return Optional.of(new Score(nu, 0, 0, 1));
    }
  }

  /**
   * What an outcome is worth less its expectation, with so much for a win, a loss and a tie.
   *
   * @param ofWin 1 for strengths, 0 for the tie parameter
   */
  private record Score(double nu, double ofWin, double ofLoss, double ofTie)
      implements OutcomeScore {
    private double expected(double d) {
      double win = Math.exp(0.5 * d);
      double loss = Math.exp(-0.5 * d);
      return (ofWin * win + ofLoss * loss + ofTie * nu) / (win + loss + nu);
    }

    @Override
    public double win(double d) {
      return ofWin - expected(d);
    }

    @Override
    public double loss(double d) {
      return ofLoss - expected(d);
    }

    @Override
    public double tie(double d) {
      return ofTie - expected(d);
    }
  }
}
