package isoloss.report.chart;

import isoloss.fit.Findings;
import isoloss.fit.Fit;
import isoloss.plan.HyperparameterPlan;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The catalogue of charts: one line each. */
public enum Charts {
  LOSS_AGAINST_COMPUTE(Fit.class, new LossAgainstCompute()),
  ISO_LOSS(Fit.class, new IsoLoss()),
  PREDICTED_AGAINST_OBSERVED(Fit.class, new PredictedAgainstObserved()),
  RESIDUALS_AGAINST_N(Fit.class, Residuals.againstInput("N")),
  RESIDUALS_AGAINST_D(Fit.class, Residuals.againstInput("D")),
  RESIDUALS_AGAINST_FITTED(Fit.class, Residuals.againstFitted()),
  PARAMETER_INTERVALS(Fit.class, new ParameterIntervals()),
  PARAMETER_PAIR(Fit.class, new ParameterPair()),
  PARAMETER_DENSITY(Fit.class, new ParameterDensity()),
  RANK_FOREST(Findings.class, RankedModels::suits, new RankForest()),
  RANK_SETS(Findings.class, RankedModels::suits, new RankSetBars()),
  SCORE_MATRIX(Findings.class, ScoreMatrix::suits, new ScoreMatrix()),
  ROBUSTNESS_CELLS(Findings.class, RobustnessCurves::suits, new RobustnessCurves("cells")),
  ROBUSTNESS_SAMPLES(Findings.class, RobustnessCurves::suits, new RobustnessCurves("samples")),
  SOURCE_AGREEMENT(Findings.class, SourceAgreement::suits, new SourceAgreement()),
  SOURCE_DISAGREEMENT(Findings.class, SourceDisagreement::suits, new SourceDisagreement()),
  COMPONENT_GRAPH(new ConnectionGraph("component")),
  SOURCE_GRAPH(new ConnectionGraph("source")),
  CUSTOM_RANKING(Findings.class, CustomRanking::suits, new CustomRanking()),
  LEARNING_RATE_BY_LAW(Findings.class, Charts::isHyperparameterPlan, LawForest.ofLearningRate()),
  BATCH_BY_LAW(Findings.class, Charts::isHyperparameterPlan, LawForest.ofBatch()),
  LEARNING_RATE_AGAINST_BATCH(
      Findings.class, Charts::isHyperparameterPlan, new HyperparameterPlane()),
  LOSS_OVER_LR_AND_BATCH_1(Findings.class, Charts::isStepLaw, new LossOverLearningRateAndBatch(1)),
  LOSS_OVER_LR_AND_BATCH_2(Findings.class, Charts::isStepLaw, new LossOverLearningRateAndBatch(2)),
  LOSS_OVER_LR_AND_BATCH_3(Findings.class, Charts::isStepLaw, new LossOverLearningRateAndBatch(3)),
  GAP_BY_LAW(Findings.class, Charts::isStepLaw, new GapByLaw()),
  LR_AGAINST_PARAMETERS(Findings.class, Charts::isStepLaw, new LearningRateAgainstParameters()),
  LOSS_BY_STREAMS(Fit.class, LossByStreams::suits, new LossByStreams()),
  PARALLEL_MEMORY(Findings.class, ParallelTradeOff::suits, ParallelTradeOff.memory()),
  PARALLEL_LATENCY(Findings.class, ParallelTradeOff::suits, ParallelTradeOff.latency()),
  PARALLEL_LATENCY_LARGEST_BATCH(
      Findings.class, ParallelTradeOff::suits, ParallelTradeOff.latencyOfLargestBatch()),
  ASYMPTOTES_IN_SIZE(
      Findings.class, found -> found.name().equals("infinite-compute"), new AsymptotesInSize()),
  ASYMPTOTES_IN_DATA(
      Findings.class, found -> found.name().equals("infinite-compute"), new AsymptotesInData()),
  COMPUTE_GAPS(Findings.class, found -> found.name().equals("smdm"), new ComputeGaps()),
  DOMAIN_PREDICTIONS(Findings.class, DomainPredictions::suits, new DomainPredictions()),
  STUDY_COMPARISON(Findings.class, StudyComparison::suits, new StudyComparison()),
  TEST_TIME_FRONTIER(Findings.class, TestTimeFrontier::suits, TestTimeFrontier.byEquivalentFlops()),
  TEST_TIME_FLOPS_FRONTIER(Findings.class, TestTimeFrontier::suits, TestTimeFrontier.byFlops()),
  TEST_TIME_MODEL_AT_BUDGET(
      Findings.class, ModelAtBudget::suits, ModelAtBudget.byEquivalentFlops()),
  TEST_TIME_MODEL_AT_FLOPS_BUDGET(Findings.class, ModelAtBudget::suits, ModelAtBudget.byFlops()),
  TEST_TIME_COST(Findings.class, CostAgainstLength::suits, new CostAgainstLength()),
  SPEED_UP_AGAINST_DRAFT_LENGTH(
      Findings.class,
      findings -> isAbout(findings, SpeedUpAgainstDraftLength.TABLE),
      new SpeedUpAgainstDraftLength()),
  ACCEPTANCE_BY_POSITION(
      Findings.class,
      findings -> isAbout(findings, AcceptanceByPosition.TABLE),
      new AcceptanceByPosition()),
  TREE_TOKENS_AGAINST_NODES(
      Findings.class, findings -> isAbout(findings, TreeTokens.TABLE), new TreeTokens()),
  VERIFIER_REWARD(Findings.class, AttemptCurves::suits, AttemptCurves.ofReward()),
  VERIFIER_ACCURACY(Findings.class, AttemptCurves::suits, AttemptCurves.ofAccuracy()),
  ACCEPTED_ACCURACY(Findings.class, AcceptedAccuracy::suits, new AcceptedAccuracy()),
  SELECTION(Findings.class, SelectionByN::suits, new SelectionByN()),
  DIVERSITY(Findings.class, DiversityAgainstGain::suits, new DiversityAgainstGain()),
  RELIABILITY(Findings.class, Reliability::suits, new Reliability()),
  CONFIDENCE(Findings.class, ConfidenceHistogram::suits, new ConfidenceHistogram()),
  PASS_AT_N(Findings.class, PassAtNByCheckpoint::suits, new PassAtNByCheckpoint()),
  COVERAGE(Findings.class, found -> found.hasTable("passAtK"), new CoverageCurves()),
  COVERAGE_LAWS(Findings.class, CoverageLaws::suits, new CoverageLaws()),
  PASS_AGAINST_COMPUTE(Findings.class, PassAgainstCompute::suits, new PassAgainstCompute()),
  TRAIN_TO_TEST_OPTIMUM(Findings.class, JointOptimum::suits, new JointOptimum()),
  TASK_LAW(Findings.class, TaskLawCurve::suits, new TaskLawCurve()),
  SAMPLE_ALLOCATION(Findings.class, SampleAllocation::suits, new SampleAllocation()),
  PAIRED_DIFFERENCE(Findings.class, PairedDifferences::suits, new PairedDifferences());

