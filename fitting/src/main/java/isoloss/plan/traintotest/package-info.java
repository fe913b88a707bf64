/** Training and repeated sampling under one budget, or one for each. */
@NullMarked
package isoloss.plan.traintotest;

import org.jspecify.annotations.NullMarked;
