/** Charts: pure functions from a result to a {@link isoloss.report.Figure}. */
@NullMarked
package isoloss.report.chart;

import org.jspecify.annotations.NullMarked;
