package isoloss.sampling.coverage;

import isoloss.sampling.ProblemCounts;
import isoloss.stat.GammaFunctions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Problems gathered by equal (n, c), so that each pair is evaluated once. */
final class CountRows {
  private final int[] samples;
  private final int[] correct;
  private final double[] logChoose;
  private final int[] rowOfProblem;

  private CountRows(int[] samples, int[] correct, int[] rowOfProblem) {
    this.samples = samples;
    this.correct = correct;
    this.rowOfProblem = rowOfProblem;
    logChoose = new double[samples.length];
    for (int row = 0; row < samples.length; row++) {
      logChoose[row] = GammaFunctions.logChoose(samples[row], correct[row]);
    }
  }

  static CountRows of(List<ProblemCounts> problems) {
    Map<List<Integer>, Integer> known = new HashMap<>();
    List<ProblemCounts> first = new ArrayList<>();
    int[] rowOf = new int[problems.size()];
    for (int i = 0; i < rowOf.length; i++) {
      ProblemCounts problem = problems.get(i);
      Integer row = known.get(List.of(problem.samples(), problem.correct()));
      if (row == null) {
        row = first.size();
        known.put(List.of(problem.samples(), problem.correct()), row);
        first.add(problem);
      }
      rowOf[i] = row;
    }
    return new CountRows(
        first.stream().mapToInt(ProblemCounts::samples).toArray(),
        first.stream().mapToInt(ProblemCounts::correct).toArray(),
        rowOf);
  }

  int size() {
    return samples.length;
  }

  int problems() {
    return rowOfProblem.length;
  }

  int samples(int row) {
    return samples[row];
  }

  int correct(int row) {
    return correct[row];
  }

  /** {@code ln C(n, c)}. */
  double logChoose(int row) {
    return logChoose[row];
  }

  int rowOfProblem(int problem) {
    return rowOfProblem[problem];
  }

  /** How many problems have each pair. */
  double[] weights() {
    double[] weights = new double[samples.length];
    for (int row : rowOfProblem) {
      weights[row]++;
    }
    return weights;
  }

  /**
   * The same when problems count several times or not at all.
   *
   * @param multiplicities one per problem
   */
  double[] weights(int[] multiplicities) {
    double[] weights = new double[samples.length];
    for (int i = 0; i < rowOfProblem.length; i++) {
      weights[rowOfProblem[i]] += multiplicities[i];
    }
    return weights;
  }

  /** The largest c/n among rows that count. */
  double greatestShare(double[] weights) {
    double greatest = 0;
    for (int row = 0; row < samples.length; row++) {
      if (weights[row] > 0) {
        greatest = Math.max(greatest, correct[row] / (double) samples[row]);
      }
    }
    return greatest;
  }
}
