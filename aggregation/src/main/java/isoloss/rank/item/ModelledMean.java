package isoloss.rank.item;

import isoloss.stat.CompensatedSum;
import java.util.Arrays;

/**
 * The mean of a model over all samples from chances and what was seen to differ from them: {@code
 * (1/W) sum_s w_s p_is + c_i sum_(s measured) w_s (x_is - p_is)}, W the weight of all samples. The
 * {@link Correction} is what c_i is.
 */
final class ModelledMean implements ScoreFunction {
  private final Correction correction;
  private final double[] theta;
  private final double totalWeight;
  private final double[] measuredWeight;
  private final double[] residuals;
  private final double[] chances;
  private double[][] jacobian = {};

  /** How much the difference between responses and chances counts. */
  enum Correction {
    /**
     * {@code c = 1/W}: responses stand where there are some, chances elsewhere (p-IRT). Steady; off
     * where the form of the chances is.
     *
     * @see <a href="https://arxiv.org/abs/2402.14992">Maia Polo et al. (2024), tinyBenchmarks</a>;
     *     samples by their own weights in place of balance weights
     */
    COMPLETION {
      @Override
      double of(double totalWeight, double measuredWeight) {
        return 1 / totalWeight;
      }
    },
    /**
     * {@code c_i = 1/W_i}, W_i the weight of the samples measured: without bias where cells are
     * missing at random, however wrong the chances are (generalised difference estimator).
     *
     * @see <a href="https://doi.org/10.1093/biomet/63.3.615">Cassel, Särndal and Wretman (1976)</a>
     */
    DIFFERENCE {
      @Override
      double of(double totalWeight, double measuredWeight) {
        return 1 / measuredWeight;
      }
    };

    abstract double of(double totalWeight, double measuredWeight);
  }

  ModelledMean(Correction correction, Responses responses, double[] theta, Item[] items) {
    this.correction = correction;
    this.theta = theta;
    this.totalWeight = responses.totalWeight();
    this.measuredWeight = new double[theta.length];
    this.residuals = new double[theta.length];
    this.chances = new double[theta.length];
    sum(responses, items);
  }

  private void sum(Responses responses, Item[] items) {
    CompensatedSum[] all = sums();
    CompensatedSum[] differences = sums();
    int[] model = new int[theta.length];
    double[] response = new double[theta.length];
    for (int k = 0; k < items.length; k++) {
      double weight = responses.weight(k);
      for (int i = 0; i < theta.length; i++) {
        all[i].add(weight * items[k].probability(theta[i]));
      }
      int count = responses.gather(k, model, response);
      for (int c = 0; c < count; c++) {
        double chance = items[k].probability(theta[model[c]]);
        differences[model[c]].add(weight * (response[c] - chance));
        measuredWeight[model[c]] += weight;
      }
    }
    Arrays.setAll(chances, i -> all[i].value() / totalWeight);
    Arrays.setAll(residuals, i -> factor(i) * differences[i].value());
  }

  private CompensatedSum[] sums() {
    CompensatedSum[] sums = new CompensatedSum[theta.length];
    Arrays.setAll(sums, i -> new CompensatedSum());
    return sums;
  }

  private double factor(int i) {
    return correction.of(totalWeight, measuredWeight[i]);
  }

  /** One score per model; a share solved. */
  double[] scores() {
    double[] scores = new double[theta.length];
    Arrays.setAll(scores, i -> chances[i] + residuals[i]);
    return scores;
  }

  /** With the derivatives of the scores by the abilities, without which there is no effect. */
  ModelledMean differentiated(ProfiledLikelihood profile) {
    jacobian = new SampleSums(profile, theta).matrix(false, this::addChances);
    return this;
  }

  private void addChances(ItemSearch located, double weight, SampleSums.Rows rows) {
    located.addCross(1, rows.right()[0], rows.right()[1]);
    for (int i = 0, c = 0; i < theta.length; i++) {
      boolean measured = c < located.count() && located.model(c) == i;
      double part = weight * (1 / totalWeight - (measured ? factor(i) : 0));
      c += measured ? 1 : 0;
      if (part != 0) {
        located.addResponse(part, i, theta[i], rows.left()[0], rows.left()[1]);
        rows.diagonal()[i] += part * located.slopeOfChance(theta[i]);
      }
    }
  }

  @Override
  public void addDirect(ItemSearch located, double weight, double[] effect) {
    for (int i = 0, c = 0; i < effect.length; i++) {
      double chance = located.chance(theta[i]);
      effect[i] += weight / totalWeight * (chance - chances[i]);
      boolean measured = c < located.count() && located.model(c) == i;
      double difference = measured ? located.response(c++) - chance : 0;
      effect[i] += weight * factor(i) * difference - spread(i, weight, measured) * residuals[i];
    }
  }

  /** How much the factor falls, relative to itself, with the weight of a sample. */
  private double spread(int i, double weight, boolean measured) {
    return switch (correction) {
      case COMPLETION -> weight / totalWeight;
      case DIFFERENCE -> measured ? weight / measuredWeight[i] : 0;
    };
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
