package isoloss.report.chart;

/**
 * A picture of a result. Equal results give equal drawings.
 *
 * @param <R> the kind of result, for example {@link isoloss.fit.Fit}
 */
public interface Chart<R> {

  /** In kebab-case; the figure's file name. */
  String name();

  Drawing draw(R result);
}
