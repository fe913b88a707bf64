package isoloss.sampling.selection;

import isoloss.data.Seed;
import isoloss.stat.LogFactorials;
import isoloss.stat.Moments;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * The mean of a rule over subsets of N of n samples, for rules without a closed form: over all
 * subsets where they are few, else over random ones.
 *
 * @param standardError of the random choice of subsets; 0 where all were visited
 */
public record SubsetMean(double value, double standardError) {

  /** What is visited: all subsets up to so many, else so many random ones. */
  public record Effort(long mostSubsets, int draws) {
    public static final Effort STANDARD = new Effort(5000, 1000);
  }

  /**
   * @param rule from the indices of the chosen samples, ascending, which it must not change
   */
  public static SubsetMean of(
      int samples, int drawn, ToDoubleFunction<int[]> rule, Effort effort, Seed seed) {
    if (drawn < 1 || drawn > samples) {
      throw new IllegalArgumentException("cannot draw %d of %d".formatted(drawn, samples));
    }
    double subsets = Math.exp(LogFactorials.upTo(samples).logChoose(samples, drawn));
    return subsets <= effort.mostSubsets() + 0.5
        ? overAll(samples, drawn, rule)
        : overRandom(samples, drawn, rule, effort.draws(), seed.generator());
  }

  private static SubsetMean overAll(int samples, int drawn, ToDoubleFunction<int[]> rule) {
    int[] chosen = new int[drawn];
    for (int i = 0; i < drawn; i++) {
      chosen[i] = i;
    }
    double sum = 0;
    long count = 0;
    do {
      sum += rule.applyAsDouble(chosen);
      count++;
    } while (advance(chosen, samples));
    return new SubsetMean(sum / count, 0);
  }

  /** The next subset in lexicographic order; false after the last. */
  static boolean advance(int[] chosen, int samples) {
    int at = chosen.length - 1;
    while (at >= 0 && chosen[at] == samples - chosen.length + at) {
      at--;
    }
    if (at < 0) {
      return false;
    }
    chosen[at]++;
    for (int i = at + 1; i < chosen.length; i++) {
      chosen[i] = chosen[i - 1] + 1;
    }
    return true;
  }

  private static SubsetMean overRandom(
      int samples, int drawn, ToDoubleFunction<int[]> rule, int draws, RandomGenerator random) {
    double[] values = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      values[draw] = rule.applyAsDouble(subset(samples, drawn, random));
    }
    Moments moments = Moments.of(values);
    return new SubsetMean(moments.mean(), moments.standardErrorOfMean().orElse(0));
  }

  /** Knuth's algorithm S: every subset is equally likely, indices ascend. */
  private static int[] subset(int samples, int drawn, RandomGenerator random) {
    int[] chosen = new int[drawn];
    int have = 0;
    for (int i = 0; have < drawn; i++) {
      if (random.nextInt(samples - i) < drawn - have) {
        chosen[have++] = i;
      }
    }
    return chosen;
  }
}
