package isoloss.sampling.plan;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.sampling.DesignCheck;
import isoloss.sampling.FailureRatio;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.coverage.BetaBinomial;
import isoloss.sampling.coverage.CoverageFit;
import isoloss.stat.GammaFunctions;
import isoloss.stat.Moments;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a pilot tells of each problem: the posterior Beta(alpha + c, beta + n - c) under the Beta
 * law fitted to all of them. Its kernel is valid for every stopping rule, so pilot and later
 * samples may be pooled.
 */
public final class Pilot {
  private static final int FEWEST_PROBLEMS = 3;

  private final List<ProblemCounts> problems;
  private final int k;
  private final double alpha;
  private final double beta;
  private final boolean counted;
  private final double[] variability;
  private final Moments passAtK;
  private final double betweenProblems;

  private Pilot(List<ProblemCounts> problems, int k, double alpha, double beta) {
    this.problems = problems;
    this.k = k;
    this.alpha = alpha;
    this.beta = beta;
    this.counted =
        DesignCheck.of(problems).isEmpty() && problems.stream().allMatch(p -> k <= p.samples());
    this.variability =
        problems.stream()
            .mapToDouble(p ->
                SampleSize.meanVariability(
                    alpha + p.correct(), beta + p.samples() - p.correct(), k))
            .toArray();
    this.passAtK =
        Moments.of(
            problems.stream().mapToDouble(p -> counted ? counted(p) : expected(p)).toArray());
    this.betweenProblems = spreadOfTruth();
  }

  /**
   * @throws InputException if there are too few problems, or no success among them
   */
  public static Pilot of(List<ProblemCounts> problems, int k, Seed seed, int threads) {
    if (k < 1) {
      throw new IllegalArgumentException("k = " + k + " is below 1");
    }
    if (problems.size() < FEWEST_PROBLEMS || problems.stream().allMatch(p -> p.correct() == 0)) {
      throw new InputException(
          ("a pilot needs at least %d problems and one success; this one has %d problems and %d"
                  + " successes; draw more samples first")
              .formatted(
                  FEWEST_PROBLEMS,
                  problems.size(),
                  problems.stream().mapToInt(ProblemCounts::correct).sum()));
    }
    CoverageFit fit = CoverageFit.of(new BetaBinomial(), problems, 0, seed, threads);
    return new Pilot(List.copyOf(problems), k, fit.theta().get(0), fit.theta().get(1));
  }

  public List<ProblemCounts> problems() {
    return problems;
  }

  public int k() {
    return k;
  }

  double alpha() {
    return alpha;
  }

  double beta() {
    return beta;
  }

  /** {@code E[p (1-p)^(2k-1)]} of each problem under its posterior. */
  public double[] variability() {
    return variability.clone();
  }

  /** Whether pass@k itself can be counted: n is fixed and no problem has fewer than k samples. */
  public boolean isCounted() {
    return counted;
  }

  /** Whether its sampling variance can be estimated without bias: 2k samples everywhere. */
  public boolean hasUnbiasedVariance() {
    return counted && problems.stream().allMatch(p -> 2L * k <= p.samples());
  }

  private double counted(ProblemCounts p) {
    return FailureRatio.pass(p.samples(), p.correct(), k);
  }

  private double expected(ProblemCounts p) {
    double a = alpha + p.correct();
    double b = beta + p.samples() - p.correct();
    return -Math.expm1(GammaFunctions.logBeta(a, b + k) - GammaFunctions.logBeta(a, b));
  }

  /** Of pass@k: by counts where they suffice, else expected under the posterior. */
  public double mean() {
    return passAtK.mean();
  }

  /** Standard deviation over problems of the estimated pass@k. */
  public double deviation() {
    return passAtK.standardDeviation().orElseThrow();
  }

  /**
   * Standard deviation over problems of the true pass@k: the variance of the estimates less that of
   * sampling, at least 0; where sampling cannot be judged, that of the Beta law, {@code E(1-p)^(2k)
   * - (E(1-p)^k)^2}.
   */
  public double betweenProblems() {
    return betweenProblems;
  }

  private double spreadOfTruth() {
    if (hasUnbiasedVariance()) {
      double sampling =
          problems.stream()
              .mapToDouble(p -> FailureRatio.variance(p.samples(), p.correct(), k))
              .average()
              .orElseThrow();
      return Math.sqrt(Math.max(0, deviation() * deviation() - sampling));
    }
    BetaBinomial law = new BetaBinomial();
    double[] theta = {alpha, beta};
    double once = law.failure(theta, k);
    return Math.sqrt(Math.max(0, law.failure(theta, 2.0 * k) - once * once));
  }

  /** Samples of each problem so far. */
  long[] drawn() {
    return problems.stream().mapToLong(ProblemCounts::samples).toArray();
  }

  /** Variance of the mean pass@k on these very problems with so many samples each, first order. */
  double fixedVariance(long[] samples) {
    double sum =
        IntStream.range(0, samples.length).mapToDouble(i -> variability[i] / samples[i]).sum();
    return (double) k * k * sum / ((double) samples.length * samples.length);
  }
}
