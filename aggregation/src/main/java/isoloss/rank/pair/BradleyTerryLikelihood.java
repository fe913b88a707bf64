package isoloss.rank.pair;

import isoloss.optim.LogarithmSum;
import isoloss.rank.evidence.PairCounts;

/**
 * Bradley and Terry: {@code P(i beats j) = w_i / (w_i + w_j)} with {@code w = e^theta}; {@code l =
 * sum_ij B_ij ln P(i beats j)}, with B the wins and what the rule makes of ties.
 */
final class BradleyTerryLikelihood extends PairLikelihood {
  private final TieRule rule;

  BradleyTerryLikelihood(PairCounts counts, TieRule rule) {
    super(counts, rule.wins());
    this.rule = rule;
  }

  /** How often the first was counted over the second. */
  double wins(int i, int j) {
    return i > j ? over[i][j] : under[j][i];
  }

  @Override
  boolean hasTieParameter() {
    return false;
  }

  @Override
  At at(double[] point) {
    return new Here(Worths.of(point, models()));
  }

  private final class Here extends At {
    private final double[] worth;

    Here(double[] worth) {
      this.worth = worth;
    }

    @Override
    void row(int i, PairRow row, double[] weight) {
      double[] w = worth;
      double own = w[i];
      double[] wins = over[i];
      double[] losses = under[i];
      double[] force = row.force;
      double[] met = row.met;
      double[] total = row.total;
      for (int j = 0; j < i; j++) {
        total[j] = own + w[j];
        met[j] = wins[j] + losses[j];
        double loses = w[j] / total[j];
        double beats = own / total[j];
        force[j] = wins[j] * loses - losses[j] * beats;
        weight[j] = met[j] * loses * beats;
      }
      row.logarithms = LogarithmSum.weighted(met, total, i);
    }

    @Override
    OutcomeScore strengthScore() {
      return new Score(rule.wins());
    }
  }

  /** A tie is so many wins each way. */
  private record Score(double tie) implements OutcomeScore {
    @Override
    public double win(double d) {
      return Worths.logistic(-d);
    }

    @Override
    public double loss(double d) {
      return -Worths.logistic(d);
    }

    @Override
    public double tie(double d) {
      return tie * (win(d) + loss(d));
    }
  }
}
