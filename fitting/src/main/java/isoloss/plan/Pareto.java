package isoloss.plan;

import java.util.Arrays;
import java.util.List;

/** Which of several choices no other is better than. */
final class Pareto {
  private Pareto() {}

  /**
   * @param costs one array per choice, all of equal length; less is better in each place
   * @return per choice, whether none of the others is at most as high everywhere and lower
   *     somewhere; a choice with NaN is on no front
   */
  static boolean[] front(List<double[]> costs) {
    boolean[] front = new boolean[costs.size()];
    for (int i = 0; i < front.length; i++) {
      double[] candidate = costs.get(i);
      front[i] =
          Arrays.stream(candidate).noneMatch(Double::isNaN)
              && costs.stream().noneMatch(other -> dominates(other, candidate));
    }
    return front;
  }

  private static boolean dominates(double[] better, double[] worse) {
    boolean lower = false;
    for (int j = 0; j < better.length; j++) {
      if (!(better[j] <= worse[j])) {
        return false;
      }
      lower |= better[j] < worse[j];
    }
    return lower;
  }
}
