/** Repeated sampling: pass@k, sampling designs, coverage. */
@NullMarked
package isoloss.sampling;

import org.jspecify.annotations.NullMarked;
