package isoloss.sampling.verifier;

import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.sampling.resample.ClusterBootstrap;
import isoloss.stat.Moments;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The plan for a verifier that was tried on labelled samples: soundness and completeness with
 * intervals, and what they make of the plan. Samples of one problem resemble one another, so
 * problems are drawn with replacement; where each problem has one sample, Clopper-Pearson's exact
 * intervals are given.
 */
final class LabelledPlan {
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
    Findings findings =
        plan.start(VerifierPlan.FORMULA)
            .withParameters(clustered ? clustered(rates) : independent(rates))
            .with(counts());
    RewardBand band = RewardBand.NONE;
    if (plan.draws() > 0 && labelled.problems().size() > 1) {
      ClusterBootstrap bootstrap = bootstrap();
      double[][] numbers = bootstrap.run(this::numbers);
      findings = withIntervals(findings, bootstrap, numbers);
      band = band(bootstrap, numbers);
    }
    return plan.ofResampling(findings, resampling, band)
        .with(
            new Diagnostic.Remark(
                clustered ? "intervals-by-problem" : "intervals-exact",
                Diagnostic.Severity.NOTE,
                clustered
                    ? "problems have several samples, so intervals come of problems drawn with"
                        + " replacement; Clopper-Pearson's, in the table of counts, take samples as"
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
    if (!rates.areDefined()) {
      java.util.Arrays.fill(numbers, Double.NaN);
      return numbers;
    }
    Resampling drawn = resampling(rates);
    numbers[0] = rates.soundness();
    numbers[1] = rates.completeness();
    numbers[2] = rates.correct();
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
    double[] sorted =
        java.util.Arrays.stream(drawn).filter(k -> !Double.isNaN(k)).sorted().toArray();
    double tail = (1 - bootstrap.level()) / 2;
    int last = sorted.length - 1;
    return new Quantile.Interval(
        sorted[(int) Math.floor(tail * last)], sorted[(int) Math.ceil((1 - tail) * last)]);
  }

  private List<Estimate> independent(LabelledVerdicts.Rates rates) {
    double level = plan.level();
    return List.of(
        estimate("soundness", rates.soundness(), labelled.soundness(level)),
        estimate("completeness", rates.completeness(), labelled.completeness(level)),
        estimate("correct", rates.correct(), labelled.correct(level)));
  }

  private Estimate estimate(String name, double value, Quantile.Interval interval) {
    return new Estimate(
        name,
        value,
        OptionalDouble.empty(),
        OptionalDouble.of(interval.low()),
        OptionalDouble.of(interval.high()),
        OptionalDouble.of(plan.level()));
  }

  private List<Estimate> clustered(LabelledVerdicts.Rates rates) {
    if (plan.draws() == 0 || labelled.problems().size() < 2) {
      return List.of(
          Estimate.point("soundness", rates.soundness()),
          Estimate.point("completeness", rates.completeness()),
          Estimate.point("correct", rates.correct()));
    }
    ClusterBootstrap bootstrap = bootstrap();
    double[][] drawn =
        bootstrap.run(times -> {
          LabelledVerdicts.Rates r = labelled.rates(times);
          return new double[] {r.soundness(), r.completeness(), r.correct()};
        });
    return List.of(
        resampled("soundness", rates.soundness(), bootstrap, drawn[0]),
        resampled("completeness", rates.completeness(), bootstrap, drawn[1]),
        resampled("correct", rates.correct(), bootstrap, drawn[2]));
  }

  private static Estimate resampled(
      String name, double value, ClusterBootstrap bootstrap, double[] drawn) {
    double[] numbers = java.util.Arrays.stream(drawn).filter(each -> !Double.isNaN(each)).toArray();
    Quantile.Interval interval = bootstrap.interval(drawn);
    return new Estimate(
        name,
        value,
        Moments.of(numbers).standardDeviation(),
        OptionalDouble.of(interval.low()),
        OptionalDouble.of(interval.high()),
        OptionalDouble.of(bootstrap.level()));
  }

  private Findings.Table counts() {
    LabelledVerdicts.Problem all = labelled.total();
    Quantile.Interval soundness = labelled.soundness(plan.level());
    Quantile.Interval completeness = labelled.completeness(plan.level());
    return Findings.Table.builder(
            "verdicts", "Verdicts on labelled samples, intervals as if they were independent")
        .column("rate", "rate")
        .column("hits", "right verdicts")
        .column("samples", "samples")
        .column("share", "share")
        .column("low", "low")
        .column("high", "high")
        .row(
            "soundness",
            all.wrongRejected(),
            all.wrong(),
            (double) all.wrongRejected() / all.wrong(),
            soundness.low(),
            soundness.high())
        .row(
            "completeness",
            all.rightAccepted(),
            all.right(),
            (double) all.rightAccepted() / all.right(),
            completeness.low(),
            completeness.high())
        .build();
  }
}
