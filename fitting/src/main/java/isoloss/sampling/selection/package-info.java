/** Choosing one of N samples: exact curves over subsets, diversity, the gap to the oracle. */
@NullMarked
package isoloss.sampling.selection;

import org.jspecify.annotations.NullMarked;
