package isoloss.sampling.verifier;

import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.sampling.resample.ClusterBootstrap;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The plan for a verifier that was tried on labelled samples: soundness and completeness with
 * intervals, and what they make of the plan. Samples of one problem resemble one another, so
 * problems are drawn with replacement; where each problem has one sample, Clopper-Pearson's exact
 * intervals are given.
 */
final class LabelledPlan {
  private static final List<Quantile.Interval> UNKNOWN =
      Collections.nCopies(3, new Quantile.Interval(Double.NaN, Double.NaN));

  private final VerifierPlan plan;
  private final LabelledVerdicts labelled;
  private final List<ProblemType> given;

  LabelledPlan(VerifierPlan plan, LabelledVerdicts labelled, List<ProblemType> given) {
    this.plan = plan;
    this.labelled = labelled;
    this.given = List.copyOf(given);
  }

  Findings findings() {
    LabelledVerdicts.Rates rates = labelled.rates();
    Resampling resampling = resampling(rates);
    boolean clustered = labelled.isClustered();
    Findings findings = plan.start(VerifierPlan.FORMULA);
    RewardBand band = RewardBand.NONE;
    if (plan.draws() > 0 && labelled.problems().size() > 1) {
      ClusterBootstrap bootstrap = bootstrap();
      double[][] numbers = bootstrap.run(this::numbers);
      List<Quantile.Interval> ofRates =
          IntStream.range(0, 3).mapToObj(rate -> bootstrap.interval(numbers[rate])).toList();
      findings = findings.with(rateTable(rates, clustered ? ofRates : List.of()));
      findings = withIntervals(findings, bootstrap, numbers);
      band = band(bootstrap, numbers);
    } else {
      findings = findings.with(rateTable(rates, clustered ? UNKNOWN : List.of()));
    }
    return plan.ofResampling(findings, resampling, band)
        .with(
            new Diagnostic.Remark(
                clustered ? "intervals-by-problem" : "intervals-exact",
                Diagnostic.Severity.NOTE,
                clustered
                    ? "problems have several samples, so intervals come of problems drawn with"
                        + " replacement; Clopper-Pearson's, in the last columns, take samples as"
                        + " independent"
                    : "every problem has one sample, so the intervals of the rates are"
                        + " Clopper-Pearson's"));
  }

  private Resampling resampling(LabelledVerdicts.Rates rates) {
    Verifier verifier = rates.verifier();
    return new Resampling(
        given.isEmpty()
            ? List.of(ProblemType.alone(rates.correct(), verifier))
            : given.stream().map(t -> new ProblemType(t.weight(), t.correct(), verifier)).toList(),
        plan.payoff());
  }

  private ClusterBootstrap bootstrap() {
    return plan.bootstrap(
        IntStream.range(0, labelled.problems().size()).mapToObj(String::valueOf).toList());
  }

  /** Soundness, completeness, share right, bound, K*, and reward and accuracy by attempts. */
  private double[] numbers(double[] times) {
    double[] numbers = new double[5 + 2 * plan.maxAttempts()];
    LabelledVerdicts.Rates rates = labelled.rates(times);
    Arrays.fill(numbers, Double.NaN);
    numbers[0] = rates.soundness();
    numbers[1] = rates.completeness();
    numbers[2] = rates.correct();
    if (!rates.areDefined()) {
      return numbers;
    }
    Resampling drawn = resampling(rates);
    numbers[3] = drawn.upperBound();
    numbers[4] = drawn.best().attempts();
    for (int k = 1; k <= plan.maxAttempts(); k++) {
      numbers[3 + 2 * k] = drawn.reward(k);
      numbers[4 + 2 * k] = drawn.accuracy(k);
    }
    return numbers;
  }

  private RewardBand band(ClusterBootstrap bootstrap, double[][] numbers) {
    List<Quantile.Interval> reward = new ArrayList<>();
    List<Quantile.Interval> accuracy = new ArrayList<>();
    for (int k = 1; k <= plan.maxAttempts(); k++) {
      reward.add(bootstrap.interval(numbers[3 + 2 * k]));
      accuracy.add(bootstrap.interval(numbers[4 + 2 * k]));
    }
    return new RewardBand(reward, accuracy);
  }

  private Findings withIntervals(Findings start, ClusterBootstrap bootstrap, double[][] numbers) {
    Findings findings = start;
    for (Findings.Fact fact :
        VerifierPlan.interval(
            "upperBound", "bound of the accuracy", bootstrap.interval(numbers[3]))) {
      findings = findings.with(fact);
    }
    for (Findings.Fact fact :
        VerifierPlan.interval(
            "kStar", "K* over redrawn problems", nearestDraws(bootstrap, numbers[4]))) {
      findings = findings.with(fact);
    }
    return findings.with(Findings.Fact.of("level", "level of the intervals", "", plan.level()));
  }

  /** An interval that ends at draws, since K* may be infinite and then has no interpolation. */
  private static Quantile.Interval nearestDraws(ClusterBootstrap bootstrap, double[] drawn) {
    double[] sorted = Arrays.stream(drawn).filter(k -> !Double.isNaN(k)).sorted().toArray();
    double tail = (1 - bootstrap.level()) / 2;
    int last = sorted.length - 1;
    return new Quantile.Interval(
        sorted[(int) Math.floor(tail * last)], sorted[(int) Math.ceil((1 - tail) * last)]);
  }

  /**
   * @param byProblem intervals over problems; empty where the exact ones hold
   */
  private Findings.Table rateTable(
      LabelledVerdicts.Rates rates, List<Quantile.Interval> byProblem) {
    LabelledVerdicts.Problem all = labelled.total();
    List<Quantile.Interval> exact =
        List.of(
            labelled.soundness(plan.level()),
            labelled.completeness(plan.level()),
            labelled.correct(plan.level()));
    List<Quantile.Interval> shown = byProblem.isEmpty() ? exact : byProblem;
    Findings.Builder table =
        Findings.Table.builder(
                "rates",
                String.format(
                    Locale.ROOT,
                    "The verifier on labelled samples, with %.4g %% intervals",
                    100 * plan.level()))
            .column("rate", "rate")
            .column("hits", "hits", "samples")
            .column("samples", "of", "samples")
            .column("estimate", "estimate")
            .column("low", "low")
            .column("high", "high")
            .column("exactLow", "if independent, low")
            .column("exactHigh", "high");
    String[] names = {"soundness", "completeness", "correct"};
    int[] hits = {all.wrongRejected(), all.rightAccepted(), all.right()};
    int[] samples = {all.wrong(), all.right(), all.right() + all.wrong()};
    double[] estimates = {rates.soundness(), rates.completeness(), rates.correct()};
    for (int i = 0; i < names.length; i++) {
      table.row(
          names[i],
          hits[i],
          samples[i],
          estimates[i],
          shown.get(i).low(),
          shown.get(i).high(),
          exact.get(i).low(),
          exact.get(i).high());
    }
    return table.build();
  }
}
