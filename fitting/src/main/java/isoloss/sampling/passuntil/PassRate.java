package isoloss.sampling.passuntil;

import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import isoloss.sampling.SamplingDesign.StopAtSuccesses;
import isoloss.sampling.plan.SampleSize;
import isoloss.stat.ClopperPearson;
import isoloss.stat.Quantile;

/**
 * The probability that one sample of a problem is correct, PU, from its counts. A censored problem
 * (fewer successes than wanted at the cap) is estimated by c/n and never dropped.
 */
public enum PassRate {
  /** Unbiased in every design: the share of outcome paths whose first draw is correct. */
  UNBIASED {
    @Override
    double of(ProblemCounts problem, SamplingDesign design) {
      return design instanceof SamplingDesign.Adaptive
          ? share(problem)
          : 1 - design.failure(problem, 1);
    }
  },
  /** {@code r/K}, or c/n: the maximum of the likelihood, biased upwards where sampling stopped. */
  PUBLISHED {
    @Override
    double of(ProblemCounts problem, SamplingDesign design) {
      return share(problem);
    }
  };

  abstract double of(ProblemCounts problem, SamplingDesign design);

  private static double share(ProblemCounts problem) {
    return problem.correct() / (double) problem.samples();
  }

  /**
   * The exact interval for p: by the negative binomial where sampling stopped at the r-th success,
   * else by the binomial (Clopper and Pearson), which holds for a capped problem too. Without a
   * success it is one-sided: from 0 to {@code 1 - (1-level)^(1/n)}.
   */
  public static Quantile.Interval interval(
      ProblemCounts problem, SamplingDesign design, double level) {
    int n = problem.samples();
    int c = problem.correct();
    if (c == 0) {
      return new Quantile.Interval(0, SampleSize.boundWithoutSuccess(n, level));
    }
    if (design instanceof StopAtSuccesses stop && c >= stop.successes()) {
      return new UntilSuccesses(stop.successes(), n).interval(level);
    }
    return ClopperPearson.of(c, n, level);
  }
}
