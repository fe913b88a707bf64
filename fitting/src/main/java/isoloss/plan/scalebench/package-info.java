/** Which form of each law predicts the largest runs of the ScaleBench tables. */
@NullMarked
package isoloss.plan.scalebench;

import org.jspecify.annotations.NullMarked;
