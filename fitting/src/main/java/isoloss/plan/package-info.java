/** Answers about runs that are still to be made. */
@NullMarked
package isoloss.plan;

import org.jspecify.annotations.NullMarked;
