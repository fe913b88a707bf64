/** What an estimator sees of a pool: which samples count how much, and who beat whom how often. */
@NullMarked
package isoloss.rank.evidence;

import org.jspecify.annotations.NullMarked;
