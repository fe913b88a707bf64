package isoloss.rank.pair;

import isoloss.optim.LogarithmSum;
import isoloss.rank.evidence.PairCounts;
import java.util.Arrays;
import java.util.Optional;

/**
 * Rao and Kupper: {@code P(i beats j) = w_i / (w_i + eta w_j)}, {@code P(tie) = (eta^2 - 1) P(i
 * beats j) P(j beats i)}; the tie parameter is {@code kappa = ln eta > 0}, in which the
 * log-likelihood is concave. A tie stands in both products, so it counts once each way.
 */
final class RaoKupperLikelihood extends PairLikelihood {

  /**
   * @param counts with at least one tie and one win
   */
  RaoKupperLikelihood(PairCounts counts) {
    super(counts, 1);
  }

  @Override
  boolean hasTieParameter() {
    return true;
  }

  /** Equal strengths, and the eta that then gives the share of ties that was seen. */
  @Override
  double[] start() {
    double[] start = super.start();
    double share = ties / (Arrays.stream(totals).sum() - ties);
    start[models()] = Math.log1p(2 * share / (1 - share));
    return start;
  }

  @Override
  At at(double[] point) {
    return new Here(Worths.of(point, models()), point[models()]);
  }

  private final class Here extends At {
    private final double[] worth;
    private final double kappa;

    Here(double[] worth, double kappa) {
      this.worth = worth;
      this.kappa = kappa;
    }

    @Override
    void row(int i, PairRow row, double[] weight) {
      double[] w = worth;
      double own = w[i];
      double eta = Math.exp(kappa);
      double[] wins = over[i];
      double[] losses = under[i];
      double[] force = row.force;
      double[] border = row.border;
      double[] first = row.met;
      double[] second = row.total;
      double slope = 0;
      double curvature = 0;
      for (int j = 0; j < i; j++) {
        first[j] = own + eta * w[j];
        second[j] = w[j] + eta * own;
        double win = own / first[j];
        double loss = w[j] / second[j];
        double up = wins[j] * (eta * w[j] / first[j]);
        double down = losses[j] * (eta * own / second[j]);
        force[j] = up - down;
        weight[j] = up * win + down * loss;
        border[j] = down * loss - up * win;
        slope += up + down;
        curvature += weight[j];
      }
      row.logarithms =
          LogarithmSum.weighted(wins, first, i) + LogarithmSum.weighted(losses, second, i);
      row.tieGradient = -slope;
      row.tieCurvature = curvature;
    }

    /** {@code ties ln(eta^2 - 1)}; NaN where eta is below 1. */
    @Override
    double tieTerm() {
      return ties * Math.log(Math.expm1(2 * kappa));
    }

    @Override
    double tieSlope() {
      return ties * 2 / -Math.expm1(-2 * kappa);
    }

    @Override
    double tieCurvature() {
      double rest = Math.expm1(-2 * kappa);
      return ties * 4 * Math.exp(-2 * kappa) / (rest * rest);
    }

    @Override
    OutcomeScore strengthScore() {
      return new Score(kappa, -1, 0);
    }

    @Override
    Optional<OutcomeScore> tieScore() {
      return Optional.of(new Score(kappa, 1, 2 / -Math.expm1(-2 * kappa)));
    }
  }

  /**
   * By the first model's strength or by kappa, which differ in the sign of a win and in what a tie
   * adds.
   */
  private record Score(double kappa, double sign, double ofTie) implements OutcomeScore {
    @Override
    public double win(double d) {
      return -sign * Worths.logistic(kappa - d);
    }

    @Override
    public double loss(double d) {
      return -Worths.logistic(kappa + d);
    }

    @Override
    public double tie(double d) {
      return win(d) + loss(d) + ofTie;
    }
  }
}
