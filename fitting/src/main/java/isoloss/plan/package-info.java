/** Questions about runs that are still to be made, answered with laws and costs. */
@NullMarked
package isoloss.plan;

import org.jspecify.annotations.NullMarked;
