package isoloss.rank.choice;

import isoloss.rank.evidence.Evidence;
import isoloss.rank.item.Item;
import isoloss.stat.CompensatedSum;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What the order of models says of each model's mean over cells that it has not seen.
 *
 * <p>Only the order counts: the k-th best model gets the k-th highest of the models' advantages
 * {@code q_i}, their mean over training cells of {@code x_is - m_s} with m_s the smoothed mean of
 * the sample; equal models share. So any method's scores can be judged, whatever their unit or
 * shape. A cell is predicted by {@code m_s + beta (q_i - mean of q over s)} with one slope for all
 * samples, by least squares on the training cells and not below 0: every sample counts alike, as it
 * does in a mean. The loss of a model is the square of its summed residuals over their number,
 * which is the squared error of its held-out mean times the cells.
 */
final class MeanErrors {
  private final Evidence training;
  private final double[] sampleMean;
  private final double[] advantages;

  MeanErrors(Evidence training) {
    this.training = training;
    this.sampleMean = new double[training.pool().scoredCount()];
    this.advantages = new double[training.pool().modelCount()];
    findSampleMeans();
    findAdvantages();
  }

  /** Takes the share solved of a cell. */
  @FunctionalInterface
  private interface Responses {
    void response(int model, double x);
  }

  private static void forEachModel(Evidence evidence, int sample, Responses sink) {
    var direction = evidence.pool().sample(sample).direction();
    evidence
        .pool()
        .forEachModel(
            sample, (model, value) -> sink.response(model, Item.response(direction, value)));
  }

  private boolean counts(int sample) {
    return training.sampleWeight(sample) > 0;
  }

  /** {@code (sum_i x_is + overall mean) / (models + 1)}. */
  private void findSampleMeans() {
    double[] total = new double[2];
    for (int s = 0; s < sampleMean.length; s++) {
      if (counts(s)) {
        double weight = training.sampleWeight(s);
        forEachModel(training, s, (model, x) -> total[0] += weight * x);
        total[1] += weight * training.pool().measured(s);
      }
    }
    double overall = total[1] > 0 ? total[0] / total[1] : 0;
    for (int s = 0; s < sampleMean.length; s++) {
      double[] sum = {overall};
      forEachModel(training, s, (model, x) -> sum[0] += x);
      sampleMean[s] = sum[0] / (training.pool().measured(s) + 1);
    }
  }

  private void findAdvantages() {
    double[] weight = new double[advantages.length];
    for (int s = 0; s < sampleMean.length; s++) {
      if (counts(s)) {
        int sample = s;
        forEachModel(
            training,
            s,
            (model, x) -> {
              advantages[model] += training.sampleWeight(sample) * (x - sampleMean[sample]);
              weight[model] += training.sampleWeight(sample);
            });
      }
    }
    for (int i = 0; i < advantages.length; i++) {
      advantages[i] /= Math.max(weight[i], Double.MIN_NORMAL);
    }
  }

  /** Adds the loss of every model with cells that were held out, each model a group. */
  void add(double[] scores, Evidence all, HoldOut mask, LossSums losses) {
    double[] q = inOrderOf(scores);
    double[] levels = levels(q);
    double slope = slope(q);
    double[] residuals = new double[q.length];
    double[] weights = new double[q.length];
    for (int s = 0; s < sampleMean.length; s++) {
      int sample = s;
      double weight = training.sampleWeight(s);
      forEachModel(
          all,
          s,
          (model, x) -> {
            if (!mask.keeps(model, sample)) {
              double predicted = sampleMean[sample] + slope * (q[model] - levels[sample]);
              residuals[model] += weight * (x - predicted);
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

  /** The advantages, dealt out in the order of the scores. */
  private double[] inOrderOf(double[] scores) {
    Integer[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .toArray(Integer[]::new);
    double[] sorted = advantages.clone();
    Arrays.sort(sorted);
    double[] dealt = new double[scores.length];
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        to++;
      }
      double shared = Arrays.stream(sorted, from, to).average().orElseThrow();
      for (int k = from; k < to; k++) {
        dealt[order[k]] = shared;
      }
      from = to;
    }
    return dealt;
  }

  /** The smoothed mean of q over the models measured on each sample; q has mean 0 or nearly so. */
  private double[] levels(double[] q) {
    double[] levels = new double[sampleMean.length];
    for (int s = 0; s < levels.length; s++) {
      double[] sum = new double[1];
      forEachModel(training, s, (model, x) -> sum[0] += q[model]);
      levels[s] = sum[0] / (training.pool().measured(s) + 1);
    }
    return levels;
  }

  /**
   * Of responses on q within samples; 0 where q does not vary, or where the order is upside down.
   */
  private double slope(double[] q) {
    CompensatedSum xy = new CompensatedSum();
    CompensatedSum xx = new CompensatedSum();
    for (int s = 0; s < sampleMean.length; s++) {
      if (counts(s) && training.pool().measured(s) > 0) {
        double[] sums = new double[4];
        forEachModel(
            training,
            s,
            (model, x) -> {
              sums[0] += q[model];
              sums[1] += x;
              sums[2] += q[model] * x;
              sums[3] += q[model] * q[model];
            });
        double cells = training.pool().measured(s);
        xy.add(training.sampleWeight(s) * (sums[2] - sums[0] * sums[1] / cells));
        xx.add(training.sampleWeight(s) * (sums[3] - sums[0] * sums[0] / cells));
      }
    }
    return xx.value() > 0 ? Math.max(0, xy.value() / xx.value()) : 0;
  }
}
