package isoloss.sampling;

import isoloss.data.InputException;
import isoloss.stat.ClopperPearson;
import isoloss.stat.Normal;
import isoloss.stat.Quantile;
import java.util.List;

/**
 * Kaplan and Meier's estimate of {@code P(no success in the first k draws)} from first successes
 * that are partly censored: {@code S(k) = prod_{t<=k} (1 - d_t / Y_t)}, d_t first successes at draw
 * t, Y_t problems that reached draw t. Censoring must not depend on difficulty.
 */
public final class FirstSuccesses {
  private final int[] successesAt;
  private final int[] censoredAt;
  private final int problems;

  private FirstSuccesses(int[] successesAt, int[] censoredAt, int problems) {
    this.successesAt = successesAt;
    this.censoredAt = censoredAt;
    this.problems = problems;
  }

  /**
   * @throws InputException if a solved problem does not tell at which draw: it needs {@code
   *     first_success}, or its only success as its last draw
   */
  public static FirstSuccesses of(List<ProblemCounts> problems) {
    int cap = problems.stream().mapToInt(ProblemCounts::samples).max().orElse(0);
    int[] successes = new int[cap + 1];
    int[] censored = new int[cap + 1];
    for (ProblemCounts problem : problems) {
      ProblemCounts seen = problem.upToFirstSuccess();
      if (seen.correct() == 1) {
        successes[seen.samples()]++;
      } else {
        censored[seen.samples()]++;
      }
    }
    return new FirstSuccesses(successes, censored, problems.size());
  }

  /** The longest number of draws that any problem had; beyond it S is undefined. */
  public int longest() {
    return successesAt.length - 1;
  }

  /**
   * {@code S(k)}, and the sum {@code d/(Y(Y-d))} of Greenwood's variance {@code S^2 sum}.
   *
   * @param atRisk problems that the last draw up to k was made for
   */
  public record Survival(double value, double greenwoodSum, int atRisk) {
    /**
     * Standard error of S and of 1 - S; NaN where none or all have succeeded: it is unknown there.
     */
    public double standardError() {
      return inside() ? value * Math.sqrt(greenwoodSum) : Double.NaN;
    }

    /**
     * Of {@code 1 - S}, on the log-log scale of S; where none or all have succeeded, Clopper's and
     * Pearson's of the problems at risk, which is cautious: it forgets those that left before.
     */
    public Quantile.Interval coverage(double level) {
      if (!inside()) {
        return ClopperPearson.of(value == 0 ? atRisk : 0, atRisk, level);
      }
      double z = Normal.quantile((1 + level) / 2);
      double width = z * Math.sqrt(greenwoodSum) / Math.abs(Math.log(value));
      return new Quantile.Interval(
          1 - Math.pow(value, Math.exp(-width)), 1 - Math.pow(value, Math.exp(width)));
    }

    private boolean inside() {
      return value > 0 && value < 1;
    }
  }

  public Survival at(int k) {
    if (k < 0 || k > longest()) {
      throw new IllegalArgumentException(
          "k = %d is beyond the longest run of %d draws".formatted(k, longest()));
    }
    double survival = 1;
    double sum = 0;
    int atRisk = problems;
    int drawn = problems;
    for (int t = 1; t <= k && atRisk > 0; t++) {
      drawn = atRisk;
      int d = successesAt[t];
      if (d > 0) {
        survival *= 1 - (double) d / drawn;
        sum += d / ((double) drawn * (drawn - d));
      }
      atRisk -= d + censoredAt[t];
    }
    return new Survival(survival, sum, drawn);
  }
}
