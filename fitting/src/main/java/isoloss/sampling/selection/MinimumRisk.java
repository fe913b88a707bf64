package isoloss.sampling.selection;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * The sample that agrees best with all samples chosen with it (minimum Bayes risk): {@code arg
 * max_i sum_j u(y_i, y_j)}; equal sums share the credit. With {@code u = 1} for equal answers and 0
 * otherwise the answers with most samples win, as in a majority vote, but two such answers share by
 * their samples, which are equally many.
 */
public final class MinimumRisk implements ToDoubleFunction<int[]> {
  private static final double ROUNDING = 1e-12;

  private final double[][] utility;
  private final double[] credit;

  /**
   * @param utility u, from a candidate and the answer that it is compared with
   */
  public MinimumRisk(
      List<SampledProblem.Group> single, ToDoubleBiFunction<String, String> utility) {
    int n = single.size();
    this.utility = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        this.utility[i][j] = utility.applyAsDouble(single.get(i).answer(), single.get(j).answer());
      }
    }
    this.credit = single.stream().mapToDouble(SampledProblem.Group::correct).toArray();
  }

  @Override
  public double applyAsDouble(int[] chosen) {
    double[] sums = new double[chosen.length];
    double[] credits = new double[chosen.length];
    boolean[] present = new boolean[chosen.length];
    Arrays.fill(present, true);
    double size = 0;
    for (int i = 0; i < chosen.length; i++) {
      for (int other : chosen) {
        sums[i] += utility[chosen[i]][other];
        size = Math.max(size, Math.abs(sums[i]));
      }
      credits[i] = credit[chosen[i]];
    }
    return Winners.credit(sums, credits, present, ROUNDING * size);
  }
}
