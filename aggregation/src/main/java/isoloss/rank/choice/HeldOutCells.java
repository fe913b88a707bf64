package isoloss.rank.choice;

import isoloss.data.Seed;
import isoloss.data.pool.Pool;
import isoloss.rank.choice.PredictiveLoss.Kind;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.item.Item;
import isoloss.rank.item.ItemModel;
import isoloss.rank.item.ItemResponseFit;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How well methods predict cells that they have not seen, over the samples with scores between 0
 * and 1. A tenth is held out at random, several times: single cells, or whole sources of a model
 * where the pool's cells are missing so. All methods predict the same cells.
 *
 * <ul>
 *   <li>Log loss of cells, {@code -x log p - (1-x) log(1-p)}, of the item response models and of
 *       two means of the rest, smoothed as {@code (solved + 1/2) / (measured + 1)}: of the model,
 *       of the sample. The sample's mean tells no models apart, so that it is the baseline of
 *       whoever claims to. A sample's cells move together.
 *   <li>Error of means: what a method's order says of each model's mean over the held-out cells,
 *       see {@link MeanErrors}. Log loss rewards who knows the samples; this one who knows the
 *       models' means, which are to be ordered. The baseline is the best method. A model's cells
 *       move together.
 * </ul>
 */
public final class HeldOutCells {
  public static final String ITEM_MEAN = "item mean";
  public static final String MODEL_MEAN = "model mean";

  private static final double SHARE = 0.1;
  private static final double ENOUGH_CELLS = 1e6;

  /** Chances are kept so far from 0 and 1. */
  private static final double LEAST_CHANCE = 1e-12;

  private final Evidence evidence;

  /** What of it item response models can use. */
  private final Evidence cells;

  private final List<Aggregator> methods;
  private final LossSums ofModelMean;
  private final LossSums ofItemMean;
  private final Map<String, LossSums> ofCells = new HashMap<>();
  private final List<LossSums> ofMeans = new ArrayList<>();

  private HeldOutCells(Evidence evidence, List<Aggregator> methods) {
    this.evidence = evidence;
    this.cells = Cells.of(evidence);
    this.methods = methods;
    this.ofModelMean = new LossSums(evidence.clusterCount());
    this.ofItemMean = new LossSums(evidence.clusterCount());
    for (int i = 0; i < methods.size(); i++) {
      ofMeans.add(new LossSums(evidence.pool().modelCount()));
    }
  }

  /**
   * @param methods that do not refuse the evidence, item response models and others
   * @param repetitions how many times another tenth is held out, at most; no more once a million
   *     cells have been
   */
  public static HeldOutCells of(
      Evidence evidence, List<Aggregator> methods, int repetitions, Seed seed, int threads) {
    HeldOutCells cells = new HeldOutCells(evidence, methods);
    double perRepetition = SHARE * evidence.pool().scoreCount();
    for (int r = 0; r < repetitions && r * perRepetition < ENOUGH_CELLS; r++) {
      cells.holdOut(HoldOut.of(evidence.pool(), SHARE, seed.child(r)), threads);
    }
    return cells;
  }

  /**
   * Log loss of cells of the model mean and the item response models, then errors of means; empty
   * where no cell could be held out, since each model keeps its last.
   */
  public List<PredictiveLoss> losses() {
    List<PredictiveLoss> losses = new ArrayList<>();
    if (!ofItemMean.isUsed()) {
      return losses;
    }
    losses.add(ofModelMean.against(MODEL_MEAN, Kind.CELL, ITEM_MEAN, ofItemMean));
    for (Aggregator method : methods) {
      if (method instanceof ItemModel model) {
        losses.add(
            ofEstimates(model.estimator()).against(model.name(), Kind.CELL, ITEM_MEAN, ofItemMean));
      }
    }
    LossSums best = ofMeans.stream().min(Comparator.comparingDouble(LossSums::mean)).orElseThrow();
    String name = methods.get(ofMeans.indexOf(best)).name();
    for (int i = 0; i < methods.size(); i++) {
      losses.add(ofMeans.get(i).against(methods.get(i).name(), Kind.MEAN, name, best));
    }
    return losses;
  }

  private void holdOut(HoldOut mask, int threads) {
    Pool left = evidence.pool().masked(mask);
    Evidence training = evidence.on(left);
    PairCounts counts = PairCounts.of(training, threads);
    MeanErrors means = new MeanErrors(cells.on(left));
    Map<String, ItemResponseFit> estimates = new HashMap<>();
    for (int i = 0; i < methods.size(); i++) {
      double[] scores =
          methods.get(i) instanceof ItemModel model
              ? model.scores(estimate(model, cells.on(left), threads, estimates)).toArray()
              : Connecting.fit(methods.get(i), training, counts, threads)
                  .map(fit -> fit.scores().toArray())
                  .orElseGet(() -> new double[left.modelCount()]);
      means.add(scores, evidence, mask, ofMeans.get(i));
    }
    estimates.forEach((name, fit) -> scoreCells(mask, fit, ofEstimates(name)));
    scoreMeans(mask, cells.on(left));
  }

  private static ItemResponseFit estimate(
      ItemModel model, Evidence training, int threads, Map<String, ItemResponseFit> estimates) {
    return estimates.computeIfAbsent(
        model.estimator(),
        name -> model.estimate(training, new Request(false, Optional.empty(), threads)));
  }

  private void scoreCells(HoldOut mask, ItemResponseFit fit, LossSums sums) {
    for (Item item : fit.items().items()) {
      score(mask, item.sample(), sums, model -> fit.probability(model, item));
    }
  }

  private LossSums ofEstimates(String estimator) {
    return ofCells.computeIfAbsent(estimator, name -> new LossSums(evidence.clusterCount()));
  }

  /** The chance that a model solves a certain sample. */
  @FunctionalInterface
  private interface Chance {
    double of(int model);
  }

  /** Adds the losses of the cells of a sample that were held out. */
  private void score(HoldOut mask, int sample, LossSums sums, Chance chance) {
    double weight = cells.sampleWeight(sample);
    var direction = evidence.pool().sample(sample).direction();
    evidence
        .pool()
        .forEachModel(
            sample,
            (model, value) -> {
              if (weight > 0 && !mask.keeps(model, sample)) {
                double x = Item.response(direction, value);
                double p = Math.clamp(chance.of(model), LEAST_CHANCE, 1 - LEAST_CHANCE);
                sums.add(
                    evidence.cluster(sample), weight, -x * Math.log(p) - (1 - x) * Math.log1p(-p));
              }
            });
  }

  private void scoreMeans(HoldOut mask, Evidence training) {
    Pool pool = training.pool();
    Smoothed[] ofModel = new Smoothed[pool.modelCount()];
    Arrays.setAll(ofModel, i -> new Smoothed());
    for (int s = 0; s < pool.scoredCount(); s++) {
      double weight = training.sampleWeight(s);
      if (weight > 0) {
        Smoothed ofItem = new Smoothed();
        var direction = pool.sample(s).direction();
        pool.forEachModel(
            s,
            (model, value) -> {
              ofItem.add(1, Item.response(direction, value));
              ofModel[model].add(weight, Item.response(direction, value));
            });
        score(mask, s, ofItemMean, model -> ofItem.mean());
      }
    }
    for (int s = 0; s < pool.scoredCount(); s++) {
      if (training.sampleWeight(s) > 0) {
        score(mask, s, ofModelMean, model -> ofModel[model].mean());
      }
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
