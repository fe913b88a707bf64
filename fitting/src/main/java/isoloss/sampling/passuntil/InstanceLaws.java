package isoloss.sampling.passuntil;

import isoloss.sampling.ProblemCounts;
import java.util.Arrays;

/**
 * A task law for each problem, and the pass rate that each predicts for a larger model; their mean
 * is the prediction at instance level ("IPU").
 */
final class InstanceLaws {
  private InstanceLaws() {}

  /** What becomes of a problem with exactly one size at which 0 &lt; PU &lt; 1. */
  enum Single {
    /** Its pass rate there is kept for every size. */
    CARRY,
    /** It counts as never solved. */
    ZERO
  }

  /**
   * Least squares of F on x over the sizes with 0 &lt; PU &lt; 1. With one such size the rule says
   * what is predicted; with none, or with more than one but fewer than needed, 0. A problem that
   * every size always solves stays at 1.
   *
   * @param points the least number of sizes that a line is put through, at least 2
   */
  static double[] leastSquares(
      Ladder ladder, double[][] passRates, double targetX, int points, Single single) {
    double[] predicted = new double[ladder.problems()];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = leastSquares(ladder.x(), own(passRates, i), targetX, points, single);
    }
    return predicted;
  }

  private static double leastSquares(
      double[] x, double[] passRates, double targetX, int points, Single single) {
    int[] keep = TaskLaw.usablePoints(passRates);
    if (keep.length >= points) {
      Line line =
          Line.through(
              Arrays.stream(keep).mapToDouble(j -> x[j]).toArray(),
              Arrays.stream(keep).mapToDouble(j -> TaskLaw.f(passRates[j])).toArray());
      return TaskLaw.passRate(line.at(targetX));
    }
    if (keep.length == 1) {
      return single == Single.CARRY ? passRates[keep[0]] : 0;
    }
    return Arrays.stream(passRates).allMatch(p -> p == 1) ? 1 : 0;
  }

  static double[] own(double[][] passRates, int problem) {
    return Arrays.stream(passRates).mapToDouble(rung -> rung[problem]).toArray();
  }

  /** The binomial likelihood of every problem. */
  static InstanceLikelihood.Maximum[] likelihood(Ladder ladder, InstanceLikelihood.Prior prior) {
    InstanceLikelihood.Maximum[] maxima = new InstanceLikelihood.Maximum[ladder.problems()];
    for (int i = 0; i < maxima.length; i++) {
      maxima[i] = maximum(ladder, i, prior);
    }
    return maxima;
  }

  static InstanceLikelihood.Maximum maximum(
      Ladder ladder, int problem, InstanceLikelihood.Prior prior) {
    double[] samples = new double[ladder.rungs()];
    double[] correct = new double[ladder.rungs()];
    for (int j = 0; j < samples.length; j++) {
      ProblemCounts counts = ladder.counts().get(j).get(problem);
      samples[j] = counts.samples();
      correct[j] = counts.correct();
    }
    return new InstanceLikelihood(ladder.x(), samples, correct, prior).maximise();
  }

  /** Whether any size ever solved the problem; where none did, its likelihood tends to PU = 0. */
  static boolean everSolved(Ladder ladder, int problem) {
    return ladder.counts().stream().anyMatch(rung -> rung.get(problem).correct() > 0);
  }

  /** Pass rates at a target; 0 for problems that no size ever solved. */
  static double[] predicted(Ladder ladder, InstanceLikelihood.Maximum[] maxima, double targetX) {
    double[] predicted = new double[maxima.length];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = everSolved(ladder, i) ? maxima[i].passRate(targetX) : 0;
    }
    return predicted;
  }
}