  private static final String SPECULATIVE = "speculative";

  private final String chartName;
  private final Predicate<Object> accepts;
  private final Function<Object, Drawing> draw;

  <R> Charts(Class<R> input, Chart<R> chart) {
    this(input, any -> true, chart);
  }

  Charts(ConnectionGraph chart) {
    this(Findings.class, chart::suits, chart);
  }

  /**
   * @param suits whether a result of this class is one that the chart is about
   */
  <R> Charts(Class<R> input, Predicate<R> suits, Chart<R> chart) {
    this.chartName = chart.name();
    this.accepts = result -> input.isInstance(result) && suits.test(input.cast(result));
    this.draw = result -> chart.draw(input.cast(result));
  }

  private static boolean isHyperparameterPlan(Findings findings) {
    return findings.name().equals(HyperparameterPlan.NAME) && findings.hasTable("laws");
  }

  private static boolean isStepLaw(Findings findings) {
    return findings.name().equals("step-law") && findings.hasTable("runs");
  }

  private static boolean isAbout(Findings findings, String table) {
    return findings.name().equals(SPECULATIVE) && findings.hasTable(table);
  }

  /** In kebab-case. */
  public String chartName() {
    return chartName;
  }

  /** Whether this chart is one of results like this. */
  public boolean accepts(Object result) {
    return accepts.test(result);
  }

  /**
   * @throws ClassCastException if the chart does not accept the result
   */
  public Drawing draw(Object result) {
    return draw.apply(result);
  }

  /** Every chart that accepts the result, in the catalogue's order. */
  public static List<Drawing> drawAll(Object result) {
    return Arrays.stream(values())
        .filter(chart -> chart.accepts(result))
        .map(chart -> chart.draw(result))
        .toList();
  }
}
