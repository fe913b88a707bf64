package isoloss.sampling.verifier;

import isoloss.data.Seed;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.sampling.resample.ClusterBootstrap;
import isoloss.stat.Quantile;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How many attempts an imperfect verifier is worth: the curve of reward and accuracy, its best
 * number of attempts, its bound, and what a stronger model would give.
 *
 * @param payoff what answers are worth
 * @param maxAttempts the longest row of the table, at least 1
 * @param stronger accuracy of one sample of a stronger model
 * @param draws of the bootstrap over problems; 0 for no intervals
 * @param level of the intervals
 */
public record VerifierPlan(
    Payoff payoff,
    int maxAttempts,
    OptionalDouble stronger,
    int draws,
    double level,
    long seed,
    int threads,
    String command) {

  /** Of the plan on the command line. */
  public static final String NAME = "verifier";

  static final String FORMULA =
      "R(K) = sum_j w_j [Vc c r_j + Vf (1-s)(1-r_j) - cost] (1-b_j^K)/(1-b_j), "
          + "b = 1 - c r - (1-s)(1-r)";
  static final String FORMULA_OF_COUNTS =
      "R(K) = mean_i (1 - C(n_i-b_i,K)/C(n_i,K)) (Vc a_i/b_i + Vf (1 - a_i/b_i)) - cost";

  public VerifierPlan {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException(maxAttempts + " attempts; give at least 1");
    }
    if (draws < 0 || draws == 1) {
      throw new IllegalArgumentException("draws " + draws + "; give 2 or more, or 0 for none");
    }
  }

  /** One attempt wins 1, a wrong answer loses nothing; 100 attempts, no intervals. */
  public static VerifierPlan withDefaults() {
    return new VerifierPlan(new Payoff(1, 0, 0), 100, OptionalDouble.empty(), 0, 0.9, 42, 1, "");
  }

  public VerifierPlan with(Payoff newPayoff) {
    return new VerifierPlan(newPayoff, maxAttempts, stronger, draws, level, seed, threads, command);
  }

  public VerifierPlan withMaxAttempts(int most) {
    return new VerifierPlan(payoff, most, stronger, draws, level, seed, threads, command);
  }

  public VerifierPlan withStronger(double accuracy) {
    return new VerifierPlan(
        payoff, maxAttempts, OptionalDouble.of(accuracy), draws, level, seed, threads, command);
  }

  public VerifierPlan withDraws(int count, double newLevel) {
    return new VerifierPlan(payoff, maxAttempts, stronger, count, newLevel, seed, threads, command);
  }

  /** For problem types that are known. */
  public Findings of(List<ProblemType> types) {
    Resampling resampling = new Resampling(types, payoff);
    Findings findings = start(FORMULA).with(typeTable(resampling));
    return ofResampling(findings, resampling, RewardBand.NONE);
  }

  /**
   * For a verifier that was tried on labelled samples.
   *
   * @param correct probability of a right sample per type, with weights; empty for the share of
   *     right samples among the labelled
   */
  public Findings of(LabelledVerdicts labelled, List<ProblemType> correct) {
    return new LabelledPlan(this, labelled, correct).findings();
  }

  /**
   * For counts of samples that were accepted and right.
   *
   * @param clusters one text per problem, equal where problems belong together
   */
  public Findings of(VerifierCounts counts, List<String> clusters) {
    return new CountsPlan(this, counts, clusters).findings();
  }

  Findings start(String formula) {
    return Findings.plan(NAME, formula, seed, command);
  }

  ClusterBootstrap bootstrap(List<String> clusters) {
    return ClusterBootstrap.byKey(
        clusters, draws, level, new Seed(seed).child("verifier"), threads);
  }

  /** Facts and tables that a mixture of types allows. */
  Findings ofResampling(Findings start, Resampling resampling, RewardBand band) {
    BestAttempts best = resampling.best();
    double[] within = new double[maxAttempts + 1];
    for (int k = 1; k <= maxAttempts; k++) {
      within[k] = resampling.reward(k);
    }
    Plateau plateau = Plateau.of(within);
    Findings findings =
        start
            .with(Findings.Fact.of("kStar", "best number of attempts K*", "", best.attempts()))
            .with(Findings.Fact.of("rewardAtKStar", "reward at K*", "", best.reward()))
            .with(
                Findings.Fact.of(
                    "kNearBest", "fewest attempts with 99 % of it", "", nearBest(resampling, best)))
            .with(
                Findings.Fact.of(
                    "kStarWithinMax",
                    "best up to %d attempts".formatted(maxAttempts),
                    "",
                    plateau.first()))
            .with(
                Findings.Fact.of(
                    "rewardAtInfinity",
                    "reward of attempts without end",
                    "",
                    resampling.rewardAtInfinity()))
            .with(
                Findings.Fact.of(
                    "upperBound",
                    "bound of the accuracy over all problems",
                    "",
                    resampling.upperBound()));
    findings = withBreakEven(findings, resampling);
    findings = findings.with(band.table(resampling, maxAttempts));
    if (resampling.types().size() > 1) {
      findings = findings.with(posteriors(resampling));
    }
    if (best.isUnbounded()) {
      findings = findings.with(unbounded());
    }
    return findings.withHeadline(headline(resampling, best));
  }

  private static Diagnostic unbounded() {
    return new Diagnostic.Remark(
        "k-star-unbounded",
        Diagnostic.Severity.NOTE,
        "every further attempt gains, if ever less: K* is infinite by the formula, not by the end"
            + " of the table; kNearBest says how many attempts give 99 % of the limit");
  }

  private String headline(Resampling resampling, BestAttempts best) {
    String bound =
        String.format(
            Locale.ROOT,
            "resampling cannot exceed an accuracy of %.4g over all problems",
            resampling.upperBound());
    if (best.attempts() == 0) {
      return "No attempt is worth making: each loses on average; " + bound + ".";
    }
    return best.isUnbounded()
        ? String.format(
            Locale.ROOT, "Every attempt gains, towards a reward of %.4g; %s.", best.reward(), bound)
        : String.format(
            Locale.ROOT,
            "Stop after %.0f attempt%s, at a reward of %.4g; %s.",
            best.attempts(),
            best.attempts() == 1 ? "" : "s",
            best.reward(),
            bound);
  }

  /** The fewest attempts with 99 % of the best reward; NaN where none up to 2^20 has it. */
  private static double nearBest(Resampling resampling, BestAttempts best) {
    if (best.attempts() == 0) {
      return 0;
    }
    int most = (int) Math.min(best.attempts(), 1 << 20);
    for (int k = 1; k <= most; k++) {
      if (resampling.reward(k) >= 0.99 * best.reward()) {
        return k;
      }
    }
    return Double.NaN;
  }

  private Findings withBreakEven(Findings findings, Resampling resampling) {
    if (stronger.isEmpty()) {
      return findings;
    }
    BreakEven even = BreakEven.of(resampling, stronger.getAsDouble());
    return withBreakEven(findings, even, resampling, Integer.MAX_VALUE)
        .with(
            Findings.Fact.of(
                "soundnessForBreakEven", "soundness at which it could", "", even.soundness()));
  }

  static Findings withBreakEven(
      Findings findings, BreakEven even, AttemptCurve weak, int mostAttempts) {
    int attempts = BreakEven.attempts(weak, even.stronger(), mostAttempts);
    return findings
        .with(
            Findings.Fact.of(
                "strongerAccuracy",
                "accuracy of one sample of the stronger model",
                "",
                even.stronger()))
        .with(
            Findings.Fact.of(
                "breakEven", "resampling can reach the stronger model", "", even.isReachable()))
        .with(
            Findings.Fact.of(
                "attemptsToBreakEven",
                "attempts until it does",
                "",
                attempts == 0 ? Double.NaN : attempts));
  }

  private Findings.Table typeTable(Resampling resampling) {
    Findings.Builder table =
        Findings.Table.builder("types", "Problem types")
            .column("type", "type")
            .column("weight", "share")
            .column("correct", "P(right) r")
            .column("soundness", "soundness s")
            .column("completeness", "completeness c")
            .column("accepts", "P(accept) a")
            .column("accuracyOfAccepted", "accuracy of accepted")
            .column("valueOfAttempt", "value of an attempt v");
    int number = 1;
    for (ProblemType type : resampling.types()) {
      table.row(
          number++,
          type.weight(),
          type.correct(),
          type.verifier().soundness(),
          type.verifier().completeness(),
          type.accepts(),
          type.verifier().accuracyOfAccepted(type.correct()),
          type.valueOfAttempt(payoff));
    }
    return table.build();
  }

  private Findings.Table posteriors(Resampling resampling) {
    Findings.Builder table =
        Findings.Table.builder("posterior", "What rejections say about the type")
            .detail()
            .column("rejections", "rejections");
    for (int j = 1; j <= resampling.types().size(); j++) {
      table.column("type" + j, "P(type %d)".formatted(j));
    }
    table.column("gain", "gain of the next attempt");
    for (int k = 0; k <= maxAttempts; k++) {
      double[] posterior = resampling.posterior(k);
      Object[] row = new Object[posterior.length + 2];
      row[0] = k;
      for (int j = 0; j < posterior.length; j++) {
        row[j + 1] = posterior[j];
      }
      row[posterior.length + 1] = resampling.marginalGain(k);
      table.row(row);
    }
    return table.build();
  }

  static Findings.Fact[] interval(String key, String title, Quantile.Interval interval) {
    return new Findings.Fact[] {
      Findings.Fact.of(key + "Low", title + ", lower end", "", interval.low()),
      Findings.Fact.of(key + "High", title + ", upper end", "", interval.high())
    };
  }
}
