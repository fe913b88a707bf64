package isoloss.rank.choice;

import isoloss.data.Seed;
import isoloss.data.pool.Pool;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.item.Item;
import isoloss.rank.item.ItemModel;
import isoloss.rank.item.ItemResponseFit;
import isoloss.rank.method.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Log loss of cells that were held out at random, 10 % at a time, over the samples with scores
 * between 0 and 1: {@code -x log p - (1-x) log(1-p)}. All candidates predict the same cells, each
 * weighted as its sample is; a sample's cells move together.
 *
 * <p>Beside the item response models stand the means of the rest, each smoothed as {@code (solved +
 * 1/2) / (measured + 1)}: of the model, of the sample. The sample's mean knows no models, so that
 * it is the baseline of whoever claims to tell models apart.
 */
public final class HeldOutCells {
  static final String CELL = "cell";

  /** The baseline. */
  public static final String ITEM_MEAN = "item mean";

  public static final String MODEL_MEAN = "model mean";

  private static final double SHARE = 0.1;

  /** Chances are kept so far from 0 and 1. */
  private static final double LEAST_CHANCE = 1e-12;

  private final Evidence evidence;
  private final List<ItemModel> models;
  private final LossSums ofModelMean;
  private final LossSums ofItemMean;
  private final List<LossSums> ofModels = new ArrayList<>();

  private HeldOutCells(Evidence evidence, List<ItemModel> models) {
    this.evidence = evidence;
    this.models = models;
    this.ofModelMean = new LossSums(evidence.clusterCount());
    this.ofItemMean = new LossSums(evidence.clusterCount());
    models.forEach(each -> ofModels.add(new LossSums(evidence.clusterCount())));
  }

  /**
   * @param models that do not refuse the evidence
   * @param repetitions how many times another tenth is held out
   * @return the losses of the model mean and of the models, in this order
   */
  public static List<PredictiveLoss> losses(
      Evidence evidence, List<ItemModel> models, int repetitions, Seed seed, int threads) {
    HeldOutCells cells = new HeldOutCells(evidence, models);
    for (int r = 0; r < repetitions; r++) {
      cells.holdOut(new CellMask(evidence.pool(), SHARE, seed.child(r)), threads);
    }
    return cells.losses();
  }

  private List<PredictiveLoss> losses() {
    List<PredictiveLoss> losses = new ArrayList<>();
    losses.add(ofModelMean.against(MODEL_MEAN, CELL, ITEM_MEAN, ofItemMean));
    for (int i = 0; i < models.size(); i++) {
      losses.add(ofModels.get(i).against(models.get(i).name(), CELL, ITEM_MEAN, ofItemMean));
    }
    return losses;
  }

  private void holdOut(CellMask mask, int threads) {
    Evidence training = evidence.on(evidence.pool().masked(mask));
    Request scores = new Request(false, Optional.empty(), threads);
    for (int i = 0; i < models.size(); i++) {
      ItemResponseFit fit = models.get(i).estimate(training, scores);
      LossSums sums = ofModels.get(i);
      for (Item item : fit.items().items()) {
        score(mask, item.sample(), sums, model -> fit.probability(model, item));
      }
      if (i == 0) {
        scoreMeans(mask, training, fit.items().items());
      }
    }
  }

  /** The chance that a model solves a certain sample. */
  @FunctionalInterface
  private interface Chance {
    double of(int model);
  }

  /** Adds the losses of the cells of a sample that were held out. */
  private void score(CellMask mask, int sample, LossSums sums, Chance chance) {
    double weight = evidence.sampleWeight(sample);
    var direction = evidence.pool().sample(sample).direction();
    evidence
        .pool()
        .forEachModel(
            sample,
            (model, value) -> {
              if (weight > 0 && value >= 0 && value <= 1 && !mask.keeps(model, sample)) {
                double x = Item.response(direction, value);
                double p = Math.clamp(chance.of(model), LEAST_CHANCE, 1 - LEAST_CHANCE);
                sums.add(
                    evidence.cluster(sample), weight, -x * Math.log(p) - (1 - x) * Math.log1p(-p));
              }
            });
  }

  private void scoreMeans(CellMask mask, Evidence training, List<Item> items) {
    Pool pool = training.pool();
    Smoothed[] ofModel = new Smoothed[pool.modelCount()];
    Arrays.setAll(ofModel, i -> new Smoothed());
    for (Item item : items) {
      Smoothed ofItem = new Smoothed();
      double weight = training.sampleWeight(item.sample());
      var direction = pool.sample(item.sample()).direction();
      pool.forEachModel(
          item.sample(),
          (model, value) -> {
            ofItem.add(1, Item.response(direction, value));
            ofModel[model].add(weight, Item.response(direction, value));
          });
      score(mask, item.sample(), ofItemMean, model -> ofItem.mean());
    }
    for (Item item : items) {
      score(mask, item.sample(), ofModelMean, model -> ofModel[model].mean());
    }
  }

  /** {@code (solved + 1/2) / (measured + 1)}. */
  private static final class Smoothed {
    private double solved;
    private double measured;

    void add(double weight, double response) {
      solved += weight * response;
      measured += weight;
    }

    double mean() {
      return (solved + 0.5) / (measured + 1);
    }
  }
}
