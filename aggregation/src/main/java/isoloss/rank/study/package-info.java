/** Simulations of known truth, which say whether intervals and rank sets hold what they promise. */
@NullMarked
package isoloss.rank.study;

import org.jspecify.annotations.NullMarked;
