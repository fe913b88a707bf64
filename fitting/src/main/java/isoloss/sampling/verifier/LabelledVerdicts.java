package isoloss.sampling.verifier;

import isoloss.data.InputException;
import isoloss.stat.ClopperPearson;
import isoloss.stat.Quantile;
import java.util.List;

/**
 * How a verifier judged samples whose truth is known, problem by problem.
 *
 * @param problems at least one
 */
public record LabelledVerdicts(List<Problem> problems) {

  /** Numbers of samples of one problem by truth and verdict. */
  public record Problem(
      int rightAccepted, int rightRejected, int wrongAccepted, int wrongRejected) {
    int right() {
      return rightAccepted + rightRejected;
    }

    int wrong() {
      return wrongAccepted + wrongRejected;
    }

    /** Both together. */
    public Problem and(Problem other) {
      return new Problem(
          rightAccepted + other.rightAccepted,
          rightRejected + other.rightRejected,
          wrongAccepted + other.wrongAccepted,
          wrongRejected + other.wrongRejected);
    }

    /** One sample. */
    public static Problem of(boolean accepted, boolean right) {
      return new Problem(
          right && accepted ? 1 : 0,
          right && !accepted ? 1 : 0,
          !right && accepted ? 1 : 0,
          !right && !accepted ? 1 : 0);
    }
  }

  /**
   * @param soundness s
   * @param completeness c
   * @param correct r, the share of right samples
   */
  public record Rates(double soundness, double completeness, double correct) {
    /** NaN rates, of a draw without a right or without a wrong sample, make no verifier. */
    boolean areDefined() {
      return !Double.isNaN(soundness) && !Double.isNaN(completeness);
    }

    Verifier verifier() {
      return new Verifier(soundness, completeness);
    }
  }

  public LabelledVerdicts {
    problems = List.copyOf(problems);
    Problem all = sum(problems);
    if (all.right() == 0 || all.wrong() == 0) {
      throw new InputException(
          "%d right and %d wrong samples: completeness needs right ones, soundness wrong ones"
              .formatted(all.right(), all.wrong()));
    }
  }

  private static Problem sum(List<Problem> problems) {
    return problems.stream().reduce(new Problem(0, 0, 0, 0), Problem::and);
  }

  Problem total() {
    return sum(problems);
  }

  /** Whether samples share problems, so that they are not independent of one another. */
  boolean isClustered() {
    return problems.stream().anyMatch(p -> p.right() + p.wrong() > 1);
  }

  public Rates rates() {
    double[] once = new double[problems.size()];
    java.util.Arrays.fill(once, 1);
    return rates(once);
  }

  /** With each problem counted so many times. */
  Rates rates(double[] times) {
    double right = 0;
    double rightAccepted = 0;
    double wrong = 0;
    double wrongRejected = 0;
    for (int i = 0; i < times.length; i++) {
      Problem problem = problems.get(i);
      right += times[i] * problem.right();
      rightAccepted += times[i] * problem.rightAccepted();
      wrong += times[i] * problem.wrong();
      wrongRejected += times[i] * problem.wrongRejected();
    }
    return new Rates(wrongRejected / wrong, rightAccepted / right, right / (right + wrong));
  }

  /** Clopper-Pearson's interval of the soundness, as if samples were independent. */
  public Quantile.Interval soundness(double level) {
    Problem all = total();
    return ClopperPearson.of(all.wrongRejected(), all.wrong(), level);
  }

  /** Clopper-Pearson's interval of the completeness, as if samples were independent. */
  public Quantile.Interval completeness(double level) {
    Problem all = total();
    return ClopperPearson.of(all.rightAccepted(), all.right(), level);
  }

  /** Clopper-Pearson's interval of the share of right samples, as if they were independent. */
  public Quantile.Interval correct(double level) {
    Problem all = total();
    return ClopperPearson.of(all.right(), (long) all.right() + all.wrong(), level);
  }
}
