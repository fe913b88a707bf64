/** Writers of figures and reports: SVG, PNG, CSV and self-contained HTML. */
@NullMarked
package isoloss.report.render;

import org.jspecify.annotations.NullMarked;
