package isoloss.report.chart;

import isoloss.fit.Findings;
import isoloss.fit.Fit;
import isoloss.rank.Leaderboard;
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
  COVERAGE(Findings.class, found -> found.hasTable("passAtK"), new CoverageCurves()),
  TASK_LAW(Findings.class, TaskLawCurve::suits, new TaskLawCurve()),
  SAMPLE_ALLOCATION(Findings.class, SampleAllocation::suits, new SampleAllocation()),
  RANK_FOREST(Leaderboard.class, new RankForest());

  private final String chartName;
  private final Predicate<Object> accepts;
  private final Function<Object, Drawing> draw;

  <R> Charts(Class<R> input, Chart<R> chart) {
    this(input, any -> true, chart);
  }

  /**
   * @param suits whether a result of this class is one that the chart is about
   */
  <R> Charts(Class<R> input, Predicate<R> suits, Chart<R> chart) {
    this.chartName = chart.name();
    this.accepts = result -> input.isInstance(result) && suits.test(input.cast(result));
    this.draw = result -> chart.draw(input.cast(result));
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
