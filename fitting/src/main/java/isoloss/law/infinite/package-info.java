/** What unlimited compute makes of limited data: asymptotes in model size and ensemble size. */
@NullMarked
package isoloss.law.infinite;

import org.jspecify.annotations.NullMarked;
