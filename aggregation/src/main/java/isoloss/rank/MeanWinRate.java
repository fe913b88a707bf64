package isoloss.rank;

/**
 * The share of the other models that a model beats on a sample, ties counting half, averaged over
 * the shared samples. It does not depend on the scale of the scores, but it does depend on which
 * other models take part.
 *
 * @see <a href="https://arxiv.org/abs/2211.09110">Liang et al. (2022), HELM, mean win rate</a>
 */
public final class MeanWinRate implements Aggregator {

  @Override
  public String name() {
    return "mean-win-rate";
  }

  @Override
  public String description() {
    return "mean share of the other models beaten on a sample, ties half";
  }

  @Override
  public Direction direction(Direction cells) {
    return Direction.HIGHER_IS_BETTER;
  }

  @Override
  public Weighted prepare(ScoreTable table) {
    double[][] share = shares(table);
    return weights -> {
      double[] rates = new double[share.length];
      for (int m = 0; m < rates.length; m++) {
        double total = 0;
        double sum = 0;
        for (int s = 0; s < weights.length; s++) {
          total += weights[s];
          sum += weights[s] * share[m][s];
        }
        rates[m] = sum / total;
      }
      return rates;
    };
  }

  private static double[][] shares(ScoreTable table) {
    int models = table.models().size();
    double[][] share = new double[models][table.samples().size()];
    for (int m = 0; m < models; m++) {
      for (int s = 0; s < share[m].length; s++) {
        share[m][s] = models == 1 ? 0.5 : wins(table, m, s) / (models - 1);
      }
    }
    return share;
  }

  private static double wins(ScoreTable table, int model, int sample) {
    double wins = 0;
    for (int other = 0; other < table.models().size(); other++) {
      if (other != model) {
        int sign = table.direction().compare(table.cell(model, sample), table.cell(other, sample));
        wins += sign > 0 ? 1 : sign == 0 ? 0.5 : 0;
      }
    }
    return wins;
  }
}
