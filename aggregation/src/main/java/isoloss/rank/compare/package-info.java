/** Paired comparison of models on the samples that both have. */
@NullMarked
package isoloss.rank.compare;

import org.jspecify.annotations.NullMarked;
