package isoloss.report.chart;

import isoloss.report.Figure;

/** What a chart made of a result. */
public sealed interface Drawing {

  record Drawn(Figure figure) implements Drawing {}

  /**
   * The result does not hold what the chart shows.
   *
   * @param reason one sentence for the reader
   */
  record LeftOut(String chart, String reason) implements Drawing {}
}
