package isoloss.plan;

import isoloss.law.hyper.HyperparameterLaw;
import isoloss.law.hyper.HyperparameterLaw.Advice;
import isoloss.law.hyper.HyperparameterLaw.PlannedRun;
import isoloss.law.hyper.HyperparameterLaws;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one law says of the run; NaN where it says nothing. Draws are the predictions of mean
 * coefficients.
 *
 * @param reason why a law gives no number; empty where it does
 */
record LawAnswer(
    String law,
    double learningRate,
    double learningRateLow,
    double learningRateHigh,
    double learningRateDraws,
    double batchTokens,
    double batchTokensLow,
    double batchTokensHigh,
    double batchTokensDraws,
    boolean verified,
    String reason,
    List<String> warnings,
    String convention,
    String source) {
  private static final String SCHEDULE =
      "for cosine decay from the peak to a fixed floor of 1e-5 with AdamW and 2000 steps of warm-up";

  LawAnswer {
    warnings = List.copyOf(warnings);
  }

  /** Step law first, then the user's fit where there is one, then the others. */
  static List<LawAnswer> all(HyperparameterPlan plan) {
    List<LawAnswer> answers = new ArrayList<>();
    answers.add(stepLaw(plan));
    plan.own().ifPresent(own -> answers.add(ownFit(plan, own)));
    if (plan.run().isMixture()) {
      answers.add(stepLawOfActiveParameters(plan.run()));
    }
    Arrays.stream(HyperparameterLaws.values())
        .filter(entry -> entry != HyperparameterLaws.STEP_LAW)
        .map(HyperparameterLaws::law)
        .forEach(law -> answers.add(of(law.name(), law, law.advise(plan.run()))));
    return answers;
  }

  private static LawAnswer of(String name, HyperparameterLaw law, Advice advice) {
    return new LawAnswer(
        name,
        advice.learningRate().orElse(Double.NaN),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        advice.batchTokens().orElse(Double.NaN),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        law.isVerified(),
        advice.refusal().orElse(""),
        advice.warnings(),
        law.convention(),
        law.source().citation() + ", " + law.source().url());
  }

  private static LawAnswer stepLaw(HyperparameterPlan plan) {
    PlannedRun run = plan.run();
    HyperparameterLaw law = HyperparameterLaws.STEP_LAW.law();
    return of(law.name(), law, law.advise(run))
        .with(
            plan.coefficients().learningRate(run.parameters(), run.tokens(), plan.level()),
            plan.coefficients().batchTokens(run.tokens(), plan.level()),
            plan.coefficients().meanLearningRate(run.parameters(), run.tokens()),
            plan.coefficients().meanBatchTokens(run.tokens()))
        .with(stepWarnings(run));
  }

  private static List<String> stepWarnings(PlannedRun run) {
    List<String> warnings = new ArrayList<>();
    MeasuredRange.all(run).forEach(range -> range.warning().ifPresent(warnings::add));
    warnings.add(SCHEDULE);
    if (run.isMixture()) {
      warnings.add("N counts all experts");
    }
    return warnings;
  }

  private static LawAnswer stepLawOfActiveParameters(PlannedRun run) {
    HyperparameterLaw law = HyperparameterLaws.STEP_LAW.law();
    PlannedRun active =
        new PlannedRun(
            run.activeParameters(),
            run.activeParameters(),
            run.tokens(),
            run.sequenceLength(),
            run.expectedLoss());
    return of(law.name() + "-active", law, law.advise(active))
        .with(
            List.of(
                "N counts active parameters only, which on measured mixtures was better for the"
                    + " densest (58 % active) and worse for the others"));
  }

  private static LawAnswer ownFit(HyperparameterPlan plan, OwnStepLaw own) {
    PlannedRun run = plan.run();
    LawAnswer point =
        of(
            "own-fit",
            HyperparameterLaws.STEP_LAW.law(),
            Advice.of(
                own.learningRate(run.parameters(), run.tokens()), own.batchTokens(run.tokens())));
    LawAnswer answer =
        own.sets()
            .map(sets ->
                point.with(
                    sets.learningRate(run.parameters(), run.tokens(), plan.level()),
                    sets.batchTokens(run.tokens(), plan.level()),
                    sets.meanLearningRate(run.parameters(), run.tokens()),
                    sets.meanBatchTokens(run.tokens())))
            .orElse(point);
    return answer.with(
        List.of("holds for the schedule, optimiser and data of the runs that it was fitted to"));
  }

  private LawAnswer with(
      Quantile.Interval rate, Quantile.Interval batch, double meanRate, double meanBatch) {
    return new LawAnswer(
        law,
        learningRate,
        rate.low(),
        rate.high(),
        meanRate,
        batchTokens,
        batch.low(),
        batch.high(),
        meanBatch,
        verified,
        reason,
        warnings,
        convention,
        source);
  }

  private LawAnswer with(List<String> newWarnings) {
    return new LawAnswer(
        law,
        learningRate,
        learningRateLow,
        learningRateHigh,
        learningRateDraws,
        batchTokens,
        batchTokensLow,
        batchTokensHigh,
        batchTokensDraws,
        verified,
        reason,
        newWarnings,
        convention,
        source);
  }

  boolean isApplicable() {
    return reason.isEmpty();
  }

  /** What a short table says beside the numbers. */
  String remark() {
    return !reason.isEmpty()
        ? "not applicable: " + reason
        : !warnings.isEmpty() ? warnings.getFirst() : "";
  }
}
