/** Which aggregator a pool is best served by: held-out likelihoods, and studies of missing data. */
@NullMarked
package isoloss.rank.choice;

import org.jspecify.annotations.NullMarked;
