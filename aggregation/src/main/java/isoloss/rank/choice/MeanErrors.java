package isoloss.rank.choice;

import isoloss.data.pool.Pool;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.item.Item;
import isoloss.stat.CompensatedSum;

/**
 * What scores say of each model's mean over cells that they have not seen. A cell is predicted by
 * {@code m_s + beta (s_i - mean_s)}: the mean of its sample and one slope for all samples, by least
 * squares on the training cells, so that every sample counts alike, as it does in a mean. Any
 * method's scores can be judged so, whatever their unit. The loss of a model is the square of its
 * summed residuals over their number: the squared error of its mean, times the cells.
 */
final class MeanErrors {
  private final Evidence training;
  private final double[] scores;
  private final double[] sampleMean;
  private final double[] sampleScore;
  private final double slope;

  MeanErrors(Evidence training, double[] scores) {
    this.training = training;
    this.scores = scores;
    this.sampleMean = new double[training.pool().scoredCount()];
    this.sampleScore = new double[sampleMean.length];
    this.slope = leastSquares();
  }

  private double leastSquares() {
    Totals all = new Totals();
    for (int s = 0; s < sampleMean.length; s++) {
      if (training.sampleWeight(s) > 0) {
        all.add(totals(s), training.sampleWeight(s));
      }
    }
    CompensatedSum xy = new CompensatedSum();
    CompensatedSum xx = new CompensatedSum();
    for (int s = 0; s < sampleMean.length; s++) {
      Totals own = totals(s);
      sampleMean[s] = (own.response + all.meanResponse()) / (own.count + 1);
      sampleScore[s] = (own.score + all.meanScore()) / (own.count + 1);
      xy.add(training.sampleWeight(s) * own.within(own.product, own.response));
      xx.add(training.sampleWeight(s) * own.within(own.square, own.score));
    }
    return xx.value() > 0 ? xy.value() / xx.value() : 0;
  }

  private Totals totals(int sample) {
    Totals totals = new Totals();
    var direction = training.pool().sample(sample).direction();
    training
        .pool()
        .forEachModel(
            sample, (model, value) -> totals.add(scores[model], Item.response(direction, value)));
    return totals;
  }

  /** Of training cells. */
  private static final class Totals {
    double count;
    double response;
    double score;
    double product;
    double square;

    void add(double scoreOfModel, double responseOfCell) {
      count++;
      response += responseOfCell;
      score += scoreOfModel;
      product += scoreOfModel * responseOfCell;
      square += scoreOfModel * scoreOfModel;
    }

    void add(Totals other, double weight) {
      count += weight * other.count;
      response += weight * other.response;
      score += weight * other.score;
    }

    double meanResponse() {
      return count > 0 ? response / count : 0;
    }

    double meanScore() {
      return count > 0 ? score / count : 0;
    }

    /** {@code sum (score - mean score) (other - mean other)}. */
    double within(double products, double other) {
      return count > 0 ? products - score * other / count : 0;
    }
  }

  /** Adds the loss of every model with cells that were held out, each model a group. */
  void add(Pool all, HoldOut mask, LossSums losses) {
    double[] residuals = new double[scores.length];
    double[] weights = new double[scores.length];
    for (int s = 0; s < sampleMean.length; s++) {
      int sample = s;
      double weight = training.sampleWeight(s);
      var direction = all.sample(s).direction();
      all.forEachModel(
          s,
          (model, value) -> {
            if (!mask.keeps(model, sample)) {
              residuals[model] +=
                  weight * (Item.response(direction, value) - predicted(model, sample));
              weights[model] += weight;
            }
          });
    }
    for (int i = 0; i < residuals.length; i++) {
      if (weights[i] > 0) {
        losses.add(i, 1, residuals[i] * residuals[i] / weights[i]);
      }
    }
  }

  private double predicted(int model, int sample) {
    return sampleMean[sample] + slope * (scores[model] - sampleScore[sample]);
  }
}
