package isoloss.sampling.selection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The answer whose samples have the highest sum of scores; equal sums share the credit. */
final class WeightedMajority implements ToDoubleFunction<int[]> {

  /** Sums of equal scores in another order differ by rounding alone. */
  private static final double ROUNDING = 1e-12;

  private final int[] answer;
  private final double[] score;
  private final double[] credit;
  private final int answers;

  WeightedMajority(List<SampledProblem.Group> single) {
    Map<String, Integer> number = new LinkedHashMap<>();
    this.answer =
        single.stream()
            .mapToInt(g -> number.computeIfAbsent(g.answer(), any -> number.size()))
            .toArray();
    this.score = single.stream().mapToDouble(SampledProblem.Group::score).toArray();
    this.credit = single.stream().mapToDouble(SampledProblem.Group::correct).toArray();
    this.answers = number.size();
  }

  @Override
  public double applyAsDouble(int[] chosen) {
    double[] sums = new double[answers];
    double[] credits = new double[answers];
    boolean[] present = new boolean[answers];
    double size = 0;
    for (int sample : chosen) {
      sums[answer[sample]] += score[sample];
      credits[answer[sample]] = credit[sample];
      present[answer[sample]] = true;
      size += Math.abs(score[sample]);
    }
    return Winners.credit(sums, credits, present, ROUNDING * size);
  }
}
