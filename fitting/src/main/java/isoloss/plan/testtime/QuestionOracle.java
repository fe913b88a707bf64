package isoloss.plan.testtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The published frontier: at each of 100 log-spaced budgets and for each model, every question gets
 * the best of the configurations within the budget, as if someone knew which; the mean over
 * questions, a moving average of window 3 over the budgets, then the best model. Optimistic: no
 * allocation that must be chosen beforehand reaches it.
 *
 * @see <a href="https://github.com/Infini-AI-Lab/Kinetics">the repository of Kinetics</a>; at the
 *     ends the window is what there is of it
 */
final class QuestionOracle {
  static final int LEVELS = 100;
  private static final int REACH = 1;

  private QuestionOracle() {}

  /**
   * The best model at a budget.
   *
   * @param budget FLOP of the account
   */
  record Level(double budget, String model, double accuracy) {}

  /**
   * @param modelsBySize names
   * @param low the first budget, FLOP
   * @param high the last
   */
  static List<Level> levels(
      Account account,
      List<Candidate> candidates,
      List<String> modelsBySize,
      double low,
      double high) {
    double[] budgets = logSpaced(low, high, LEVELS);
    List<double[]> curves =
        modelsBySize.stream()
            .map(name -> smoothed(curve(account, of(name, candidates), budgets)))
            .toList();
    List<Level> levels = new ArrayList<>();
    for (int level = 0; level < budgets.length; level++) {
      int best = best(curves, level);
      double accuracy = curves.get(best)[level];
      levels.add(
          new Level(budgets[level], accuracy > 0 ? modelsBySize.get(best) : "none", accuracy));
    }
    return levels;
  }

  private static List<Candidate> of(String model, List<Candidate> candidates) {
    return candidates.stream().filter(each -> each.model().name().equals(model)).toList();
  }

  private static int best(List<double[]> curves, int level) {
    int best = 0;
    for (int m = 1; m < curves.size(); m++) {
      best = curves.get(m)[level] > curves.get(best)[level] ? m : best;
    }
    return best;
  }

  /** Mean over questions of the best accuracy within each budget; 0 where none is affordable. */
  private static double[] curve(Account account, List<Candidate> candidates, double[] budgets) {
    List<Candidate> ascending =
        candidates.stream()
            .sorted(Comparator.comparingDouble(each -> account.of(each.cost())))
            .toList();
    double[] best = new double[candidates.getFirst().accuracy().size()];
    double[] curve = new double[budgets.length];
    int next = 0;
    for (int level = 0; level < budgets.length; level++) {
      while (next < ascending.size() && account.of(ascending.get(next).cost()) <= budgets[level]) {
        Candidate each = ascending.get(next++);
        Arrays.setAll(best, question -> Math.max(best[question], each.accuracy().get(question)));
      }
      curve[level] = Arrays.stream(best).average().orElseThrow();
    }
    return curve;
  }

  private static double[] smoothed(double[] curve) {
    double[] out = new double[curve.length];
    Arrays.setAll(
        out,
        i ->
            Arrays.stream(curve, Math.max(0, i - REACH), Math.min(curve.length, i + REACH + 1))
                .average()
                .orElseThrow());
    return out;
  }

  static double[] logSpaced(double low, double high, int count) {
    double[] out = new double[count];
    Arrays.setAll(out, i -> low * Math.pow(high / low, i / (count - 1.0)));
    out[count - 1] = high;
    return out;
  }
}
