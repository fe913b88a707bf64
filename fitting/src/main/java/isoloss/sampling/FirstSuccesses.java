package isoloss.sampling;

import isoloss.data.InputException;
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

  /** {@code S(k)}, and the sum {@code d/(Y(Y-d))} of Greenwood's variance {@code S^2 sum}. */
  public record Survival(double value, double greenwoodSum) {
    /** Standard error of S and of 1 - S. */
    public double standardError() {
      return value == 0 ? Double.NaN : value * Math.sqrt(greenwoodSum);
    }

    /** Of {@code 1 - S}, on the log-log scale of S. */
    public Quantile.Interval coverage(double level) {
      double z = Normal.quantile((1 + level) / 2);
      if (!(value > 0 && value < 1)) {
        return new Quantile.Interval(Double.NaN, Double.NaN);
      }
      double width = z * Math.sqrt(greenwoodSum) / Math.abs(Math.log(value));
      return new Quantile.Interval(
          1 - Math.pow(value, Math.exp(-width)), 1 - Math.pow(value, Math.exp(width)));
    }
  }

  public Survival at(int k) {
    if (k < 0 || k > longest()) {
      throw new IllegalArgumentException(
          "k = %d is beyond the longest run of %d draws".formatted(k, longest()));
    }
    double survival = 1;
    double sum = 0;
    double atRisk = problems;
    for (int t = 1; t <= k; t++) {
      double d = successesAt[t];
      if (d > 0) {
        survival *= 1 - d / atRisk;
        sum += d / (atRisk * (atRisk - d));
      }
      atRisk -= d + censoredAt[t];
    }
    return new Survival(survival, sum);
  }
}
