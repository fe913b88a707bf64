package isoloss.rank;

/** The mean of a model's scores over the shared samples, in the unit of the scores. */
public final class MeanScore implements Aggregator {

  @Override
  public String name() {
    return "mean";
  }

  @Override
  public String description() {
    return "mean score over shared samples";
  }

  @Override
  public Direction direction(Direction cells) {
    return cells;
  }

  @Override
  public Weighted prepare(ScoreTable table) {
    return weights -> {
      double[] means = new double[table.models().size()];
      for (int m = 0; m < means.length; m++) {
        double total = 0;
        double sum = 0;
        for (int s = 0; s < weights.length; s++) {
          total += weights[s];
          sum += weights[s] * table.cell(m, s);
        }
        means[m] = sum / total;
      }
      return means;
    };
  }
}
