package isoloss.plan.testtime;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.optim.IndexedWork;
import isoloss.sampling.resample.Clusters;
import isoloss.stat.Quantile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The frontier of one account on problems drawn with replacement: how often each model is the best
 * choice at each budget, where it enters, and which model is the threshold. Draw b depends on the
 * seed and b alone.
 */
final class FrontierBootstrap {
  private static final int BUDGETS = 40;
  private static final int NONE = -1;

  private final List<String> models;
  private final double[] budgets;
  private final int[][] bestAtBudget;
  private final double[][] entries;
  private final int[] thresholds;

  private FrontierBootstrap(List<String> models, double[] budgets, int draws) {
    this.models = models;
    this.budgets = budgets;
    this.bestAtBudget = new int[draws][];
    this.entries = new double[draws][];
    this.thresholds = new int[draws];
  }

  /**
   * @param modelsBySize names from small to large
   */
  static FrontierBootstrap of(
      Account account,
      List<Candidate> candidates,
      List<String> modelsBySize,
      int draws,
      Seed seed,
      int threads) {
    double[] cost = candidates.stream().mapToDouble(each -> account.of(each.cost())).toArray();
    int[] model =
        candidates.stream().mapToInt(each -> modelsBySize.indexOf(each.model().name())).toArray();
    int[] byCost = Frontier.byCost(cost);
    Threshold threshold = new Threshold(account, candidates, modelsBySize);
    double[] budgets =
        QuestionOracle.logSpaced(cost[byCost[0]], cost[byCost[byCost.length - 1]], BUDGETS);
    FrontierBootstrap result = new FrontierBootstrap(modelsBySize, budgets, draws);
    Clusters problems = Clusters.ofUnits(candidates.getFirst().accuracy().size());
    IndexedWork.run(
        draws,
        threads,
        () -> account,
        (worker, draw) -> {
          int[] drawn = problems.draw(seed.child(draw));
          double[] accuracy = Threshold.meanAccuracies(candidates, drawn);
          List<Integer> kept = Frontier.kept(byCost, cost, accuracy);
          result.bestAtBudget[draw] = bestAt(budgets, kept, cost, model);
          result.entries[draw] = entries(modelsBySize.size(), kept, cost, model);
          result.thresholds[draw] = threshold.rank(accuracy, byCost);
        });
    return result;
  }

  private static int[] bestAt(double[] budgets, List<Integer> kept, double[] cost, int[] model) {
    return Arrays.stream(budgets)
        .mapToInt(budget ->
            kept.reversed().stream()
                .filter(index -> cost[index] <= budget)
                .findFirst()
                .map(index -> model[index])
                .orElse(NONE))
        .toArray();
  }

  /** The cost at which each model first is on the frontier; NaN where it never is. */
  private static double[] entries(int models, List<Integer> kept, double[] cost, int[] model) {
    double[] entry = new double[models];
    Arrays.fill(entry, Double.NaN);
    for (int index : kept.reversed()) {
      entry[model[index]] = cost[index];
    }
    return entry;
  }

  Values budgets() {
    return Values.of(budgets);
  }

  List<String> models() {
    return models;
  }

  /** Share of draws in which the model is the best choice within a budget. */
  double share(int budget, int model) {
    return mean(draw -> bestAtBudget[draw][budget] == model);
  }

  /** Share of draws in which the model is anywhere on the frontier. */
  double entering(String model) {
    int at = models.indexOf(model);
    return mean(draw -> !Double.isNaN(entries[draw][at]));
  }

  /** Share of draws in which this model is the threshold. */
  double thresholdShare(String model) {
    return mean(draw -> thresholds[draw] == models.indexOf(model));
  }

  /** The interval of the entry among the draws that have one, FLOP. */
  Optional<Quantile.Interval> entry(String model, double level) {
    int at = models.indexOf(model);
    double[] found =
        Arrays.stream(entries)
            .mapToDouble(each -> each[at])
            .filter(v -> !Double.isNaN(v))
            .toArray();
    return found.length == 0
        ? Optional.empty()
        : Optional.of(Quantile.centralInterval(found, level));
  }

  private double mean(IntPredicate holds) {
    return IntStream.range(0, thresholds.length).filter(holds).count() / (double) thresholds.length;
  }
}
