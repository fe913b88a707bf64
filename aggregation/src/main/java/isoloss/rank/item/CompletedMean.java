package isoloss.rank.item;

import isoloss.stat.CompensatedSum;
import java.util.Arrays;

/**
 * The mean over all samples, by their weights, of {@code y_is}: the response where the model was
 * measured, its chance elsewhere (p-IRT).
 *
 * @see <a href="https://arxiv.org/abs/2402.14992">Maia Polo et al. (2024), tinyBenchmarks</a>;
 *     samples by their own weights in place of balance weights
 */
final class CompletedMean implements ScoreFunction {
  private final double[] theta;
  private final double totalWeight;
  private final double[] scores;
  private final double[][] jacobian;

  /** How the scores hang on the abilities and the samples. */
  CompletedMean(JointMaximum maximum, double[] scores) {
    this.theta = maximum.theta();
    this.totalWeight = maximum.profile().responses().totalWeight();
    this.scores = scores;
    this.jacobian = new SampleSums(maximum.profile(), theta).matrix(false, this::addMissing);
  }

  /** One score per model, 0 .. 1. */
  static double[] of(Responses responses, double[] theta, Item[] items) {
    CompensatedSum[] sums = new CompensatedSum[responses.models()];
    Arrays.setAll(sums, i -> new CompensatedSum());
    int[] model = new int[sums.length];
    double[] response = new double[sums.length];
    for (int k = 0; k < items.length; k++) {
      int count = responses.gather(k, model, response);
      for (int i = 0, c = 0; i < sums.length; i++) {
        boolean measured = c < count && model[c] == i;
        double y = measured ? response[c++] : items[k].probability(theta[i]);
        sums[i].add(responses.weight(k) * y);
      }
    }
    double total = responses.totalWeight();
    return Arrays.stream(sums).mapToDouble(sum -> sum.value() / total).toArray();
  }

  private void addMissing(ItemSearch located, double weight, SampleSums.Rows rows) {
    double part = weight / totalWeight;
    located.addCross(1, rows.right()[0], rows.right()[1]);
    for (int i = 0, c = 0; i < theta.length; i++) {
      if (c < located.count() && located.model(c) == i) {
        c++;
      } else {
        located.addResponse(part, i, theta[i], rows.left()[0], rows.left()[1]);
        rows.diagonal()[i] += part * located.slopeOfChance(theta[i]);
      }
    }
  }

  @Override
  public void addDirect(ItemSearch located, double weight, double[] effect) {
    for (int i = 0, c = 0; i < effect.length; i++) {
      boolean measured = c < located.count() && located.model(c) == i;
      double y = measured ? located.response(c++) : located.chance(theta[i]);
      effect[i] += weight / totalWeight * (y - scores[i]);
    }
  }

  @Override
  public void addIndirect(double[] abilities, double[] effect) {
    for (int i = 0; i < effect.length; i++) {
      double sum = 0;
      for (int j = 0; j < abilities.length; j++) {
        sum += jacobian[i][j] * abilities[j];
      }
      effect[i] += sum;
    }
  }
}
