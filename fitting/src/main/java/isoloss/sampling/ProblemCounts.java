package isoloss.sampling;

import java.util.OptionalInt;

/**
 * The samples drawn for one problem.
 *
 * @param problem its name in the data
 * @param cluster what it shares with dependent problems, for example its source; its own name where
 *     it stands alone
 * @param samples n, at least 1
 * @param correct c, from 0 to n
 * @param firstSuccess 1-based index of the first correct sample, where it was recorded
 */
public record ProblemCounts(
    String problem, String cluster, int samples, int correct, OptionalInt firstSuccess) {

  public ProblemCounts {
    if (samples < 1) {
      throw new IllegalArgumentException("problem " + problem + ": n = " + samples + " is below 1");
    }
    if (correct < 0 || correct > samples) {
      throw new IllegalArgumentException(
          "problem %s: c = %d is not between 0 and n = %d".formatted(problem, correct, samples));
    }
    firstSuccess.ifPresent(at -> requireFirst(problem, samples, correct, at));
  }

  private static void requireFirst(String problem, int samples, int correct, int at) {
    if (at < 1 || at > samples || correct == 0) {
      throw new IllegalArgumentException(
          "problem %s: a first success at %d does not go with n = %d and c = %d"
              .formatted(problem, at, samples, correct));
    }
  }

  public static ProblemCounts of(String problem, int samples, int correct) {
    return new ProblemCounts(problem, problem, samples, correct, OptionalInt.empty());
  }

  /**
   * The draws up to the first success, where it was recorded or is the only success and the last
   * draw; all draws where there was none.
   *
   * @throws isoloss.data.InputException if the counts do not tell where the first success was
   */
  public ProblemCounts upToFirstSuccess() {
    if (correct == 0) {
      return this;
    }
    if (firstSuccess.isEmpty() && correct > 1) {
      throw new isoloss.data.InputException(
          "problem %s has %d successes in %d draws and no first_success; map the column with --columns first_success=NAME"
              .formatted(problem, correct, samples));
    }
    int first = firstSuccess.orElse(samples);
    return new ProblemCounts(problem, cluster, first, 1, OptionalInt.of(first));
  }
}
