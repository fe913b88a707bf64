package isoloss.plan.testtime;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The model size below which, at every budget that affords a larger model at all, enlarging the
 * model beats longer or more generations: the smallest model that at some such budget is strictly
 * more accurate than every larger one; the largest model where there is none.
 */
final class Threshold {
  private final int[] model;
  private final double[] cost;
  private final int models;

  /**
   * @param candidates whose models are ranked by active parameters
   */
  Threshold(Account account, List<Candidate> candidates, List<String> modelsBySize) {
    this.model =
        candidates.stream().mapToInt(each -> modelsBySize.indexOf(each.model().name())).toArray();
    this.cost = candidates.stream().mapToDouble(each -> account.of(each.cost())).toArray();
    this.models = modelsBySize.size();
  }

  /** The names from small to large. */
  static List<String> bySize(List<Candidate> candidates) {
    return candidates.stream()
        .map(Candidate::model)
        .sorted(Comparator.comparingDouble(each -> each.activeParameters()))
        .map(each -> each.name())
        .distinct()
        .toList();
  }

  /**
   * The rank of the threshold model by size.
   *
   * @param accuracy of each candidate
   */
  int rank(double[] accuracy, int[] byCost) {
    return IntStream.range(0, models - 1)
        .filter(each -> beatsLargerOnes(each, accuracy, byCost))
        .findFirst()
        .orElse(models - 1);
  }

  /** Sweeps the budget upwards over all candidates; equal costs are one budget. */
  private boolean beatsLargerOnes(int rank, double[] accuracy, int[] byCost) {
    double own = Double.NEGATIVE_INFINITY;
    double larger = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < byCost.length; i++) {
      int at = byCost[i];
      if (model[at] == rank) {
        own = Math.max(own, accuracy[at]);
      } else if (model[at] > rank) {
        larger = Math.max(larger, accuracy[at]);
      }
      boolean budgetEnds = i + 1 == byCost.length || cost[byCost[i + 1]] > cost[at];
      if (budgetEnds && Double.isFinite(larger) && own > larger) {
        return true;
      }
    }
    return false;
  }

  static double[] meanAccuracies(List<Candidate> candidates) {
    return candidates.stream().mapToDouble(Candidate::meanAccuracy).toArray();
  }

  static double[] meanAccuracies(List<Candidate> candidates, int[] multiplicities) {
    double[] out = new double[candidates.size()];
    Arrays.setAll(out, i -> candidates.get(i).meanAccuracy(multiplicities));
    return out;
  }
}
