/** How many samples, and on which problems: planning before and after a pilot. */
@NullMarked
package isoloss.sampling.plan;

import org.jspecify.annotations.NullMarked;
